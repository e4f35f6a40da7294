package dev.beryl.optimizers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.beryl.spi.Pruner;
import dev.beryl.spi.PrunerChoice;
import dev.beryl.trial.Outcome;
import dev.beryl.trial.Report;
import dev.beryl.trial.Trial;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Judges at work on many threads while trials are told decide as they do one after another. */
class PrunerConcurrencyTest {
  private static final int TRIALS = 1000;
  private static final int IN_FLIGHT = 16;
  private static final int STEPS = 40;

  static Stream<PrunerChoice> pruners() {
    MedianPruner median = MedianPruner.withDefaults();
    return Stream.of(
        median,
        median.runningAverage(),
        AshaPruner.withDefaults(),
        HyperbandPruner.withDefaults(),
        PatientPruner.over(median).steps(2));
  }

  @ParameterizedTest
  @MethodSource("pruners")
  void judges_whileTrialsAreTold_decideAsInSequence(PrunerChoice factory)
      throws ExecutionException, InterruptedException {
    List<Trial> trials = trials();
    List<OptionalLong> inSequence;
    try (var caller = new CallersThread()) {
      inSequence = decisions(factory, trials, caller);
    }
    assertThat(inSequence).contains(OptionalLong.empty()).anyMatch(OptionalLong::isPresent);
    for (int repetition = 0; repetition < 3; repetition++) {
      try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
        assertThat(decisions(factory, trials, threads)).isEqualTo(inSequence);
      }
    }
  }

  /** Begins trials in order and tells each one when 16 more have begun, whoever still judges. */
  private static List<OptionalLong> decisions(
      PrunerChoice factory, List<Trial> trials, ExecutorService threads)
      throws ExecutionException, InterruptedException {
    Pruner pruner = Pruning.create(factory);
    var stops = new ArrayList<Future<OptionalLong>>();
    for (int i = 0; i < TRIALS + IN_FLIGHT; i++) {
      if (i < TRIALS) {
        Pruner.Judge judge = pruner.begin(i);
        List<Report> reports = trials.get(i).reports();
        stops.add(threads.submit(() -> Pruning.stop(judge, reports)));
      }
      if (i >= IN_FLIGHT) {
        pruner.tell(trials.get(i - IN_FLIGHT));
      }
    }
    var decisions = new ArrayList<OptionalLong>();
    for (Future<OptionalLong> stop : stops) {
      decisions.add(stop.get());
    }
    return decisions;
  }

  private static List<Trial> trials() {
    var random = new SplittableRandom(20240730);
    var trials = new ArrayList<Trial>();
    for (int i = 0; i < TRIALS; i++) {
      var reports = new ArrayList<Report>();
      double level = random.nextDouble();
      for (int step = 1; step <= STEPS; step++) {
        reports.add(new Report(0, step, level + 0.3 * random.nextDouble() + 1.0 / step));
      }
      trials.add(Pruning.trial(i, Pruning.LOSS, Outcome.COMPLETED, reports, level));
    }
    return trials;
  }
}
