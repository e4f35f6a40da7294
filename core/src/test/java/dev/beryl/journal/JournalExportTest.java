package dev.beryl.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command line of exports. */
class JournalExportTest {
  @TempDir Path folder;
  private Path journal;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @BeforeEach
  void copy() throws IOException {
    journal = folder.resolve("golden.journal");
    Files.write(journal, kept("golden.journal"));
  }

  private static byte[] kept(String name) throws IOException {
    try (InputStream in =
        JournalExportTest.class.getResourceAsStream("/known-answers/journal-2/" + name)) {
      return in.readAllBytes();
    }
  }

  private int run(String... arguments) {
    try (var printed = new PrintStream(out, true, StandardCharsets.UTF_8);
        var complained = new PrintStream(err, true, StandardCharsets.UTF_8)) {
      return JournalExport.run(arguments, printed, complained);
    }
  }

  @Test
  void csvAndJson_areWrittenToTheOutput() throws IOException {
    assertThat(run("csv", journal.toString())).isZero();
    assertThat(out.toByteArray()).isEqualTo(kept("golden.csv"));

    out.reset();
    assertThat(run("json", journal.toString())).isZero();
    assertThat(out.toByteArray()).isEqualTo(kept("golden.json"));
    assertThat(err.size()).isZero();
  }

  @Test
  void otherArguments_areAnsweredWithTheUsage() {
    assertThat(run("xml", journal.toString())).isEqualTo(2);
    assertThat(run("csv")).isEqualTo(2);
    assertThat(err.toString(StandardCharsets.UTF_8))
        .startsWith("usage: JournalExport csv|spreadsheet|json <journal>");
    assertThat(out.size()).isZero();
  }

  @Test
  void journalThatCannotBeRead_isNamed_andNothingIsWritten() {
    assertThat(run("csv", folder.resolve("none").toString())).isEqualTo(1);
    assertThat(err.toString(StandardCharsets.UTF_8))
        .isEqualToIgnoringNewLines("journal " + folder.resolve("none") + ": there is no such file");
    assertThat(out.size()).isZero();
  }
}
