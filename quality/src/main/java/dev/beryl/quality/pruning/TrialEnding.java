package dev.beryl.quality.pruning;

import dev.beryl.trial.Trial;
import java.util.Optional;

/** What ends the trials of a simulated study early, if anything does. */
interface TrialEnding {
  /** A trial starts. */
  void begin(int trial);

  /** Whether a replicate ends its trial at a report. */
  boolean endsAt(int replicate, int step, double loss);

  /** Whether a trial ends after some replicates with this mean. */
  boolean endsAfter(int replicates, double mean);

  /** The trial has ended. */
  void tell(Trial trial);

  /** A warning that the best trials would not have come through. */
  Optional<String> lookBack();
}
