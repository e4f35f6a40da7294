package dev.beryl.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class OptionTest {

  private enum Order {
    GIVEN,
    COARSE_TO_FINE
  }

  private static final Option<Integer> POINTS = Option.integer("points", 2, 100, "how many");
  private static final Option<Double> SIGMA = Option.real("sigma", 1e-6, 1, "the first step");
  private static final Option<Boolean> TIES = Option.flag("ties", "whether to break ties");
  private static final Option<Order> ORDER = Option.choice("order", Order.class, "which first");

  private static void refused(Option<?> option, Object given, String message) {
    assertThatIllegalArgumentException().isThrownBy(() -> option.read(given)).withMessage(message);
  }

  @Test
  void integer_readsNumbersAndText() {
    assertThat(List.<Object>of(5, 5L, 5.0, "5", "5.0")).allMatch(given -> POINTS.read(given) == 5);
    String expected = "option 'points': expected an integer in [2, 100], got ";
    refused(POINTS, 1, expected + "1");
    refused(POINTS, 101L, expected + "101");
    refused(POINTS, 2.5, expected + "2.5");
    refused(POINTS, Double.NaN, expected + "NaN");
    refused(POINTS, "five", expected + "'five'");
    refused(POINTS, "NaN", expected + "'NaN'");
    refused(POINTS, true, expected + "'true'");
  }

  @Test
  void real_readsNumbersAndText() {
    assertThat(List.<Object>of(0.5, 0.5f, "0.5", "5e-1"))
        .allMatch(given -> SIGMA.read(given) == 0.5);
    String expected = "option 'sigma': expected a number in [1.0E-6, 1.0], got ";
    refused(SIGMA, 0, expected + "0");
    refused(SIGMA, 1.5, expected + "1.5");
    refused(SIGMA, Double.NaN, expected + "NaN");
    refused(SIGMA, "", expected + "''");
    refused(SIGMA, "half", expected + "'half'");
    refused(SIGMA, new Object[] {1, "a"}, expected + "'[1, a]'");
  }

  @Test
  void flag_readsBooleansAndText() {
    assertThat(TIES.read(true)).isTrue();
    assertThat(TIES.read("false")).isFalse();
    refused(TIES, "yes", "option 'ties': expected true or false, got 'yes'");
    refused(TIES, 1, "option 'ties': expected true or false, got 1");
  }

  @Test
  void choice_readsConstantsAndText() {
    assertThat(List.<Object>of(Order.COARSE_TO_FINE, "coarse-to-fine", "COARSE_TO_FINE"))
        .allMatch(given -> ORDER.read(given) == Order.COARSE_TO_FINE);
    refused(
        ORDER, "coarse", "option 'order': expected one of [given, coarse-to-fine], got 'coarse'");
    refused(ORDER, 0, "option 'order': expected one of [given, coarse-to-fine], got 0");
  }

  @Test
  void ownType_readsWhatItsFunctionTakes() {
    Option<List<String>> axes =
        Option.of(
            "axes",
            "names with commas between",
            "which axes",
            given ->
                switch (given) {
                  case List<?> list -> list.stream().map(Object::toString).toList();
                  case String text -> List.of(text.split(","));
                  default -> null;
                });
    assertThat(axes.read("a,b")).containsExactly("a", "b");
    refused(axes, 3, "option 'axes': expected names with commas between, got 3");
  }

  @Test
  void orElse_isChecked() {
    assertThat(POINTS.defaultValue()).isEmpty();
    assertThat(POINTS.withDefault(7).defaultValue()).contains(7);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> POINTS.withDefault(1))
        .withMessageContaining("an integer in [2, 100], got 1");
  }

  @Test
  void text_saysNameAndRange() {
    assertThat(POINTS).hasToString("option 'points': an integer in [2, 100]");
    assertThat(POINTS.name()).isEqualTo("points");
    assertThat(POINTS.description()).isEqualTo("how many");
    assertThat(POINTS.expected()).isEqualTo("an integer in [2, 100]");
  }
}
