package dev.beryl.execution.local;

/**
 * The started trials whose replicates are released in stages. Released replicates of the trial that
 * was started first come first; then, if they may start early, the others in the same order.
 *
 * <p>A trial may have unclaimed replicates while later trials end, so a new trial takes a place
 * that is free, and turns are skipped.
 */
final class StagedRing extends WorkRing {
  private final boolean early;

  /**
   * Makes an empty ring.
   *
   * @param early whether replicates may be claimed that are not released yet
   */
  StagedRing(int places, boolean early) {
    super(places);
    this.early = early;
  }

  @Override
  void publish(TrialWork work) {
    long turn = end;
    while (isTaken(turn)) {
      turn++;
    }
    work.open(turn);
    places.set(place(turn), work);
    end = turn + 1;
  }

  private boolean isTaken(long turn) {
    TrialWork there = places.get(place(turn));
    return there != null && left(there.claims(), there.claims().turn(), place(turn), true) > 0;
  }

  /** How many of a trial are left at a turn, if that is its place then and not an earlier one. */
  private int left(Claims claims, long turn, int place, boolean unreleased) {
    if (place(turn) != place) {
      return 0;
    }
    return unreleased ? claims.left(turn) : claims.released(turn);
  }

  @Override
  long next() {
    return first(false);
  }

  @Override
  long nextEarly() {
    return early ? first(true) : -1;
  }

  private long first(boolean unreleased) {
    long first = -1;
    for (int place = 0; place < places.length(); place++) {
      TrialWork work = places.get(place);
      if (work != null) {
        long turn = work.claims().turn();
        boolean any = left(work.claims(), turn, place, unreleased) > 0;
        first = any && (first < 0 || turn < first) ? turn : first;
      }
    }
    return first;
  }

  @Override
  long unclaimed() {
    long unclaimed = 0;
    for (int place = 0; place < places.length(); place++) {
      TrialWork work = places.get(place);
      if (work != null) {
        unclaimed += left(work.claims(), work.claims().turn(), place, early);
      }
    }
    return unclaimed;
  }
}
