package dev.beryl.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.beryl.study.Verdict.Difference;
import dev.beryl.study.Verdict.Finalist;
import dev.beryl.study.Verdict.Method;
import dev.beryl.study.Verdict.OnObjective;
import dev.beryl.study.Verdict.Standing;
import dev.beryl.trial.Objective;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class VerdictTest {
  private static final Finalist BEST =
      new Finalist(3, "trial 3", Standing.BEST, 12, Optional.empty());
  private static final Finalist WORSE =
      new Finalist(8, "trial 8", Standing.WORSE, 6, Optional.of("it is worse than trial 3"));
  private static final Finalist NEAR =
      new Finalist(9, "trial 9", Standing.NOT_RULED_OUT, 12, Optional.empty());
  private static final Difference NONE = new Difference(true, 0, new Interval(0, 0, 1), 12);

  private static Verdict verdict(
      List<Finalist> finalists, Objective objective, List<Difference> differences) {
    return new Verdict(
        Method.PAIRED_T,
        0.9,
        0,
        finalists,
        0,
        OptionalInt.empty(),
        List.of(new OnObjective(objective, 0.75, new Interval(0.5, 1, 0.9), differences)),
        List.of());
  }

  private static Difference by(double worseBy, double half) {
    return new Difference(false, worseBy, new Interval(worseBy - half, worseBy + half, 0.9), 6);
  }

  @Test
  void atMostWorse_isOfThoseThatAreNotRuledOut() {
    Verdict verdict =
        verdict(
            List.of(BEST, WORSE, NEAR),
            Objective.minimize("loss"),
            List.of(NONE, by(2, 8), by(0.25, 0.5)));

    assertThat(verdict.atMostWorse()).isEqualTo(0.25);
    assertThat(verdict.survivors()).containsExactly(BEST, NEAR);
    assertThat(verdict.againstBaseline()).isEmpty();
  }

  @Test
  void sentence_allOthersWorse_saysSo() {
    Verdict verdict =
        verdict(List.of(BEST, WORSE), Objective.maximize("score"), List.of(NONE, by(2, 1)));

    assertThat(verdict.atMostWorse()).isZero();
    assertThat(verdict)
        .hasToString(
            "Of 2 finalists trial 3 is best: score 0.75, 90 % interval 0.50 to 1.00, 12"
                + " replicates. All others are worse, with a confidence of 90 %. Treatments that"
                + " did not reach the race are not covered.");
  }

  @Test
  void table_hasALineForEachFinalistByItsDifference() {
    Verdict verdict =
        verdict(
            List.of(BEST, WORSE, NEAR),
            Objective.minimize("loss"),
            List.of(NONE, by(2, 1), by(0.25, 0.5)));

    assertThat(verdict.table())
        .isEqualTo(
            """
            finalist  standing       replicates  loss: worse by  90 % interval
            trial 3   best           12          -               -
            trial 9   not ruled out  12          0.25            -0.25 to 0.75
            trial 8   worse          6           2.00            1.00 to 3.00
            """);
  }

  @Test
  void verdict_thatDoesNotFitTogether_isRefused() {
    Objective loss = Objective.minimize("loss");

    assertThatThrownBy(() -> verdict(List.of(BEST), loss, List.of(NONE)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "verdict: expected two finalists or more and an objective or more, got 1 and 1");
    assertThatThrownBy(() -> verdict(List.of(BEST, WORSE), loss, List.of(NONE)))
        .hasMessage("verdict: expected a difference for each of 2 finalists, got 1");
  }
}
