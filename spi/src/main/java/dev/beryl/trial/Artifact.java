package dev.beryl.trial;

import dev.beryl.fault.Nulls;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file that a replicate left, such as a model that it trained. Only what identifies it is kept;
 * the file stays where it is.
 *
 * @param name what it is, such as {@code model}
 * @param path where it is, an absolute path on the machine that ran the replicate
 * @param size its size in bytes when it was recorded, at least 0
 * @param sha256 the SHA-256 of its contents then, 64 hexadecimal digits
 */
public record Artifact(String name, String path, long size, String sha256) {
  /** Starts the key of the note as which an artifact is kept; the name follows. */
  public static final String KEY = "artifact:";

  private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");
  private static final Pattern NOTE =
      Pattern.compile("(\\d{1,18}) ([0-9a-f]{64}) (.*)", Pattern.DOTALL);

  /**
   * Checks the components.
   *
   * @throws IllegalArgumentException if the name is blank, the size is negative, or the digest is
   *     not one
   */
  public Artifact {
    Nulls.refuse("artifact: name", name);
    Nulls.refuse("artifact: path", path);
    Nulls.refuse("artifact: sha256", sha256);
    if (name.isBlank()) {
      throw new IllegalArgumentException("artifact: name: expected some text, got a blank name");
    }
    if (size < 0 || !DIGEST.matcher(sha256).matches()) {
      throw new IllegalArgumentException(
          "artifact '%s': expected a size >= 0 and 64 hexadecimal digits, got %s and '%s'"
              .formatted(name, size, sha256));
    }
  }

  /** {@return the text of the note as which it is kept: size, digest and path} */
  public String note() {
    return size + " " + sha256 + " " + path;
  }

  /**
   * Finds the artifacts among notes.
   *
   * @param notes of a trial or a replicate, key to text
   * @return the artifacts, in the order of the notes; a note of another form is none
   */
  public static List<Artifact> among(Map<String, String> notes) {
    Nulls.refuseIn("artifact: notes", notes);
    return notes.entrySet().stream()
        .filter(note -> note.getKey().startsWith(KEY) && note.getKey().length() > KEY.length())
        .map(note -> Map.entry(note.getKey(), NOTE.matcher(note.getValue())))
        .filter(note -> note.getValue().matches())
        .map(note -> of(note.getKey().substring(KEY.length()), note.getValue()))
        .toList();
  }

  private static Artifact of(String name, Matcher note) {
    return new Artifact(name, note.group(3), Long.parseLong(note.group(1)), note.group(2));
  }
}
