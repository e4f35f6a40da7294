package dev.beryl.optimizers.tpe;

/** How wide the kernels of the good trials are. */
public enum BandwidthRule {
  /** Scott's rule with shrinkage, one width for all kernels of a parameter. */
  SCOTT,
  /** The distance to the farther neighbor, for each kernel. */
  NEIGHBOUR
}
