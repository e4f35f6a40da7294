package dev.beryl.quality.pruning;

import dev.beryl.spi.Pruner;
import dev.beryl.trial.Report;
import dev.beryl.trial.Trial;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A pruner, driven through its contract alone. */
final class PluginEnding implements TrialEnding {
  private final Pruner pruner;
  private final int[] rounds;
  private Pruner.@Nullable Judge judge;

  PluginEnding(Pruner pruner) {
    this.pruner = pruner;
    this.rounds = pruner.rounds();
  }

  @Override
  public void begin(int trial) {
    judge = pruner.begin(trial);
  }

  @Override
  public boolean endsAt(int replicate, int step, double loss) {
    return replicate == 0 && judge != null && judge.prunes(new Report(0, step, loss));
  }

  @Override
  public boolean endsAfter(int replicates, double mean) {
    return judge != null
        && Arrays.binarySearch(rounds, replicates) >= 0
        && judge.prunesAfter(replicates, mean);
  }

  @Override
  public void tell(Trial trial) {
    pruner.tell(trial);
  }

  @Override
  public Optional<String> lookBack() {
    return pruner.lookBack();
  }
}
