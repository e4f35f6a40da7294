package dev.beryl;

/** How leases are kept among the notes of a replicate. */
final class Lease {
  /** Starts the key of the note that names the item that a replicate had. */
  static final String KEY = "lease:";

  private Lease() {}
}
