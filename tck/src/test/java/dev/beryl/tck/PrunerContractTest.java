package dev.beryl.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.beryl.tck.broken.Above;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

class PrunerContractTest {
  private static final int PROVIDER_RULE = 8;

  static final List<Offense> OFFENCES = Offense.PRUNERS;

  static IntStream rules() {
    return IntStream.rangeClosed(1, PrunerRule.values().length);
  }

  @ParameterizedTest
  @FieldSource("OFFENCES")
  void brokenPruner_isCaughtByItsRule_inWords(Offense offense) {
    Played.requireCaught(offense);
  }

  @ParameterizedTest
  @MethodSource("rules")
  void soundPruner_passes(int rule) {
    Played played = Played.rule(rule, new Played.OfPruner(new Above()));

    if (rule == PROVIDER_RULE) { // it is a test's, so nothing declares it
      assertThat(played.failures())
          .singleElement()
          .satisfies(failure -> assertThat(failure).hasMessageContaining("is not listed in"));
    } else {
      assertThat(played.failures()).isEmpty();
    }
    assertThat(played.passed()).isPositive();
  }

  @ParameterizedTest
  @MethodSource("rules")
  void everyRule_hasAMethodThatCannotBeOverridden(int rule) {
    assertThat(Played.methods(new Played.OfPruner(new Above())))
        .filteredOn(method -> method.getName().startsWith("rule%02d_".formatted(rule)))
        .singleElement()
        .satisfies(method -> assertThat(Modifier.isFinal(method.getModifiers())).isTrue());
  }

  @Test
  void everyRule_hasAnOffender() {
    assertThat(Offense.PRUNERS).extracting(Offense::rule).containsAll(rules().boxed().toList());
  }

  @Test
  void playedStudies_stopSomeAndLetOthersGoOn() {
    var test = new PrunerCase(new Above(), Map.of(), "", PrunerRule.CALLS, Curves.ALL.get(1), 1);
    List<String> decisions = new PrunedStudy(test, 60).play().decisions();

    assertThat(decisions).filteredOn(decision -> decision.endsWith("stop")).hasSizeGreaterThan(5);
    assertThat(decisions).filteredOn(decision -> decision.endsWith("go on")).hasSizeGreaterThan(50);
  }
}
