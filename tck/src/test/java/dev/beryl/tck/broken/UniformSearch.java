package dev.beryl.tck.broken;

import dev.beryl.random.PhiloxRandom;
import dev.beryl.space.SearchSpace;
import dev.beryl.space.Treatment;
import dev.beryl.spi.Optimizer;
import dev.beryl.spi.OptimizerSetting;
import dev.beryl.trial.Trial;
import java.util.ArrayList;
import java.util.List;

/** Sound: uniform draws, again where a constraint is violated, at most a thousand at once. */
class UniformSearch implements Optimizer {
  final SearchSpace space;
  final PhiloxRandom random;
  final double[] unit;
  int proposed;

  UniformSearch(OptimizerSetting setting) {
    this.space = setting.space();
    this.random = setting.random(0);
    this.unit = new double[space.dimension()];
  }

  Treatment draw() {
    random.nextDoubles(unit, 0, unit.length);
    return space.fromUnit(unit);
  }

  Treatment next() {
    Treatment drawn = draw();
    for (int attempt = 1; attempt < 1000 && space.violated(drawn).isPresent(); attempt++) {
      drawn = draw();
    }
    proposed++;
    return drawn;
  }

  @Override
  public List<Treatment> ask(int max) {
    var proposals = new ArrayList<Treatment>();
    while (proposals.size() < Math.min(max, 1000)) {
      proposals.add(next());
    }
    return proposals;
  }

  @Override
  public void tell(Trial trial) {}
}
