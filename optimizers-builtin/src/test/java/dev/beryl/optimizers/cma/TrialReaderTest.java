package dev.beryl.optimizers.cma;

import static org.assertj.core.api.Assertions.assertThat;

import dev.beryl.space.Parameter;
import dev.beryl.space.SearchSpace;
import dev.beryl.trial.Objective;
import dev.beryl.trial.Outcome;
import dev.beryl.trial.OutcomeConstraint;
import dev.beryl.trial.Problem;
import dev.beryl.trial.Report;
import dev.beryl.trial.Samples;
import dev.beryl.trial.Trial;
import dev.beryl.trial.TrialBuilder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TrialReaderTest {
  private static final SearchSpace SPACE = SearchSpace.of(Parameter.real("x", 0, 1));
  private static final Problem PROBLEM =
      Problem.of(SPACE, Objective.minimize("loss"))
          .withConstraints(List.of(OutcomeConstraint.atMost("latency", 10)));

  private final TrialReader reader = new TrialReader(1);

  private static TrialBuilder trial() {
    return Trial.of(0, SPACE.fromUnit(new double[] {0.5}), PROBLEM);
  }

  private static Trial completed(double loss, double latency) {
    return trial()
        .samples("loss", Samples.of(loss))
        .samples("latency", Samples.of(latency))
        .completed();
  }

  private static Trial stopped(long step, double loss) {
    return trial().report(new Report(0, step, loss)).unfinished(new Outcome.Pruned(0, step));
  }

  private static Trial prunedAfter(double... losses) {
    return trial()
        .samples("loss", Samples.of(losses))
        .unfinished(new Outcome.Pruned(losses.length - 1, -1, losses.length));
  }

  private Candidate read(Trial trial, int index) {
    var candidate = new Candidate(1, 0);
    reader.read(trial, candidate);
    candidate.rankedLoss = candidate.loss;
    candidate.index = index;
    return candidate;
  }

  @Test
  void read_anyOutcomes_rankFeasibleThenPrunedByHowFarTheyCameThenInfeasible() {
    List<Trial> expected =
        List.of(
            completed(1, 0),
            completed(7, 10),
            prunedAfter(9, 9, 9),
            prunedAfter(2),
            prunedAfter(3),
            stopped(20, 5),
            stopped(12, -100), // less than all losses, but it is no final one
            stopped(12, 3),
            completed(0, 11),
            completed(-5, 40),
            trial().unfinished(new Outcome.Rejected("c")));
    var candidates = new ArrayList<Candidate>();
    for (int i = 0; i < expected.size(); i++) {
      candidates.add(read(expected.get(i), i));
    }
    Collections.shuffle(candidates, new Random(1));
    candidates.sort((a, b) -> a == b ? 0 : a.precedes(b) ? -1 : 1);
    assertThat(candidates).extracting(candidate -> candidate.index).isSorted();
  }

  @Test
  void ties_prunedAtTheSameStepWithTheSameLoss() {
    assertThat(read(stopped(12, 3), 0).ties(read(stopped(12, 3), 1))).isTrue();
    assertThat(read(stopped(12, 3), 0).ties(read(stopped(12, 4), 1))).isFalse();
    assertThat(read(prunedAfter(3), 0).ties(read(stopped(12, 3), 1))).isFalse();
  }

  @Test
  void read_reusedCandidate_forgetsWhereTheLastOneWasPruned() {
    Candidate candidate = read(stopped(12, 3), 0);
    assertThat(candidate.checkpoint).isNotNull();
    reader.read(completed(1, 0), candidate);
    assertThat(candidate.checkpoint).isNull();
  }
}
