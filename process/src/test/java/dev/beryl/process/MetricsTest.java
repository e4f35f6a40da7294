package dev.beryl.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.beryl.ExperimentException;
import dev.beryl.Run;
import dev.beryl.space.Treatment;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is read of a run. */
class MetricsTest {

  /** The metrics of a program that prints a text. */
  private static Map<String, List<Double>> printing(String text, Metrics... metrics) {
    return of(Command.of("printf", "%s", text.replace("{", "{{").replace("}", "}}")), metrics);
  }

  private static Map<String, List<Double>> of(Command command, Metrics... metrics) {
    Run run =
        command.reading(metrics).experiment().run(List.of(Treatment.of("t", Map.of())), 1).run("t");
    if (!run.outcome().equals(dev.beryl.trial.Outcome.COMPLETED)) {
      throw new IllegalStateException(run.outcome().toString());
    }
    var values = new LinkedHashMap<String, List<Double>>();
    run.samples().forEach((name, samples) -> values.put(name, samples.stream().boxed().toList()));
    return values;
  }

  @Test
  void jsonLine_readsTheLastLineThatIsNotBlank() {
    assertThat(
            printing(
                "{\"loss\": 9}\nepoch 3\n{\"loss\": 0.25, \"name\": \"a\", \"ok\": true, \"by\": {\"class\": [1, 2e3]}, \"none\": null}\n \n",
                Metrics.jsonLine()))
        .isEqualTo(Map.of("loss", List.of(0.25), "by.class", List.of(1.0, 2000.0)));
  }

  @Test
  void jsonLine_namesGiven_recordsOnlyThese() {
    assertThat(printing("{\"a\": 1, \"b\": 2}", Metrics.jsonLine("b")))
        .isEqualTo(Map.of("b", List.of(2.0)));
    assertThatThrownBy(() -> printing("{\"loss\": 1}", Metrics.jsonLine("los")))
        .hasMessageContaining("expected metric 'los'; known are [loss]; did you mean 'loss'?");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "done in 3 s | does not start with '{'",
        "{\"loss\": | Unexpected",
        "{\"loss\": 1} x | Unrecognized token",
        "{} | expected a number",
      })
  void jsonLine_isNoObject_failsWithTheLine(String line, String why) {
    assertThatThrownBy(() -> printing(line, Metrics.jsonLine())).hasMessageContaining(why);
  }

  @Test
  void nameValueLines_readsLinesThatAreNumbers() {
    assertThat(
            printing(
                "loss=0.5\nhello\n time = 1e3 \nname=x\nloss=.25\r\nbad=0x10\n=3\nnan=NaN",
                Metrics.nameValueLines("loss", "time")))
        .isEqualTo(Map.of("loss", List.of(0.5, 0.25), "time", List.of(1000.0)));
    assertThatThrownBy(() -> printing("x", Metrics.nameValueLines()))
        .hasMessageContaining("expected a number at least, found none");
  }

  @Test
  void matching_takesEveryMatch() {
    assertThat(
            printing(
                "took 3.5 ms, took 4 ms\nTotal: -7",
                Metrics.matching("time", "took (\\S+) ms"),
                Metrics.matching("total", "^Total: (.*)$")))
        .isEqualTo(Map.of("time", List.of(3.5, 4.0), "total", List.of(-7.0)));
    assertThatThrownBy(() -> printing("took a ms", Metrics.matching("time", "took (\\S+) ms")))
        .hasMessageContaining("expected a number in group 1");
    assertThatThrownBy(() -> printing("", Metrics.matching("time", "took (\\S+) ms")))
        .hasMessageContaining("no line of standard output matches");
    assertThatThrownBy(() -> Metrics.matching(" ", "took"))
        .hasMessageContaining("2 faults")
        .hasMessageContaining("expected a group");
  }

  @Test
  void jsonFile_isReadFromTheWorkingDirectory() {
    assertThat(
            of(
                Runs.sh("echo '[{\"s\": 1}, {\"s\": 2}]' > out-0.json"),
                Metrics.jsonFile("out-{replicate}.json")))
        .isEqualTo(Map.of("s", List.of(1.0, 2.0)));
    assertThatThrownBy(() -> of(Command.of("true"), Metrics.jsonFile("out.json")))
        .hasMessageContaining("out.json, found no file");
  }

  @Test
  void jmhResults_areNamedByBenchmarkAndParameters() {
    String results =
        """
        [{"jmhVersion": "1.37", "benchmark": "a.b.Sort.run", "mode": "avgt", "params": {"size": "10", "kind": "int"},
          "primaryMetric": {"score": 1.5, "scoreError": 0.1, "rawData": [[1.4, 1.6]]},
          "secondaryMetrics": {"gc.alloc.rate.norm": {"score": 24.0}}},
         {"benchmark": "a.b.Sort.stop", "primaryMetric": {"score": 2.5}}]
        """;
    assertThat(
            of(
                Runs.sh("cat > jmh.json").input(results.replace("{", "{{").replace("}", "}}")),
                Metrics.jmhResults("jmh.json")))
        .isEqualTo(
            Map.of(
                "Sort.run:kind=int,size=10", List.of(1.5),
                "Sort.run:kind=int,size=10:gc.alloc.rate.norm", List.of(24.0),
                "Sort.stop", List.of(2.5)));
  }

  @Test
  void exitCode_isAMetricAndNoFailure() {
    assertThat(of(Runs.sh("exit 3"), Metrics.exitCode()))
        .isEqualTo(Map.of("exitCode", List.of(3.0)));
  }

  @Test
  void wallTime_isThatOfTheProgram() {
    double seconds = of(Command.of("sleep", "0.1"), Metrics.wallTime()).get("wallTime").getFirst();
    assertThat(seconds).isBetween(0.1, 20.0);
  }

  @Test
  void cpuTimeAndPeakMemory_countTheProcessesThatTheProgramStarts() {
    if (!Proc.isThere()) {
      assertThatThrownBy(Metrics::cpuTime).isInstanceOf(UnsupportedOperationException.class);
      return;
    }
    // a child burns 0.3 s of CPU; 40 MB are in memory at once
    Command busy =
        Runs.sh(
            "(sh -c 'i=0; while [ $i -lt 300000 ]; do i=$((i+1)); done');"
                + " head -c 40000000 /dev/zero | tail -c 40000000 > file");
    Map<String, List<Double>> found = of(busy, Metrics.cpuTime(), Metrics.peakMemory());
    assertThat(found.get("cpuTime").getFirst()).isBetween(0.05, 20.0);
    assertThat(found.get("peakMemory").getFirst()).isBetween(30e6, 200e6);
  }

  @Test
  void failure_hasExitCodeCommandAndWhatWasPrinted() {
    assertThatThrownBy(() -> Runs.of(Runs.sh("echo out; echo no such model >&2; exit 4", "a b")))
        .isInstanceOf(ExperimentException.class)
        .cause()
        .isInstanceOf(CommandFailedException.class)
        .hasMessageContaining("ended with exit code 4")
        .hasMessageContaining("test 'a b'")
        .hasMessageContaining("no such model")
        .hasMessageContaining("working directory, kept: ");
  }
}
