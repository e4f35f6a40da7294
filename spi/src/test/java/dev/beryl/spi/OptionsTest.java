package dev.beryl.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;

class OptionsTest {

  private enum Order {
    GIVEN,
    COARSE_TO_FINE
  }

  private static final Option<Integer> POINTS =
      Option.integer("points", 2, 100, "how many").withDefault(5);
  private static final Option<Double> SIGMA = Option.real("sigma", 0, 1, "the first step");
  private static final Option<Order> ORDER =
      Option.choice("order", Order.class, "which first").withDefault(Order.GIVEN);
  private static final List<Option<?>> DECLARED = List.of(POINTS, SIGMA, ORDER);

  private static Options of(Map<String, ?> given) {
    return Options.of("optimizer 'grid'", DECLARED, given);
  }

  @Test
  void get_isWhatWasGiven_elseTheDefault() {
    Options options = of(Map.of("sigma", "0.25", "order", "coarse-to-fine"));
    assertThat(options.get(POINTS)).isEqualTo(5);
    assertThat(options.get(SIGMA)).isEqualTo(0.25);
    assertThat(options.get(ORDER)).isEqualTo(Order.COARSE_TO_FINE);
  }

  @Test
  void get_ofWhatWasNotGiven_withoutADefault_isRefused_andFindIsEmpty() {
    Options options = of(Map.of());
    assertThat(options.find(SIGMA)).isEmpty();
    assertThat(options.find(POINTS)).contains(5);
    assertThatExceptionOfType(NoSuchElementException.class)
        .isThrownBy(() -> options.get(SIGMA))
        .withMessage("option 'sigma' was not given and has no default");
  }

  @Test
  void of_anUnknownName_isRefused_withTheNearest() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> of(Map.of("point", 3)))
        .withMessage(
            "optimizer 'grid': no option 'point'; known are [points, sigma, order]; did you mean"
                + " 'points'?");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Options.of("optimizer 'random'", List.of(), Map.of("point", 3)))
        .withMessage("optimizer 'random': no option 'point'; there are none");
  }

  @Test
  void of_severalFaults_saysAll_inTheSameOrderWhateverTheMaps() {
    var given = new LinkedHashMap<String, Object>();
    given.put("zeta", 1);
    given.put("order", 7);
    given.put("points", 1);
    given.put("sigma", "much");
    given.put("alpha", 1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> of(given))
        .withMessage(
            """
            optimizer 'grid' has 5 faults:
             - option 'points': expected an integer in [2, 100], got 1
             - option 'sigma': expected a number in [0.0, 1.0], got 'much'
             - option 'order': expected one of [given, coarse-to-fine], got 7
             - no option 'alpha'; known are [points, sigma, order]
             - no option 'zeta'; known are [points, sigma, order]\
            """);
  }

  @Test
  void text_isCanonical() {
    assertThat(of(Map.of("sigma", 1, "order", Order.COARSE_TO_FINE)))
        .hasToString("order=coarse-to-fine points=5 sigma=1.0")
        .hasToString(of(Map.of("order", "coarse-to-fine", "points", "5", "sigma", "1")).toString());
    assertThat(of(Map.of())).hasToString("order=given points=5");
  }
}
