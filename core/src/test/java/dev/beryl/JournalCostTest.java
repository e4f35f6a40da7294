package dev.beryl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.beryl.journal.Durability;
import dev.beryl.journal.JournalHeader;
import dev.beryl.journal.JournalReader;
import dev.beryl.replay.StudyJournal;
import dev.beryl.space.Parameter;
import dev.beryl.space.RealParameter;
import dev.beryl.space.SearchSpace;
import java.io.IOException;
import java.lang.ref.Reference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a journal takes for a trial of 20 parameters and one replicate. */
class JournalCostTest {
  private static final int TRIALS = 20_000;
  private static final int FILE_BYTES = 300;
  private static final int MEMORY_BYTES = 120;
  private static final List<RealParameter> PARAMETERS =
      IntStream.range(0, 20).mapToObj(i -> Parameter.real("x" + i, 0, 1)).toList();
  private static final SearchSpace SPACE = SearchSpace.of(PARAMETERS);
  private static final Experiment<Double> EXPERIMENT =
      Experiment.measuring("loss", ctx -> ctx.get(PARAMETERS.get(7)));

  @TempDir Path folder;

  private Path written() {
    Path journal = folder.resolve("study.journal");
    EXPERIMENT.optimize(
        Study.of(SPACE, OneParameter.LOSS)
            .optimizer(TestOptimizers.uniform())
            .trials(TRIALS)
            .journal(journal, Durability.none()));
    return journal;
  }

  @Test
  void trialOfTwentyParameters_takesAtMost300Bytes() throws IOException {
    double bytes = Files.size(written()) / (double) TRIALS;

    System.out.printf("journal: %.1f bytes a trial%n", bytes);
    assertThat(bytes).isBetween(8.0 * 21, (double) FILE_BYTES);
  }

  private static long used() {
    Runtime runtime = Runtime.getRuntime();
    return IntStream.range(0, 5)
        .mapToLong(i -> {
          System.gc();
          return runtime.totalMemory() - runtime.freeMemory();
        })
        .min()
        .orElseThrow();
  }

  @Test
  void openJournal_keepsAtMost120BytesATrial() {
    Path journal = written();
    JournalHeader header;
    try (JournalReader reader = JournalReader.open(journal)) {
      header = reader.header();
    }
    StudyJournal.open(journal, Durability.none(), header, TRIALS).abandon();
    long before = used();
    StudyJournal open = StudyJournal.open(journal, Durability.none(), header, TRIALS);
    double bytes = (used() - before) / (double) TRIALS;

    System.out.printf("open journal: %.1f bytes a trial in memory%n", bytes);
    assertThat(bytes).isBetween(8.0, (double) MEMORY_BYTES);
    Reference.reachabilityFence(open);
    open.abandon();
  }
}
