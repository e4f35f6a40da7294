package dev.beryl.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.beryl.benchmarks.results.JmhJson;
import dev.beryl.benchmarks.results.JmhResults;
import dev.beryl.benchmarks.results.Measured;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchmarkReportTest {
  @TempDir Path folder;

  private List<Measured> measured() throws IOException {
    return JmhResults.read(
        JmhJson.write(
            folder.resolve("jmh.json"),
            JmhJson.entry("TrialLoop.studyOf1000", 200, 264),
            JmhJson.entry("TrialLoop.handWrittenLoopOf1000", 50, 0),
            JmhJson.entry("TrialLoop.handWrittenLoopOf1000000", 10, 0)));
  }

  @Test
  void markdown_hasRatioToItsOwnFloorAndTheGoalThatIsMissed() throws IOException {
    List<Goal> goals =
        List.of(
            Goal.parse("TrialLoop.studyOf1000;dimension=5;floors;3"),
            Goal.parse("TrialLoop.studyOf1000;;bytes;600"),
            Goal.parse("TrialLoop.studyOf1000;dimension=20;floors;1"));

    assertThat(BenchmarkReport.markdown(measured(), goals, "here"))
        .contains(
            "| TrialLoop.studyOf1000 | dimension=5 | 200 ±  | 264 | 4 |  |"
                + " ≤ 3 × floor: **missed**, ≤ 600 B |")
        .contains("| TrialLoop.handWrittenLoopOf1000, floor | dimension=5 | 50 ±  | 0 |  |  |  |")
        .endsWith("1 of 2 goals are reached.\n");
  }

  @Test
  void html_isSelfContainedAndHasAPictureOfEach() throws IOException {
    String html = HtmlReport.of(Rows.of(measured(), List.of()), "a <machine>");

    assertThat(html).contains("a &lt;machine&gt;").doesNotContain("http").doesNotContain("src=");
    assertThat(html.split("<svg", -1)).hasSize(4);
    assertThat(html).contains("class=\"own\"").contains("class=\"floor\"");
  }

  @Test
  void goals_nameBenchmarksThatExist() throws Exception {
    assertThat(Goal.all()).isNotEmpty();
    for (Goal goal : Goal.all()) {
      String[] name = goal.name().split("\\.");
      assertThat(Class.forName("dev.beryl.benchmarks." + name[0]).getMethods())
          .as(goal.name())
          .anyMatch(method -> method.getName().equals(name[1]));
    }
  }

  @Test
  void goal_withAnotherNumberOfCells_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Goal.parse("a;b"))
        .withMessage("goal 'a;b': expected name;parameters;of;most, got 2 cells");
  }
}
