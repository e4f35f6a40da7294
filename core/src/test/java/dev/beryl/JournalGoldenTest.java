package dev.beryl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.beryl.journal.JournalExport;
import dev.beryl.journal.JournalRecord;
import dev.beryl.trial.Outcome;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A journal of version 2, made once by {@link GoldenStudy}: it stays readable for ever. */
class JournalGoldenTest {
  private static final String FOLDER = "/known-answers/journal-2/";

  @TempDir Path folder;
  private Path journal;

  private static byte[] kept(String name) throws IOException {
    try (InputStream in = JournalGoldenTest.class.getResourceAsStream(FOLDER + name)) {
      return in.readAllBytes();
    }
  }

  @BeforeEach
  void copy() throws IOException {
    journal = folder.resolve("golden.journal");
    Files.write(journal, kept("golden.journal"));
  }

  @Test
  void csv_isAsItWas() throws IOException {
    var out = new ByteArrayOutputStream();
    JournalExport.csv(journal, out);

    assertThat(out.toByteArray())
        .asString()
        .isEqualTo(new String(kept("golden.csv"), StandardCharsets.UTF_8));
  }

  @Test
  void json_isAsItWas_inAnyLocale() throws IOException {
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.forLanguageTag("tr-TR"));
    try {
      var out = new ByteArrayOutputStream();
      JournalExport.json(journal, out);

      assertThat(out.toByteArray())
          .asString()
          .isEqualTo(new String(kept("golden.json"), StandardCharsets.UTF_8));
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void allKindsOfOutcomes_areInIt_andTwoRuns() {
    Set<String> outcomes =
        Journals.records(journal, JournalRecord.Told.class).stream()
            .map(told -> told.outcome().getClass().getSimpleName())
            .collect(Collectors.toSet());

    assertThat(outcomes).containsExactlyInAnyOrder("Completed", "Failed", "Pruned", "Rejected");
    assertThat(Journals.records(journal, JournalRecord.Opened.class))
        .extracting(opened -> opened.budget().orElse(0))
        .containsExactly(9, 16);
    assertThat(Journals.records(journal, JournalRecord.ReplicateEnded.class))
        .extracting(JournalRecord.ReplicateEnded::result)
        .anyMatch(result -> result.status() instanceof Outcome.Failed)
        .anyMatch(result -> !result.reports().isEmpty())
        .anyMatch(result -> !result.notes().isEmpty());
  }

  /** The library of today goes on with it. */
  @Test
  void study_goesOnWithIt_andGivesTheSameBits() throws IOException {
    var result = GoldenStudy.experiment().optimize(GoldenStudy.study(journal, 16));

    assertThat(result.digest())
        .isEqualTo(new String(kept("digest.txt"), StandardCharsets.UTF_8).strip());
    assertThat(Files.readAllBytes(journal)).isEqualTo(kept("golden.journal"));

    var longer = GoldenStudy.experiment().optimize(GoldenStudy.study(journal, 20));
    assertThat(longer.trials()).hasSize(20);
    assertThat(longer.trials().subList(0, 16))
        .map(Object::toString)
        .isEqualTo(result.trials().stream().map(Object::toString).toList());
  }
}
