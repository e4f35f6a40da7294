package dev.beryl;

import dev.beryl.fault.Text;
import dev.beryl.trial.Artifact;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Reads the files that replicates leave. */
final class ArtifactFiles {
  private ArtifactFiles() {}

  /**
   * Describes a file, which is read once from its start to its end.
   *
   * @param who recorded it, for the message
   * @throws IllegalArgumentException if there is no such file, or the name is blank
   * @throws IOException if it cannot be read
   */
  static Artifact describe(String who, String name, Path path) throws IOException {
    var _ = Text.requireWellFormed("name of an artifact", name);
    if (!Files.isRegularFile(path)) {
      throw new IllegalArgumentException(
          "%s records artifact '%s': expected a file at %s, found %s"
              .formatted(
                  who,
                  name,
                  path.toAbsolutePath(),
                  Files.isDirectory(path) ? "a directory" : "none"));
    }
    MessageDigest sha = sha256();
    long size;
    try (InputStream file = new DigestInputStream(Files.newInputStream(path), sha)) {
      size = file.transferTo(OutputStream.nullOutputStream());
    }
    String where = path.toAbsolutePath().normalize().toString();
    return new Artifact(name, where, size, HexFormat.of().formatHex(sha.digest()));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
