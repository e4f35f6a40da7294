package dev.beryl.race;

/**
 * A treatment that enters a race.
 *
 * @param trial the number of its trial
 * @param name what it is called in sentences, such as {@code trial 17} or {@code the default}
 */
public record Entrant(int trial, String name) {

  /** A trial without a name of its own. */
  public static Entrant of(int trial) {
    return new Entrant(trial, "trial " + trial);
  }
}
