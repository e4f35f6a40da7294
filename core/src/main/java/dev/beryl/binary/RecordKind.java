package dev.beryl.binary;

/**
 * The first byte of a payload, which says what it holds; the second is the version of that form.
 * See {@code docs/journal-format.md}.
 */
public final class RecordKind {
  /** The study, once and first. */
  public static final int STUDY = 1;

  /** A process opened the journal. */
  public static final int OPENED = 2;

  /** A treatment was proposed. */
  public static final int ASKED = 3;

  /** Nothing was proposed. */
  public static final int NOTHING_PROPOSED = 4;

  /** A replicate ended. */
  public static final int REPLICATE = 5;

  /** A trial is told. */
  public static final int TOLD = 6;

  /** The study ended. */
  public static final int ENDED = 7;

  /** A told trial got more replicates. */
  public static final int REVISED = 9;

  /** A race decided which trials get more replicates. */
  public static final int DECISION = 129;

  /** A treatment was given to the study. */
  public static final int GIVEN = 8;

  /** Another treatment is run in the place of the one that was proposed. */
  public static final int REPLACED = 10;

  /** A trial is run again. */
  public static final int RERUN = 11;

  /** A treatment was enqueued; what becomes a trial is given besides. */
  public static final int ENQUEUED = 130;

  /** A note of the study. */
  public static final int NOTE = 131;

  /** Reserved: a unit of work was claimed. */
  public static final int CLAIMED = 128;

  /** The optimizer let another one propose. */
  public static final int DELEGATED = 132;

  /** A race ended, with its verdict. */
  public static final int RACE_ENDED = 133;

  /** What a runner knows of a study; in no journal. */
  public static final int RUNNER = 134;

  private static final int MOST_OF_OTHERS = 1 << 20; // bytes; only replicates and a study have more

  private RecordKind() {}

  /** Whether a payload may start like this, so that it is worth a closer look. */
  public static boolean mayStart(int kind, int version, int length) {
    if (kind == DELEGATED || kind == RACE_ENDED) {
      return version == 1 && length <= MOST_OF_OTHERS;
    }
    return ((kind >= STUDY && kind <= RERUN)
            || kind == DECISION
            || kind == ENQUEUED
            || kind == NOTE)
        && (version == 1
            || (version == 2 && (kind == STUDY || kind == GIVEN || kind == REPLICATE))
            || (version == 3 && kind == GIVEN))
        && (length <= MOST_OF_OTHERS || kind == REPLICATE);
  }

  /**
   * Whether a reader that does not know a kind may pass over it.
   *
   * @return whether all trials are the same without it
   */
  public static boolean isOptional(int kind) {
    return kind >= CLAIMED;
  }
}
