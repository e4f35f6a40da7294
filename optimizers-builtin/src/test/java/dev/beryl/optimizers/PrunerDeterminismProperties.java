package dev.beryl.optimizers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.beryl.spi.Pruner;
import dev.beryl.spi.PrunerChoice;
import dev.beryl.trial.Report;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Rule 3 of pruners: what is told after a replicate's begin makes no difference to it. */
class PrunerDeterminismProperties {

  @Property(tries = 100, seed = "20240720")
  void judge_anyInterleaving_decidesByWhatWasToldBeforeItsBegin(
      @ForAll long seed, @ForAll("pruners") PrunerChoice factory) {
    Pruner pruner = Pruning.create(factory, Pruning.BOTH, seed);
    new PrunedStudy(seed, Pruning.BOTH, pruner)
        .run(
            300,
            (told, trial, reports, stopped) -> {
              Pruner fresh = Pruning.create(factory, Pruning.BOTH, seed);
              told.forEach(fresh::tell);
              Pruner.Judge judge = fresh.begin(trial, reports.getFirst().replicate());
              boolean replayed = false;
              for (Report report : reports) {
                replayed = judge.prunes(report);
              }
              assertThat(stopped).isEqualTo(replayed);
            });
  }

  @Provide
  Arbitrary<PrunerChoice> pruners() {
    MedianPruner median = MedianPruner.withDefaults().startupTrials(2);
    List<PrunerChoice> pruners =
        List.of(
            median,
            median.runningAverage().percentile(75).intervalSteps(2),
            AshaPruner.withDefaults(),
            AshaPruner.withDefaults().reductionFactor(2).minEarlyStoppingRate(1),
            ThresholdPruner.withDefaults().upper(8),
            PatientPruner.withDefaults().steps(3),
            PatientPruner.over(median).steps(2),
            PatientPruner.over(AshaPruner.withDefaults()).steps(2));
    return Arbitraries.of(pruners);
  }
}
