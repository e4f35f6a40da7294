package dev.beryl.process;

/**
 * What a tree of processes used of the machine.
 *
 * @param cpuSeconds of user and system
 * @param peakBytes resident, of the largest process
 */
record Usage(double cpuSeconds, double peakBytes) {
  static final Usage NONE = new Usage(0, 0);
}
