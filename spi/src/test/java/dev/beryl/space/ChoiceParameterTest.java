package dev.beryl.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.beryl.space.AnyDomain.Kernel;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChoiceParameterTest {

  private enum Nothing {}

  private record Named(int number, String name) {
    @Override
    public String toString() {
      return name;
    }
  }

  @Test
  void choice_withoutValues_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Parameter.choice("kernel", List.of()))
        .withMessage("parameter 'kernel': values: expected at least one, got none");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Parameter.choice("kernel", Nothing.class))
        .withMessageContaining("at least one");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Parameter.ordinal("size", List.of()))
        .withMessageContaining("parameter 'size': values: expected at least one");
  }

  @Test
  void choice_withSeveralFaults_saysAll() {
    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            Parameter.choice(
                "\t",
                Arrays.asList(new Named(1, "one"), null, new Named(2, "one"), new Named(1, "one"))))
        .withMessageContaining("4 faults")
        .withMessageContaining("blank name")
        .withMessageContaining("values[1]: expected a value, got null")
        .withMessageContaining("values[2]: prints as 'one' like another value")
        .withMessageContaining("values[3]: 'one' is listed twice");
  }

  @Test
  void ordinal_withSeveralFaults_saysAll() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Parameter.ordinal("size", 1, 2, 2))
        .withMessage("parameter 'size': values[2]: '2' is listed twice");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Parameter.ordinal("size", (Object) 1, 1L))
        .withMessageContaining("values[1]: prints as '1' like another value");
  }

  @Test
  void orElse_ofAForeignValue_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Parameter.choice("kernel", "linear", "rbf").withDefault("rfb"))
        .withMessage(
            "parameter 'kernel': expected categorical ['linear', 'rbf'], got 'rfb' of type String");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Parameter.ordinal("size", 16, 32).withDefault(24))
        .withMessage("parameter 'size': expected ordinal [16, 32], got 24 of type Integer");
  }

  @Test
  void coordinateOf_tellsNumberTypesApart() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Parameter.ordinal("size", 16, 32).coordinateOf(16L))
        .withMessageContaining("got 16 of type Long");
  }

  @Test
  void coordinates_thatAreNone_areRefused() {
    var kernel = Parameter.choice("kernel", Kernel.class);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> kernel.valueAt(3))
        .withMessageContaining("categorical ['LINEAR', 'RBF', 'POLY'], got 3 as index");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> kernel.coordinateAt(-1))
        .withMessageContaining("got -1 as level");
  }

  @Test
  void values_keepTheirOrderAndType() {
    CategoricalParameter<Kernel> kernel = Parameter.choice("kernel", Kernel.class);
    assertThat(kernel.values()).containsExactly(Kernel.LINEAR, Kernel.RBF, Kernel.POLY);
    assertThat(kernel.withDefault(Kernel.RBF).defaultValue()).contains(Kernel.RBF);
    assertThat(kernel.defaultValue()).isEmpty();
    assertThat(Parameter.flag("bias").values()).containsExactly(false, true);
    assertThat(Parameter.flag("bias").withDefault(true))
        .hasToString("bias: categorical [false, true] default true");
  }

  @Test
  void values_areCopied() {
    String[] given = {"a", "b"};
    var choice = Parameter.choice("c", given);
    given[0] = "z";
    assertThat(choice.values()).containsExactly("a", "b");
  }

  @Test
  void categoricalAndOrdinal_ofTheSameValues_differ() {
    assertThat((Parameter) Parameter.choice("c", 1, 2)).isNotEqualTo(Parameter.ordinal("c", 1, 2));
    assertThat(Parameter.choice("c", 1, 2)).isNotEqualTo(Parameter.choice("c", 2, 1));
    assertThat(Parameter.choice("c", 1, 2))
        .isNotEqualTo(Parameter.choice("d", 1, 2))
        .isNotEqualTo(Parameter.choice("c", 1, 2).withDefault(1))
        .isEqualTo(Parameter.choice("c", 1, 2))
        .hasSameHashCodeAs(Parameter.choice("c", 1, 2));
  }

  @Test
  void choice_ofValuesWithoutTextsOfTheirOwn_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Parameter.choice("layers", new int[] {64}, new int[] {64, 32}))
        .withMessageContaining("values[0]: prints as '[I@")
        .withMessageContaining("which changes from run to run")
        .withMessageContaining("values[1]");
  }
}
