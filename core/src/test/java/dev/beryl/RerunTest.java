package dev.beryl;

import static dev.beryl.study.Failures.Kind.EXCEPTION;
import static dev.beryl.study.Failures.Kind.NOT_FINITE;
import static dev.beryl.study.Failures.Kind.TIMED_OUT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.beryl.journal.Durability;
import dev.beryl.journal.JournalRecord;
import dev.beryl.journal.JournalTrials;
import dev.beryl.study.Failures;
import dev.beryl.study.StudyResult;
import dev.beryl.trial.Outcome;
import dev.beryl.trial.Trial;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Trials of a finished study that failed and are run again. */
@Timeout(60)
class RerunTest {
  @TempDir Path folder;
  private Path journal;
  private final Set<String> ran = new ConcurrentSkipListSet<>();

  @BeforeEach
  void name() {
    journal = folder.resolve("study.journal");
  }

  private Study study() {
    return Study.of(OneParameter.SPACE, OneParameter.LOSS)
        .optimizer(
            TestOptimizers.of(setting -> new ChainedOptimizer(setting.space(), setting.seed())))
        .replicates(3)
        .neverFail()
        .trials(6)
        .journal(journal, Durability.none());
  }

  /** Fails in some replicates, by trial and replicate, and gives NaN in others. */
  private Experiment<Double> failing(Set<String> failing, Set<String> infinite) {
    return Experiment.measuring(
        "loss",
        ctx -> {
          String which = ctx.trial() + "/" + ctx.replicate();
          assertThat(ran.add(which)).as("%s runs once", which).isTrue();
          if (failing.contains(which)) {
            throw new IllegalStateException("the machine went away");
          }
          return infinite.contains(which)
              ? Double.NaN
              : ctx.get(OneParameter.X) + ctx.random().nextDouble();
        });
  }

  private StudyResult run(Set<String> failing, Study study) {
    ran.clear();
    return failing(failing, Set.of()).optimize(study);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void rerun_runsWhatFailed_andNothingElse(int threads) throws IOException {
    Study study = study().threads(threads).parallelism(threads);
    String whole = run(Set.of(), study).digest();
    Files.delete(journal);
    StudyResult first = run(Set.of("1/1", "4/0", "4/2"), study);
    assertThat(first.trials()).filteredOn(t -> !t.isCompleted()).hasSize(2);
    List<JournalRecord> old = Journals.records(journal);

    StudyResult again = run(Set.of(), study.rerun(Failures.of(EXCEPTION, TIMED_OUT)));

    assertThat(ran).contains("1/1", "4/0").allMatch(which -> which.matches("[14]/."));
    assertThat(ran).doesNotContain("1/0");
    assertThat(again.trials()).allMatch(Trial::isCompleted);
    assertThat(again.rerun()).containsExactly(1, 4);
    assertThat(again.toString()).contains("; 2 run again");
    assertThat(again.digest()).isNotEqualTo(first.digest());
    assertThat(Journals.records(journal)).startsWith(old.toArray(JournalRecord[]::new));
    StudyResult read = JournalTrials.read(journal).result();
    assertThat(read.digest()).isEqualTo(again.digest());
    assertThat(read.rerun()).containsExactly(1, 4);
    var json = new StringWriter();
    again.writeJson(json);
    assertThat(json.toString()).contains("\"rerun\":[1,4]");
    // Without the setting the new outcomes stay, and nothing runs.
    assertThat(run(Set.of(), study).digest()).isEqualTo(again.digest());
    assertThat(ran).isEmpty();
    // The values of a trial that failed are what they would have been.
    assertThat(whole).isNotEqualTo(again.digest()); // as its optimizer had learnt of the failures
    assertThat(again.trial(1).samples("loss").replicates()).isEqualTo(3);
  }

  @Test
  void rerun_ofOtherFailures_runsNothing() {
    StudyResult first = run(Set.of("1/1"), study());

    StudyResult again = run(Set.of(), study().rerun(Failures.of(TIMED_OUT)));

    assertThat(ran).isEmpty();
    assertThat(again.rerun()).isEmpty();
    assertThat(again.digest()).isEqualTo(first.digest());
  }

  @Test
  void rerun_ofValuesThatAreNotFinite_runsThatReplicate() {
    failing(Set.of(), Set.of("2/1")).optimize(study());

    StudyResult again = run(Set.of(), study().rerun(Failures.of(NOT_FINITE)));

    assertThat(ran).containsExactly("2/1");
    assertThat(again.trial(2).isCompleted()).isTrue();
  }

  @Test
  void whatFailsAgain_mayBeRunAgain() {
    run(Set.of("1/1"), study());
    StudyResult second = run(Set.of("1/1"), study().rerun(Failures.any()));
    assertThat(second.trial(1).outcome()).isInstanceOf(Outcome.Failed.class);
    assertThat(second.rerun()).containsExactly(1);

    StudyResult third = run(Set.of(), study().rerun(Failures.any()));

    assertThat(third.trial(1).isCompleted()).isTrue();
    assertThat(ran).contains("1/1").doesNotContain("1/0");
    assertThat(JournalTrials.read(journal).result().digest()).isEqualTo(third.digest());
    assertThat(run(Set.of(), study().rerun(Failures.any())).digest()).isEqualTo(third.digest());
    assertThat(ran).isEmpty();
  }

  @Test
  void toleratedReplicates_areRunAgain() {
    run(Set.of("1/1"), study().tolerateReplicates(1));
    assertThat(JournalTrials.read(journal).trials().get(1).replicates()).isEqualTo(2);

    StudyResult again = run(Set.of(), study().tolerateReplicates(1).rerun(Failures.any()));

    assertThat(ran).containsExactly("1/1");
    assertThat(again.trial(1).replicates()).isEqualTo(3);
  }

  @Test
  void studyWithoutACompletedTrial_isOneAfterItsRerun() {
    var all = new TreeSet<String>();
    for (int trial = 0; trial < 6; trial++) {
      all.add(trial + "/0");
    }
    run(all, study());

    StudyResult again = run(Set.of(), study().rerun(Failures.any()));

    assertThat(again.trials()).allMatch(Trial::isCompleted);
    assertThat(again.recommended()).isEqualTo(again.bestTrial().orElseThrow().treatment());
  }

  @Test
  void cutAfterEachRecord_ofTheRerun_goesOn_andRunsNothingTwice() throws IOException {
    run(Set.of("1/1", "4/0"), study().threads(1));
    int before = Journals.records(journal).size();
    Study again = study().threads(1).rerun(Failures.any());
    String digest = run(Set.of(), again).digest();
    byte[] bytes = Files.readAllBytes(journal);
    List<Long> ends = Journals.ends(journal);
    List<JournalRecord> records = Journals.records(journal);
    for (int kept = before; kept < ends.size(); kept++) {
      Files.write(journal, Arrays.copyOf(bytes, Math.toIntExact(ends.get(kept))));
      var there = new TreeSet<String>();
      for (JournalRecord record : records.subList(before, kept)) {
        if (record instanceof JournalRecord.ReplicateEnded(var result, var _)) {
          there.add(result.trial() + "/" + result.replicate());
        }
      }

      assertThat(run(Set.of(), again).digest()).as("after %s records", kept).isEqualTo(digest);
      assertThat(ran).as("after %s records", kept).noneMatch(there::contains);
      assertThat(JournalTrials.read(journal).result().digest()).isEqualTo(digest);
    }
  }

  @Test
  void rerun_withoutAJournal_orInASession_isAnError() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> OneParameter.EXPERIMENT.optimize(OneParameter.study(1).rerun(Failures.any())))
        .withMessageContaining("rerun: expected a journal of the trials that failed, got none");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> study().rerun(Failures.any()).open())
        .withMessageContaining("rerun: expected a study that an experiment optimizes");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Failures(Set.of()))
        .withMessageStartingWith("failures: expected at least one of [EXCEPTION, TIMED_OUT");
  }
}
