package dev.beryl.tck;

/** Why a call has no place in a plug-in. */
enum Concern {
  /** Its result may differ between machines. */
  BITS,
  /** Its result depends on more than the setting and the calls. */
  RANDOMNESS,
  /** It starts threads or waits. */
  THREADS
}
