package dev.beryl.examples;

import dev.beryl.Experiment;
import dev.beryl.Study;
import dev.beryl.space.Parameter;
import dev.beryl.space.RealParameter;
import dev.beryl.space.SearchSpace;
import dev.beryl.study.Recommendation;
import dev.beryl.study.StudyResult;
import dev.beryl.trial.Objective;
import java.util.List;

/** Which delta, added to each number of a list, makes the smallest sum? */
public final class ThreeDeltas {
  private ThreeDeltas() {}

  /** Tries 0, 1 and 2, prints the trials and the best of them. */
  public static void main(String[] args) {
    RealParameter delta = Parameter.real("delta", 0.0, 2.0).withDefault(0.0);

    Experiment<List<Double>> experiment =
        Experiment.from(ctx -> List.of(1.0, 2.0, 3.0))
            .then("add_delta", (data, ctx) -> data.stream().map(x -> x + ctx.get(delta)).toList())
            .then(
                "record_sum",
                (data, ctx) -> {
                  ctx.record("sum", data.stream().mapToDouble(x -> x).sum());
                  return data;
                })
            .build();

    StudyResult result =
        experiment.optimize(
            Study.of(SearchSpace.of(delta), Objective.minimize("sum"))
                .optimizer("grid")
                .trials(3)
                .replicates(1)
                .seed(42));

    result.trials().forEach(System.out::println);
    Recommendation best = result.recommendation();
    System.out.println("output under the best treatment: " + experiment.apply(best.treatment()));
    System.out.println(
        "best: delta=%s sum=%s"
            .formatted(best.treatment().get(delta), best.estimate().orElseThrow()));
  }
}
