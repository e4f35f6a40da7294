package dev.beryl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.beryl.journal.Durability;
import dev.beryl.journal.JournalRecord;
import dev.beryl.study.StudyResult;
import dev.beryl.trial.Outcome;
import dev.beryl.trial.Trial;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Items of which each running replicate holds one. */
@Timeout(60)
class LeasedResourceTest {
  private final Resource<Integer> gpu = Resource.leased("gpu", 4, 5, 6);
  private final Set<Integer> inUse = ConcurrentHashMap.newKeySet();
  private final AtomicInteger runs = new AtomicInteger();

  private Experiment<Double> experiment() {
    return Experiment.from(ctx -> ctx.get(OneParameter.X))
        .using(gpu)
        .then(
            "train",
            (Double x, Context ctx) -> {
              int mine = ctx.get(gpu);
              assertThat(inUse.add(mine)).as("nobody else holds %s", mine).isTrue();
              assertThat(ctx.get(gpu)).isEqualTo(mine);
              runs.incrementAndGet();
              for (int i = 0; i < 200; i++) {
                Thread.onSpinWait();
              }
              assertThat(inUse.remove(mine)).isTrue();
              if (x > 9) {
                throw new IllegalStateException("it failed, and gives the item back");
              }
              ctx.record("loss", x);
              return x;
            })
        .build();
  }

  private static Study study() {
    return Study.of(OneParameter.SPACE, OneParameter.LOSS)
        .optimizer(TestOptimizers.uniform())
        .neverFail();
  }

  @Test
  void moreThreadsThanItems_eachReplicateHasItsOwn() {
    StudyResult result =
        experiment().optimize(study().trials(60).replicates(4).parallelism(4).threads(8));

    assertThat(result.trials()).hasSize(60).anyMatch(trial -> !trial.isCompleted());
    assertThat(result.trials())
        .allSatisfy(trial -> assertThat(trial.notes().get("lease:gpu")).isIn("4", "5", "6"));
    assertThat(result.digest())
        .isEqualTo(
            experiment()
                .optimize(study().trials(60).replicates(4).parallelism(4).threads(1))
                .digest());
  }

  @Test
  void lease_isInTheJournal_ofEachReplicate_andResumesAlike(@TempDir Path folder)
      throws IOException {
    Path journal = folder.resolve("study.journal");
    Study study = study().trials(6).replicates(2).threads(2).journal(journal, Durability.none());
    String digest = experiment().optimize(study).digest();
    assertThat(Journals.records(journal, JournalRecord.ReplicateEnded.class))
        .hasSizeGreaterThan(6)
        .allSatisfy(
            ended -> assertThat(ended.result().notes().get("lease:gpu")).isIn("4", "5", "6"));
    byte[] bytes = Files.readAllBytes(journal);
    List<Long> ends = Journals.ends(journal);
    for (int kept = 1; kept < ends.size(); kept += 2) {
      Files.write(journal, Arrays.copyOf(bytes, Math.toIntExact(ends.get(kept))));
      assertThat(experiment().optimize(study).digest()).isEqualTo(digest);
    }
    runs.set(0);
    var _ = experiment().optimize(study);
    assertThat(runs).hasValue(0);
  }

  @Test
  void twoStudies_shareTheItems_andRunsAndApplyHoldOne() {
    Experiment<Double> experiment = experiment();
    RunningStudy other = experiment.optimizeAsync(study().trials(40).replicates(3).threads(3));

    StudyResult result = experiment.optimize(study().trials(40).replicates(3).threads(3));

    assertThat(other.join().digest()).isEqualTo(result.digest());
    assertThat(experiment.apply(OneParameter.at(3))).isEqualTo(3);
    assertThat(experiment.run(List.of(OneParameter.at(3)), 2).runs()).hasSize(2);
    assertThat(inUse).isEmpty();
  }

  @Test
  void replicateThatTimesOut_givesItsItemBack() {
    Resource<String> one = Resource.leased("port", "8080");
    Experiment<Double> experiment =
        Experiment.from(_ -> 1.0)
            .using(one)
            .then(
                "serve",
                (Double x, Context ctx) -> {
                  if (ctx.trial() == 0) {
                    new CountDownLatch(1).await(); // until it is interrupted
                  }
                  ctx.record("loss", x);
                  return x;
                })
            .build();

    StudyResult result =
        experiment.optimize(study().trials(3).replicateTimeout(Duration.ofMillis(100)));

    assertThat(result.trial(0).outcome()).isInstanceOf(Outcome.TimedOut.class);
    assertThat(result.trial(0).notes()).containsEntry("lease:port", "8080");
    assertThat(result.trial(1).isCompleted()).isTrue();
    assertThat(result.trial(1).notes()).containsEntry("lease:port", "8080");
  }

  @Test
  void abandonedReplicate_keepsItsItem_andOthersFailInWords() throws InterruptedException {
    Resource<String> one = Resource.leased("port", "8080");
    var release = new CountDownLatch(1);
    var abandoned = new AtomicReference<Thread>();
    Experiment<Double> experiment =
        Experiment.from(_ -> 1.0)
            .using(one)
            .then(
                "serve",
                (Double x, Context ctx) -> {
                  boolean ignoring = ctx.trial() == 0 && abandoned.get() == null;
                  abandoned.compareAndSet(null, Thread.currentThread());
                  while (ignoring && release.getCount() > 0) {
                    try {
                      release.await();
                    } catch (InterruptedException ignored) {
                      // as careless code does
                    }
                  }
                  ctx.record("loss", x);
                  return x;
                })
            .build();

    StudyResult result =
        experiment.optimize(
            study()
                .trials(2)
                .replicateTimeout(Duration.ofMillis(500))
                .abandonAfter(Duration.ofMillis(20), 4));

    assertThat(result.trial(0).outcome()).isInstanceOf(Outcome.TimedOut.class);
    assertThat(result.trial(1).outcome().toString())
        .contains(
            "resource 'port': all of its items [8080] are held by replicates that were abandoned");
    release.countDown();
    assertThat(abandoned.get().join(Duration.ofSeconds(30))).isTrue();
    Trial later =
        experiment.run(OneParameter.at(1), 1, Study.of(OneParameter.SPACE, OneParameter.LOSS));
    assertThat(later.isCompleted()).as("it came back").isTrue();
  }

  @Test
  void itemsThatCannotBeLeased_areRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Resource.leased("gpu"))
        .withMessage("resource 'gpu': expected at least one item to lease, got none");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Resource.leased("gpu", 1, 2, 1))
        .withMessage("resource 'gpu': item '1' comes twice; give each once");
    StudyResult result =
        Experiment.measuring("loss", ctx -> ctx.get(Resource.leased("gpu", 1)))
            .optimize(study().trials(1));
    assertThat(result.trial(0).outcome().toString())
        .contains("resource 'gpu' is not among those of the experiment");
  }
}
