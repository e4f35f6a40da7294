package dev.beryl.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.beryl.benchmarks.results.Measured;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class GoalTest {
  private static Measured measured(double score, double error) {
    return new Measured("A.a", "n=1", score, error, List.of(score), 700, 700);
  }

  private static GoalResult result(String of, double most, @Nullable Measured other) {
    Goal goal = Goal.parse("A.a;n=1;%s;%s;why".formatted(of, most));
    return GoalResult.of(goal, measured(400, 30), other, other);
  }

  @Test
  void all_nameBenchmarksThatExistAndSayWhatIsAsked() throws Exception {
    assertThat(Goal.all()).isNotEmpty().doesNotHaveDuplicates();
    for (Goal goal : Goal.all()) {
      String[] name = goal.name().split("\\.");
      assertThat(Class.forName("dev.beryl.benchmarks." + name[0]).getMethods())
          .as(goal.name())
          .anyMatch(method -> method.getName().equals(name[1]));
      assertThat(goal.asked()).as(goal.name()).isNotBlank();
      assertThat(goal.most()).as(goal.name()).isPositive();
    }
  }

  @Test
  void parse_ofAnotherNumberOfCells_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Goal.parse("a;b"))
        .withMessage("goal 'a;b': expected name;parameters;of;most;asked, got 2 cells");
  }

  @Test
  void limit_isReadable() {
    assertThat(Goal.parse("A.a;;nanoseconds;20000;").limit()).isEqualTo("≤ 20 µs");
    assertThat(Goal.parse("A.a;;over_floor;1800;").limit()).isEqualTo("≤ floor + 1.8 µs");
    assertThat(Goal.parse("A.a;;floors;3;").limit()).isEqualTo("≤ 3 × floor");
    assertThat(Goal.parse("A.a;;peers;1;").limit()).isEqualTo("≤ 1 × best peer");
    assertThat(Goal.parse("A.a;;bytes;600;").limit()).isEqualTo("≤ 600 B");
  }

  @Test
  void overFloor_isTheDifferenceWithTheIntervalOfBoth() {
    GoalResult result = result("over_floor", 200, measured(100, 40));

    assertThat(result.figure()).isEqualTo(300);
    assertThat(result.error()).isEqualTo(50);
    assertThat(result.mark()).isEqualTo(300);
    assertThat(result.statusText()).isEqualTo("**missed**");
    assertThat(result.figureText()).isEqualTo("300 ± 50 ns over the floor");
    assertThat(result("over_floor", 301, measured(100, 40)).statusText())
        .isEqualTo("reached, unsure");
  }

  @Test
  void ratios_haveTheIntervalOfBothAndAMarkInTime() {
    for (String of : new String[] {"floors", "peers"}) {
      GoalResult result = result(of, 5, measured(100, 10));

      assertThat(result.figure()).isEqualTo(4);
      assertThat(result.error()).isCloseTo(4 * 0.125, within(1e-12)); // hypot(30/400, 10/100)
      assertThat(result.mark()).isEqualTo(500);
      assertThat(result.status()).isEqualTo(GoalResult.Status.REACHED);
    }
  }

  @Test
  void atTheLimit_isReached() {
    assertThat(result("nanoseconds", 400, null).status()).isEqualTo(GoalResult.Status.REACHED);
    assertThat(result("bytes", 700, null).statusText()).isEqualTo("reached");
    assertThat(result("bytes", 699, null).statusText()).isEqualTo("**missed**");
  }

  @Test
  void withoutWhatItIsComparedWith_isNotSaid() {
    for (String of : new String[] {"over_floor", "floors", "peers"}) {
      assertThat(result(of, 1, null).statusText()).isEqualTo("not in this run");
    }
  }
}
