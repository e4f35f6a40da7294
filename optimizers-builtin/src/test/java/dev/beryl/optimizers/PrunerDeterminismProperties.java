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
            (asked, pruned) -> {
              Pruner fresh = Pruning.create(factory, Pruning.BOTH, seed);
              for (PrunedStudy.Told told : asked.told()) {
                Pruner.Judge judge = fresh.begin(told.trial().number());
                told.rounds().forEach(judge::prunesAfter);
                fresh.tell(told.trial());
              }
              Pruner.Judge judge = fresh.begin(asked.trial());
              boolean replayed = false;
              for (Report report : asked.reports()) {
                replayed = judge.prunes(report);
              }
              if (asked.round() > 0) {
                replayed = judge.prunesAfter(asked.round(), asked.values());
              }
              assertThat(pruned).isEqualTo(replayed);
            });
  }

  @Provide
  Arbitrary<PrunerChoice> pruners() {
    MedianPruner median = MedianPruner.withDefaults().startupTrials(2).guard(0);
    AshaPruner asha = AshaPruner.withDefaults().startupTrials(2).guard(1);
    List<PrunerChoice> pruners =
        List.of(
            median,
            median.runningAverage().percentile(75).intervalSteps(2).guard(2),
            asha,
            asha.reductionFactor(2).minResource(1).minEarlyStoppingRate(1).exemptShare(0.2),
            HyperbandPruner.withDefaults().startupTrials(2).guard(0),
            HyperbandPruner.withDefaults().startupTrials(2).minResource(1),
            ThresholdPruner.withDefaults().upper(8),
            PatientPruner.withDefaults().steps(3),
            PatientPruner.over(median).steps(2),
            PatientPruner.over(asha).steps(2));
    return Arbitraries.of(pruners);
  }
}
