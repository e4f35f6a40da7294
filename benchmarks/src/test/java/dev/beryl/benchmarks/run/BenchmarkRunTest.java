package dev.beryl.benchmarks.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.beryl.benchmarks.results.JmhResults;
import dev.beryl.benchmarks.results.Measured;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openjdk.jmh.runner.options.CommandLineOptions;

class BenchmarkRunTest {
  @TempDir Path folder;

  private List<Measured> run(String... selections) throws Exception {
    var options = new CommandLineOptions("-v", "SILENT", "-wi", "0", "-i", "1", "-r", "10ms");
    Path results = folder.resolve("jmh.json");
    new BenchmarkRun(BenchmarkRun.Length.SHORT, options)
        .write(List.of(selections).stream().map(Selection::parse).toList(), results);
    return JmhResults.read(results);
  }

  @Test
  void write_hasTheChosenParametersOfAllSelectionsWithTheirAllocation() throws Exception {
    List<Measured> measured = run("Aggregating.plainSum;size=10,1000", "Aggregating.mean$;size=10");

    assertThat(measured)
        .extracting(Measured::key)
        .containsExactly(
            "Aggregating.plainSum (size=10)",
            "Aggregating.plainSum (size=1000)",
            "Aggregating.mean (size=10)");
    assertThat(measured)
        .allSatisfy(one -> {
          assertThat(one.score()).isPositive();
          assertThat(one.allocated()).isNotNegative();
          assertThat(one.forks()).hasSize(1);
        });
  }

  @Test
  void write_ofNothing_saysWhatDoesNotMatch() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> run("Aggregating.mean$;size=10", "Nothing"))
        .withMessageContaining("no benchmark matches 'Nothing'");
  }
}
