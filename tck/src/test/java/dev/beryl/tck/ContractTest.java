package dev.beryl.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Modifier;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds of both contracts: a sound plug-in passes, each broken one is caught by its rule. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ContractTest {
  abstract List<Rule> all();

  abstract Rule ofProviders();

  abstract List<Offense> offenses();

  abstract PluginContract<?> sound();

  IntStream rules() {
    return all().stream().mapToInt(Rule::number);
  }

  @Test
  void rules_areNumberedFromOne() {
    assertThat(rules())
        .containsExactlyElementsOf(IntStream.rangeClosed(1, all().size()).boxed().toList());
  }

  @ParameterizedTest
  @MethodSource("offenses")
  void brokenPlugin_isCaughtByItsRule_inWords(Offense offense) {
    Played.requireCaught(offense);
  }

  @ParameterizedTest
  @MethodSource("rules")
  void soundPlugin_passes(int rule) {
    Played played = Played.rule(rule, sound());

    if (rule == ofProviders().number()) { // it is a test's, so nothing declares it
      assertThat(played.failures())
          .singleElement()
          .satisfies(failure -> assertThat(failure).hasMessageContaining("is not listed in"));
    } else {
      assertThat(played.failures()).isEmpty();
    }
    assertThat(played.skipped()).allSatisfy(why -> assertThat(why).contains("declined by its"));
    assertThat(played.passed() + played.skipped().size()).isPositive();
  }

  @ParameterizedTest
  @MethodSource("rules")
  void everyRule_hasAMethodThatCannotBeOverridden(int rule) {
    assertThat(Played.methods(sound()))
        .filteredOn(method -> method.getName().startsWith("rule%02d_".formatted(rule)))
        .singleElement()
        .satisfies(method -> assertThat(Modifier.isFinal(method.getModifiers())).isTrue());
  }

  @Test
  void everyRule_hasAnOffender() {
    assertThat(offenses()).extracting(Offense::rule).containsAll(rules().boxed().toList());
  }
}
