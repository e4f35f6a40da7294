package dev.beryl.benchmarks.report;

import dev.beryl.benchmarks.results.Environment;
import dev.beryl.benchmarks.results.JmhJson;
import dev.beryl.benchmarks.results.JmhResults;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;

/** Reports of runs made by hand. */
final class Reports {
  static final Environment ENVIRONMENT =
      new Environment("a <machine>, 2 processors, 8 GB", "Plan 9", "25, Nobody", "c0ffee");

  private Reports() {}

  /** Studies of 1 000 trials at five parameters, 200 ns, beside a floor of 50 ns. */
  static Path trialLoop(Path folder) throws IOException {
    return JmhJson.write(
        folder.resolve("jmh.json"),
        JmhJson.entry("TrialOverhead.handWrittenLoopOf1000", "{\"dimension\": \"5\"}", 50, 3, 0),
        JmhJson.entry("TrialOverhead.handWrittenLoopOf1000000", 10, 0),
        JmhJson.entry("TrialOverhead.studyOf1000", "{\"dimension\": \"20\"}", 900, 90, 1264),
        JmhJson.entry("TrialOverhead.studyOf1000", "{\"dimension\": \"5\"}", 200, 16, 264));
  }

  static RunReport of(Path results, String... goals) {
    return RunReport.of(
        ENVIRONMENT, JmhResults.read(results), Arrays.stream(goals).map(Goal::parse).toList());
  }
}
