package dev.beryl.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.beryl.space.Parameter;
import dev.beryl.space.SearchSpace;
import dev.beryl.space.Treatment;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A text with half a surrogate pair is refused where it is chosen, and repaired where not. */
class UnwritableTextTest {
  private static final String HALF = "a\ud83d";
  private static final SearchSpace SPACE = SearchSpace.of(Parameter.real("x", 0, 1));

  static List<ThrowingCallable> chosen() {
    return List.of(
        () -> Parameter.real(HALF, 0, 1),
        () -> Parameter.integer(HALF, 0, 1),
        () -> Parameter.flag(HALF),
        () -> Parameter.choice("c", HALF, "b"),
        () -> Parameter.choice("c", "a\ud83d", "a\ud83e"),
        () -> Parameter.ordinal("c", "b", HALF),
        () -> Objective.minimize(HALF),
        () -> OutcomeConstraint.atMost(HALF, 1),
        () -> Aggregation.of(HALF, samples -> 0),
        () -> Aggregation.named(HALF),
        () -> SPACE.subjectTo(HALF, treatment -> true),
        () -> Treatment.of(HALF, Map.of("x", 0.5)),
        () -> Treatment.of("t", Map.of(HALF, 0.5)),
        () -> SPACE.fromUnit(new double[] {0.5}).named(HALF));
  }

  @ParameterizedTest
  @MethodSource("chosen")
  void textThatIsChosen_isRefusedAtOnce(ThrowingCallable call) {
    assertThatIllegalArgumentException()
        .isThrownBy(call)
        .withMessageContaining("expected text that is well-formed UTF-16, got a lone surrogate")
        .withMessageContaining("at index 1");
  }

  @Test
  void textsOfOutcomes_areRepaired() {
    assertThat(new Outcome.Failed(Outcome.Reason.EXCEPTION, 0, HALF, "b\ude00", null))
        .hasToString("failed in replicate 0 at 'a\ufffd': b\ufffd");
    assertThat(new Outcome.TimedOut(0, HALF, Duration.ofSeconds(1)).step()).isEqualTo("a\ufffd");
    assertThat(new Outcome.Rejected("c", HALF, null).message()).isEqualTo("a\ufffd");
  }
}
