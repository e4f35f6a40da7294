package dev.beryl.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.beryl.benchmarks.results.JmhJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchmarkReportTest {
  @TempDir Path folder;

  private final ByteArrayOutputStream log = new ByteArrayOutputStream();

  private int run(String... arguments) {
    return BenchmarkReport.run(new PrintStream(log, true, StandardCharsets.UTF_8), arguments);
  }

  private int run(Path results, String... document) {
    String markdown = folder.resolve("to.md").toString();
    String html = folder.resolve("to.html").toString();
    return document.length == 0
        ? run(results.toString(), markdown, html)
        : run(results.toString(), markdown, html, document[0]);
  }

  private Path measured() throws IOException {
    Reports.ENVIRONMENT.write(folder.resolve("environment.properties"));
    return Reports.trialLoop(folder);
  }

  @Test
  void markdown_ofAClass_hasOwnRowsFirstByTheirParametersAndRatiosToTheirFloor()
      throws IOException {
    RunReport report =
        Reports.of(
            Reports.trialLoop(folder),
            "TrialOverhead.studyOf1000;dimension=5;floors;3;",
            "TrialOverhead.studyOf1000;;bytes;600;");

    assertThat(MarkdownReport.of(report, "TrialOverhead"))
        .isEqualTo(
            """
            | benchmark | dimension | time | bytes | × floor | goal |
            | --- | --- | --- | --- | --- | --- |
            | studyOf1000 | 5 | 200 ± 16 ns | 264 B | 4 | ≤ 3 × floor: **missed**; ≤ 600 B: reached |
            | studyOf1000 | 20 | 900 ± 90 ns | 1.26 kB |  | ≤ 600 B: **missed** |
            | handWrittenLoopOf1000, floor | 5 | 50 ± 3 ns | 0 B |  |  |
            | handWrittenLoopOf1000000, floor | 5 | 10 ns | 0 B |  |  |\
            """);
  }

  @Test
  void markdown_ofPeers_hasTheRatioToTheBestOfTheSameParameters() throws IOException {
    RunReport report =
        Reports.of(
            JmhJson.write(
                folder.resolve("jmh.json"),
                JmhJson.entry("CmaGeneration.hipparchus", 400, 0),
                JmhJson.entry("CmaGeneration.commonsMath", 100, 0),
                JmhJson.entry("CmaGeneration.moeaFramework", "{\"dimension\": \"9\"}", 1, 0, 0),
                JmhJson.entry("CmaGeneration.beryl", 50, 0)),
            "CmaGeneration.beryl;;peers;1;");

    assertThat(MarkdownReport.of(report, "CmaGeneration"))
        .contains("| beryl | 5 | 50 ns | 0 B | 0.5 | ≤ 1 × best peer: reached |")
        .contains("| hipparchus, peer | 5 | 400 ns |");
  }

  @Test
  void markdown_ofGoals_hasThoseThatTheRunSaysNothingOf() throws IOException {
    RunReport report =
        Reports.of(
            Reports.trialLoop(folder),
            "TrialOverhead.studyOf1000;dimension=5;floors;3;beside a loop",
            "TrialOverhead.studyOf1000;;bytes;600;",
            "TpeAsk.askAndTell;history=1;nanoseconds;400000;a proposal");

    assertThat(MarkdownReport.goals(report))
        .contains(
            "| TrialOverhead.studyOf1000 | dimension=5 | beside a loop | ≤ 3 × floor |"
                + " (4 ± 0.4) × floor | **missed** |")
        .contains("| TpeAsk.askAndTell | history=1 | a proposal | ≤ 400 µs |  | not in this run |")
        .endsWith("1 of 4 goals are reached, 2 missed, 1 not in this run.");
  }

  @Test
  void page_isSelfContainedAndHasAPictureOfEach() throws IOException {
    String html =
        Page.of(Reports.of(Reports.trialLoop(folder), "TrialOverhead.studyOf1000;;floors;3;"));

    assertThat(html)
        .contains("a &lt;machine&gt;")
        .doesNotContain("http")
        .doesNotContain("src=")
        .doesNotContain("<link")
        .doesNotContain("NaN");
    assertThat(html.split("role=\"img\"", -1)).hasSize(5);
    assertThat(html).contains("class=\"own\"").contains("class=\"floor\"");
    assertThat(html)
        .contains("class=\"goal missed\"")
        .contains("<b>✗ missed</b>")
        .contains("dimension = 5");
  }

  @Test
  void run_writesBothAndRenewsTheDocument() throws IOException {
    Path document =
        Files.writeString(
            folder.resolve("doc.md"),
            """
            <!-- benchmarks TrialOverhead -->
            <!-- end -->
            <!-- benchmarks TpeAsk -->
            <!-- end -->
            """);

    assertThat(run(measured(), document.toString())).isZero();

    assertThat(folder.resolve("to.md"))
        .content()
        .contains("c0ffee", "| TrialOverhead.studyOf1000 |");
    assertThat(folder.resolve("to.html")).content().contains("c0ffee").endsWith("</html>\n");
    assertThat(document).content().contains("| studyOf1000 | 5 | 200 ± 16 ns |");
    assertThat(log.toString(StandardCharsets.UTF_8))
        .contains("not in this run")
        .endsWith("are: TpeAsk" + System.lineSeparator());
  }

  @Test
  void run_withoutADocument_renewsNone() throws IOException {
    assertThat(run(measured())).isZero();
    assertThat(run(measured(), "")).isZero();
    assertThat(log.size()).isZero();
  }

  @Test
  void run_withADocumentThatCannotBeRenewed_saysWhyAndLeavesIt() throws IOException {
    Path document = Files.writeString(folder.resolve("doc.md"), "text\n");

    assertThat(run(measured(), document.toString())).isEqualTo(2);
    assertThat(run(measured(), "none.md")).isEqualTo(2);

    assertThat(document).hasContent("text\n");
    assertThat(log.toString(StandardCharsets.UTF_8).lines())
        .satisfiesExactly(
            line -> assertThat(line).contains("doc.md: there is no section for TrialOverhead"),
            line -> assertThat(line).isEqualTo("document none.md: there is no such file"));
  }

  @Test
  void run_withAnotherNumberOfArguments_saysTheUsageInOneLine() {
    for (String[] arguments : new String[][] {{}, {"a"}, {"a", "b"}, {"a", "b", "c", "d", "e"}}) {
      log.reset();

      assertThat(run(arguments)).isEqualTo(2);
      assertThat(log.toString(StandardCharsets.UTF_8).lines())
          .containsExactly("usage: BenchmarkReport <jmh.json> <to.md> <to.html> [document]");
    }
  }

  @Test
  void run_withoutResultsOrTheirEnvironment_namesTheFile() throws IOException {
    Path results = Reports.trialLoop(folder);

    assertThat(run(results)).isEqualTo(2);
    Reports.ENVIRONMENT.write(folder.resolve("environment.properties"));
    Files.writeString(results, "[{");
    assertThat(run(results)).isEqualTo(2);
    Files.delete(results);
    assertThat(run(results)).isEqualTo(2);

    assertThat(log.toString(StandardCharsets.UTF_8).lines())
        .hasSizeGreaterThanOrEqualTo(3)
        .anyMatch(line -> line.contains("environment.properties: there is no such file"))
        .anyMatch(line -> line.contains("jmh.json: it is no whole JSON text"))
        .anyMatch(line -> line.contains("jmh.json: there is no such file; did the benchmarks"));
  }
}
