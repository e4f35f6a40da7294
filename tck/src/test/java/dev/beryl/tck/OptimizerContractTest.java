package dev.beryl.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.beryl.spi.Capabilities;
import dev.beryl.spi.Capability;
import dev.beryl.tck.broken.Uniform;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

class OptimizerContractTest {
  private static final int PROVIDER_RULE = 12;

  static IntStream rules() {
    return IntStream.rangeClosed(1, OptimizerRule.values().length);
  }

  static final List<Offense> OFFENCES = Offense.OPTIMIZERS;

  @ParameterizedTest
  @FieldSource("OFFENCES")
  void brokenOptimizer_isCaughtByItsRule_inWords(Offense offense) {
    Played.requireCaught(offense);
  }

  @ParameterizedTest
  @MethodSource("rules")
  void soundOptimizer_passes(int rule) {
    Played played = Played.rule(rule, new Played.OfOptimizer(new Uniform()));

    if (rule == PROVIDER_RULE) { // it is a test's, so nothing declares it
      assertThat(played.failures())
          .singleElement()
          .satisfies(failure -> assertThat(failure).hasMessageContaining("is not listed in"));
    } else {
      assertThat(played.failures()).isEmpty();
    }
    assertThat(played.passed() + played.skipped().size()).isPositive();
  }

  @ParameterizedTest
  @MethodSource("rules")
  void everyRule_hasAMethodThatCannotBeOverridden(int rule) {
    assertThat(Played.methods(new Played.OfOptimizer(new Uniform())))
        .filteredOn(method -> method.getName().startsWith("rule%02d_".formatted(rule)))
        .singleElement()
        .satisfies(method -> assertThat(Modifier.isFinal(method.getModifiers())).isTrue());
  }

  @Test
  void everyRule_hasAnOffender() {
    assertThat(Offense.OPTIMIZERS).extracting(Offense::rule).containsAll(rules().boxed().toList());
  }

  @Test
  void declinedCapability_isSkippedWithTheReason() {
    var limited =
        new Uniform() {
          @Override
          public Capabilities capabilities() {
            return super.capabilities().without(Capability.CHOICES).upTo(5);
          }
        };
    Played played = Played.rule(1, new Played.OfOptimizer(limited));

    assertThat(played.failures()).isEmpty();
    assertThat(played.passed()).isPositive();
    assertThat(played.skipped())
        .contains(
            "choices, seed 1: declined by its capabilities: parameter 'color' is a choice, and it"
                + " searches numbers only",
            "20 reals, seed 2: declined by its capabilities: it searches at most 5 parameters, and"
                + " the space has 20");
  }
}
