package dev.beryl.execution.local;

/** What became of a claimed replicate, and so of its trial. */
enum Ran {
  /** It is given back. */
  DONE,
  /** It is given back, and others of its trial are released. */
  RELEASED,
  /** It is given back, and its trial is done. */
  LAST,
  /** It is given back, and its trial is done; others of it still run and are to be canceled. */
  CUT,
  /** It was abandoned: its slot was replaced, and its worker counts no more. */
  ABANDONED
}
