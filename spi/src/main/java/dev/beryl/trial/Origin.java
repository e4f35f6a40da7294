package dev.beryl.trial;

/** Who chose a trial's treatment. */
public enum Origin {
  /** The optimizer proposed it. */
  PROPOSED,

  /** The study was given it, to be run before the optimizer's own. */
  GIVEN,

  /** It was added while the study ran. */
  ENQUEUED,

  /** It is the study's baseline, which no trial had run before the final race. */
  BASELINE,

  /** The trial was not run by the study: it is an observation from elsewhere. */
  OBSERVED
}
