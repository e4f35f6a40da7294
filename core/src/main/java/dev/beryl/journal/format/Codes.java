package dev.beryl.journal.format;

/** The numbers by which payloads tell what they hold, see {@code docs/journal-format.md}. */
public final class Codes {
  /** First byte of a payload: the study, once and first. */
  public static final int STUDY = 1;

  /** First byte of a payload: a process opened the journal. */
  public static final int OPENED = 2;

  /** First byte of a payload: a name for a metric's number. */
  public static final int METRIC = 3;

  /** First byte of a payload: a treatment was proposed. */
  public static final int ASKED = 4;

  /** First byte of a payload: a replicate ended. */
  public static final int REPLICATE = 5;

  /** First byte of a payload: a trial is told. */
  public static final int TOLD = 6;

  /** First byte of a payload: nothing was proposed. */
  public static final int IN_VAIN = 7;

  /** First byte of a payload: the study ended. */
  public static final int ENDED = 8;

  /** An outcome: ran to its end. */
  public static final int COMPLETED = 0;

  /** An outcome: failed. */
  public static final int FAILED = 1;

  /** An outcome: pruned. */
  public static final int PRUNED = 2;

  /** An outcome: ran into a time limit. */
  public static final int TIMED_OUT = 3;

  /** An outcome: rejected by a hard constraint. */
  public static final int REJECTED = 4;

  /** A parameter: real. */
  public static final int REAL = 0;

  /** A parameter: integer. */
  public static final int INTEGER = 1;

  /** A parameter: categorical or ordinal. */
  public static final int CHOICE = 2;

  /** A flag of the study: parameters can be inactive. */
  public static final int CONDITIONAL = 1;

  /** A flag of the study: its trials are run by the user of a session. */
  public static final int SESSION = 2;

  private Codes() {}
}
