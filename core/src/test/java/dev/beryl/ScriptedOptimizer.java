package dev.beryl;

import dev.beryl.space.Treatment;
import dev.beryl.spi.Optimizer;
import dev.beryl.trial.Trial;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Proposes what a function of the trial's number says, until that is null; notes what it hears. */
public final class ScriptedOptimizer implements Optimizer {
  private final IntFunction<@Nullable Treatment> script;
  private final List<Trial> told = new ArrayList<>();
  private int next;
  private int mostPending;

  public ScriptedOptimizer(IntFunction<@Nullable Treatment> script) {
    this.script = script;
  }

  @Override
  public List<Treatment> ask(int max) {
    var proposed = new ArrayList<Treatment>();
    Treatment treatment;
    while (proposed.size() < max && (treatment = script.apply(next)) != null) {
      proposed.add(treatment);
      next++;
    }
    mostPending = Math.max(mostPending, next - told.size());
    return proposed;
  }

  @Override
  public void tell(Trial trial) {
    told.add(trial);
  }

  public List<Trial> told() {
    return told;
  }

  public List<Integer> toldNumbers() {
    return told.stream().map(Trial::number).toList();
  }

  public int mostPending() {
    return mostPending;
  }
}
