package dev.beryl.benchmarks;

import dev.beryl.Experiment;
import dev.beryl.Study;
import dev.beryl.journal.Durability;
import dev.beryl.optimizers.RandomSearch;
import dev.beryl.space.RealParameter;
import dev.beryl.space.SearchSpace;
import dev.beryl.trial.Objective;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/**
 * What does a journal cost a trial? Random search over 20 real parameters, one replicate, one
 * metric, with a journal of each durability that can keep up, without one, and replayed from a
 * whole one. Times are per trial; the making of the file and its last write to the disk are in
 * them.
 *
 * <p>{@code mvn -q -B -Pbench -Dbench=JournalCost}
 */
public class JournalCost extends BerylBenchmark {
  private static final int TRIALS = 100_000;

  private Experiment<Double> experiment;
  private Study study;
  private Path folder;
  private Path whole;
  private Path fresh;

  /** Made by JMH. */
  public JournalCost() {}

  /** Writes a whole journal. */
  @Setup
  public void prepare() throws IOException {
    RealParameter[] parameters = Sphere.parameters(20);
    experiment = Sphere.experiment(parameters);
    study =
        Study.of(SearchSpace.of(parameters), Objective.minimize("loss"))
            .optimizer(RandomSearch.withDefaults())
            .trials(TRIALS);
    folder = Files.createTempDirectory("beryl-journal");
    whole = folder.resolve("whole.journal");
    fresh = folder.resolve("fresh.journal");
    experiment.optimize(study.journal(whole));
  }

  /** Makes room for a new journal. */
  @Setup(Level.Invocation)
  public void delete() throws IOException {
    Files.deleteIfExists(fresh);
  }

  /** Deletes the files. */
  @TearDown
  public void clear() throws IOException {
    Files.deleteIfExists(fresh);
    Files.deleteIfExists(whole);
    Files.deleteIfExists(folder);
  }

  /** {@return the floor: the study without a journal} */
  @Benchmark
  @Floor(of = {"grouped", "none"})
  @OperationsPerInvocation(TRIALS)
  public Object withoutJournal() {
    return experiment.optimize(study);
  }

  /** {@return the study with a journal that is written in groups, which is the default} */
  @Benchmark
  @OperationsPerInvocation(TRIALS)
  public Object grouped() {
    return experiment.optimize(study.journal(fresh));
  }

  /** {@return the study with a journal that the disk is not waited for} */
  @Benchmark
  @OperationsPerInvocation(TRIALS)
  public Object none() {
    return experiment.optimize(study.journal(fresh, Durability.none()));
  }

  /** {@return the study from its whole journal: read, checked, and run again without running} */
  @Benchmark
  @OperationsPerInvocation(TRIALS)
  public Object replayed() {
    return experiment.optimize(study.journal(whole));
  }
}
