package dev.beryl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.beryl.journal.Durability;
import dev.beryl.journal.JournalRecord;
import dev.beryl.study.StudyResult;
import dev.beryl.trial.Origin;
import dev.beryl.trial.Trial;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A study with given treatments, notes and leases together, killed after each record. */
class DailyResumeTest {
  private static final int TRIALS = 6;
  private static final int REPLICATES = 2;

  @Test
  @Timeout(60)
  void killedAfterAnyRecord_isTheSame_andRunsNothingTwice(@TempDir Path folder) throws IOException {
    var ran = new AtomicInteger();
    Resource<String> device = Resource.leased("device", "a", "b");
    Experiment<Double> experiment =
        Experiment.from(ctx -> ctx.get(device))
            .using(device)
            .then(
                "measure",
                (item, ctx) -> {
                  ran.incrementAndGet();
                  ctx.note("seed " + ctx.replicate(), Long.toString(ctx.seed()));
                  double loss = ctx.get(OneParameter.X) + ctx.random().nextDouble();
                  ctx.record("loss", loss);
                  return loss + item.length();
                })
            .build();
    Path journal = folder.resolve("study.journal");
    Study study =
        Study.of(OneParameter.SPACE, OneParameter.LOSS)
            .optimizer(TestOptimizers.of(s -> new ChainedOptimizer(s.space(), s.seed())))
            .trials(TRIALS)
            .replicates(REPLICATES)
            .threads(2)
            .parallelism(2)
            .startWith(OneParameter.at(3), OneParameter.at(2))
            .notes(Map.of("git", "a1b2c3"))
            .journal(journal, Durability.none());
    StudyResult whole = experiment.optimize(study);
    byte[] bytes = Files.readAllBytes(journal);
    List<Long> ends = Journals.ends(journal);
    for (int kept = 1; kept < ends.size(); kept++) {
      Files.write(journal, Arrays.copyOf(bytes, Math.toIntExact(ends.get(kept))));
      long finished = Journals.records(journal, JournalRecord.ReplicateEnded.class).size();
      ran.set(0);

      StudyResult again = experiment.optimize(study);

      assertThat(again.digest()).as("after %s records", kept).isEqualTo(whole.digest());
      assertThat(ran.get()).isEqualTo(TRIALS * REPLICATES - (int) finished);
      assertThat(again.notes()).isEqualTo(Map.of("git", "a1b2c3"));
      for (Trial trial : again.trials()) {
        assertThat(trial.notes().get("lease:device")).isIn("a", "b");
        assertThat(trial.notes().get("seed 1"))
            .isEqualTo(whole.trial(trial.number()).notes().get("seed 1"));
        assertThat(trial.origin()).isEqualTo(trial.number() < 2 ? Origin.GIVEN : Origin.PROPOSED);
      }
    }
  }
}
