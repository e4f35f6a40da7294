package dev.beryl.benchmarks.gate;

import dev.beryl.benchmarks.results.Measured;
import dev.beryl.benchmarks.run.Selection;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;

/** The benchmarks of one commit. */
interface Side {
  /**
   * Their names.
   *
   * @throws IOException if they cannot be listed
   * @throws InterruptedException if the wait for them is interrupted
   */
  SortedSet<String> benchmarks(Selection selection) throws IOException, InterruptedException;

  /**
   * Runs one of them in a fork of its own, with all chosen parameters.
   *
   * @throws IOException if it cannot be run
   * @throws InterruptedException if the wait for it is interrupted
   */
  List<Measured> measure(String benchmark, Map<String, List<String>> parameters)
      throws IOException, InterruptedException;
}
