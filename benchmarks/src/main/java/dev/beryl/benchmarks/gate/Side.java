package dev.beryl.benchmarks.gate;

import dev.beryl.benchmarks.results.Measured;
import dev.beryl.benchmarks.run.Selection;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;

/** The benchmarks of one commit. */
interface Side {
  /** Their names. */
  SortedSet<String> benchmarks(Selection selection) throws IOException, InterruptedException;

  /** Runs one of them in a fork of its own, with all chosen parameters. */
  List<Measured> measure(String benchmark, Map<String, List<String>> parameters)
      throws IOException, InterruptedException;
}
