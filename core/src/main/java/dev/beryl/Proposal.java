package dev.beryl;

import dev.beryl.fault.Nulls;
import dev.beryl.space.Treatment;

/**
 * A treatment that an optimizer proposes, with its trial's number.
 *
 * @param number the trial's number
 * @param treatment the treatment to run
 */
public record Proposal(int number, Treatment treatment) {
  /** Refuses null. */
  public Proposal {
    Nulls.refuse("proposal: treatment", treatment);
  }
}
