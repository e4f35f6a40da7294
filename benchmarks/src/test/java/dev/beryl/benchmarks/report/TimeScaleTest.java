package dev.beryl.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.beryl.benchmarks.results.Measured;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class TimeScaleTest {
  private static final Pattern BAR = Pattern.compile("<rect[^>]* width=\"([^\"]+)\"");

  private static Row row(double score, double error, String... goals) {
    var measured = new Measured("A.a", "", score, error, List.of(score), 0, 0);
    return new Row(
        measured,
        Row.Role.OWN,
        null,
        null,
        List.of(goals).stream()
            .map(goal -> GoalResult.of(Goal.parse(goal), measured, null, null))
            .toList());
  }

  private static double width(TimeScale scale, Row row) {
    var bar = BAR.matcher(scale.bar(row));
    assertThat(bar.find()).isTrue();
    return Double.parseDouble(bar.group(1));
  }

  @Test
  void bar_ofTenTimesTheTime_isLongerByTheSameLengthEverywhere() {
    List<Row> rows = List.of(row(20, 1), row(200, 1), row(2000, 1));
    TimeScale scale = TimeScale.of(rows);
    double[] widths = rows.stream().mapToDouble(row -> width(scale, row)).toArray();

    assertThat(scale.least()).isEqualTo(10);
    assertThat(widths[1] - widths[0]).isGreaterThan(50);
    assertThat(Math.abs(widths[2] - 2 * widths[1] + widths[0])).isLessThan(0.3); // rounding
  }

  @Test
  void scale_reachesBeyondTheLongestIntervalAndTheGoals() {
    assertThat(TimeScale.of(List.of(row(20, 400))).most()).isGreaterThan(420);
    assertThat(TimeScale.of(List.of(row(20, 1, "A.a;;nanoseconds;7000;"))).most())
        .isGreaterThan(7000);
  }

  @Test
  void bar_ofAnyFigure_staysInThePicture() {
    double[] figures = {0, 1e-9, 1, 1e12, Double.NaN, Double.POSITIVE_INFINITY};
    for (double score : new double[] {0, 1e-9, 1, 1e12}) {
      for (double error : figures) {
        Row row = row(score, error, "A.a;;nanoseconds;5;");
        String picture = TimeScale.of(List.of(row)).bar(row);

        assertThat(width(TimeScale.of(List.of(row)), row)).isBetween(0.0, 400.0);
        assertThat(picture).doesNotContain("\"NaN\"").doesNotContain("MNaN");
      }
    }
  }

  @Test
  void bar_hasAMarkForAGoalThatTellsWhetherItIsMissed() {
    Row reached = row(4, 1, "A.a;;nanoseconds;5;");
    Row missed = row(6, 1, "A.a;;nanoseconds;5;");

    assertThat(TimeScale.of(List.of(reached)).bar(reached))
        .contains("class=\"goal\"")
        .doesNotContain("missed");
    assertThat(TimeScale.of(List.of(missed)).bar(missed)).contains("class=\"goal missed\"");
  }
}
