package dev.beryl.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.beryl.space.AnyDomain.Kernel;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TreatmentTest {
  private static final RealParameter RATE = Parameter.real("rate", 0, 1);
  private static final IntegerParameter TREES = Parameter.integer("trees", 1, 100);
  private static final CategoricalParameter<Kernel> KERNEL =
      Parameter.choice("kernel", Kernel.class);
  private static final OrdinalParameter<Integer> SIZE =
      Parameter.ordinal("size", 16, 32).when(KERNEL, Kernel.RBF);
  private static final SearchSpace SPACE = SearchSpace.of(RATE, TREES, KERNEL, SIZE);
  private static final Treatment BY_HAND =
      Treatment.of("hot", Map.of("rate", 0.5, "trees", 7, "kernel", Kernel.RBF, "size", 32));

  /** The same treatment by hand and of a space. */
  static Stream<Treatment> hot() {
    return Stream.of(BY_HAND, SPACE.bind(BY_HAND));
  }

  @Test
  void of_withSeveralFaults_saysAll() {
    var values = new HashMap<String, Object>();
    values.put("rate", Double.NaN);
    values.put("trees", Float.NEGATIVE_INFINITY);
    values.put("kernel", null);
    values.put(" ", 1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Treatment.of("", values))
        .withMessageContaining("treatment '' has 5 faults")
        .withMessageContaining("blank name")
        .withMessageContaining("a parameter's name is blank")
        .withMessageContaining("parameter 'rate': expected a finite value, got NaN")
        .withMessageContaining("parameter 'trees': expected a finite value, got -Infinity")
        .withMessageContaining("parameter 'kernel': expected a finite value, got null");
  }

  @ParameterizedTest
  @MethodSource("hot")
  void get_isTyped(Treatment hot) {
    double rate = hot.get(RATE);
    long trees = hot.get(TREES);
    Kernel kernel = hot.get(KERNEL);
    int size = hot.get(SIZE);
    assertThat(rate).isEqualTo(0.5);
    assertThat(trees).isEqualTo(7);
    assertThat(kernel).isEqualTo(Kernel.RBF);
    assertThat(size).isEqualTo(32);
    assertThat(hot.name()).isEqualTo("hot");
    assertThat(hot.has("rate")).isTrue();
    assertThat(hot.has("rat")).isFalse();
    assertThat(hot.value("kernel")).isEqualTo(Kernel.RBF);
    assertThat(hot.value("rat")).isNull();
  }

  @ParameterizedTest
  @MethodSource("hot")
  void get_ofAParameterItGivesNoValue_isItsDefault_orRefused(Treatment hot) {
    assertThat(hot.get(Parameter.real("decay", 0, 1).withDefault(0.25))).isEqualTo(0.25);
    assertThat(hot.get(Parameter.integer("leaf", 0, 9).withDefault(4))).isEqualTo(4);
    assertThat(hot.get(Parameter.flag("bias").withDefault(true))).isTrue();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> hot.get(Parameter.real("rates", 0, 1)))
        .withMessageContaining("'rates'")
        .withMessageContaining("no default")
        .withMessageContaining("did you mean 'rate'?");
    assertThatIllegalArgumentException().isThrownBy(() -> hot.get(Parameter.integer("leaf", 0, 9)));
    assertThatIllegalArgumentException().isThrownBy(() -> hot.get(Parameter.flag("bias")));
  }

  @Test
  void get_ofAnInactiveParameter_isItsDefault_orRefusedWithItsCondition() {
    Treatment linear = SPACE.fromUnit(new double[] {0.5, 0.5, 0, 0});
    OrdinalParameter<Integer> plain = Parameter.ordinal("size", 16, 32);
    assertThat(linear.get(plain.withDefault(16))).isEqualTo(16);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> linear.get(plain))
        .withMessageContaining("parameter 'size' is inactive in {rate=0.5, trees=51")
        .withMessageContaining("no default; it is active when kernel in ['RBF']");
  }

  @Test
  void get_withAHandleOfAnotherDomain_isRefused() {
    Treatment bound = SPACE.bind(BY_HAND);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> bound.get(Parameter.real("rate", 0, 2)))
        .withMessageContaining("'rate' is real [0.0, 1.0] in the space but real [0.0, 2.0]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> bound.get(Parameter.integer("rate", 0, 1)))
        .withMessageContaining("but integer [0, 1] in the handle");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BY_HAND.get(Parameter.real("rate", 0, 0.25)))
        .withMessageContaining("expected real [0.0, 0.25], got 0.5");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BY_HAND.get(Parameter.integer("rate", 0, 1)))
        .withMessageContaining("expected integer [0, 1], got 0.5");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BY_HAND.get(Parameter.flag("rate")))
        .withMessageContaining("got 0.5 of type Double");
  }

  @Test
  void equality_isByWhatNumbersAreWorth_whateverTheirTypeAndTheName() {
    Treatment whole = Treatment.of("a", Map.of("x", 2, "y", "s"));
    assertThat(whole)
        .isEqualTo(Treatment.of("b", Map.of("x", 2.0, "y", "s")))
        .isEqualTo(Treatment.of("b", Map.of("x", (byte) 2, "y", "s")))
        .hasSameHashCodeAs(Treatment.of("b", Map.of("x", 2f, "y", "s")))
        .isNotEqualTo(Treatment.of("a", Map.of("x", 2.5, "y", "s")))
        .isNotEqualTo(Treatment.of("a", Map.of("x", "2", "y", "s")))
        .isNotEqualTo(Treatment.of("a", Map.of("x", 2)))
        .isNotEqualTo(Treatment.of("a", Map.of("x", 2, "z", "s")));
    assertThat(Treatment.of("a", Map.of("x", 1e300)))
        .isNotEqualTo(Treatment.of("a", Map.of("x", Long.MAX_VALUE)));
    assertThat(Treatment.of("a", Map.of("x", 0.0)))
        .isEqualTo(Treatment.of("a", Map.of("x", -0.0)))
        .hasSameHashCodeAs(Treatment.of("a", Map.of("x", -0.0)));
  }

  @ParameterizedTest
  @MethodSource("hot")
  void named_keepsTheValues_andRefusesABlankName(Treatment hot) {
    assertThat(hot.named("cold")).isEqualTo(hot).asString().startsWith("cold{");
    assertThat(hot.named("cold").name()).isEqualTo("cold");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> hot.named(" "))
        .withMessageContaining("blank");
  }

  @Test
  void text_namesTheValuesInOrder() {
    assertThat(BY_HAND).hasToString("hot{kernel=RBF, rate=0.5, size=32, trees=7}");
    assertThat(SPACE.bind(BY_HAND)).hasToString("hot{rate=0.5, trees=7, kernel=RBF, size=32}");
    Treatment anonymous = SPACE.fromUnit(new double[] {0.5, 0.5, 0, 0});
    assertThat(anonymous).hasToString("{rate=0.5, trees=51, kernel=LINEAR}");
    assertThat(anonymous.name()).isEqualTo("rate=0.5 trees=51 kernel=LINEAR");
  }

  @Test
  void values_areCopiedAndUnmodifiable() {
    var given = new HashMap<String, Object>(Map.of("rate", 0.5));
    Treatment treatment = Treatment.of("t", given);
    given.put("rate", 0.75);
    assertThat(treatment.value("rate")).isEqualTo(0.5);
    hot()
        .forEach(hot ->
            assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> hot.values().clear()));
  }
}
