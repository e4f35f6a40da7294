package dev.beryl.report;

import dev.beryl.Experiment;
import dev.beryl.Study;
import dev.beryl.journal.Durability;
import dev.beryl.space.CategoricalParameter;
import dev.beryl.space.Parameter;
import dev.beryl.space.RealParameter;
import dev.beryl.space.SearchSpace;
import dev.beryl.study.StudyResult;
import dev.beryl.trial.Objective;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Studies of any size, the same each time: many reals, 2 integers and 2 choices. */
final class LargeStudies {
  static final int DIMENSION = 20;

  private LargeStudies() {}

  /** Runs a study in which one trial in fifty fails, of at least five parameters. */
  static StudyResult run(Path journal, int trials, int dimension) {
    var reals = new ArrayList<RealParameter>();
    for (int i = 0; i < dimension - 4; i++) {
      reals.add(i < 2 ? Parameter.real("rate" + i, 1e-5, 1).log() : Parameter.real("x" + i, -1, 1));
    }
    CategoricalParameter<String> kind = Parameter.choice("kind", "plain", "wide", "deep");
    var all = new ArrayList<Parameter>(reals);
    all.addAll(
        List.of(
            Parameter.integer("layers", 1, 12),
            Parameter.integer("batch", 8, 4096).log(),
            kind,
            Parameter.choice("shuffle", true, false)));
    return Experiment.measuring(
            "loss",
            ctx -> {
              double sum = ctx.get(kind).equals("wide") ? 0 : 0.3;
              for (int i = 0; i < reals.size(); i++) {
                double x = ctx.get(reals.get(i));
                sum += (i < 2 ? Math.log10(x) * Math.log10(x) / 10 : x * x) / (i + 1);
              }
              if (ctx.trial() % 50 == 7) {
                throw new IllegalStateException("out of memory at step " + ctx.trial());
              }
              return sum + 0.05 * ctx.random().nextGaussian();
            })
        .optimize(
            Study.of(SearchSpace.of(all), Objective.minimize("loss"))
                .optimizer("random")
                .name("Large")
                .trials(trials)
                .replicates(1)
                .threads(1)
                .neverFail()
                .seed(11)
                .journal(journal, Durability.none()));
  }
}
