package dev.beryl.quality.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.beryl.space.Treatment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.EnumSource;

class PeerProblemTest {

  /** The instances on which peers' results are kept; values to the last bits of their cosines. */
  @ParameterizedTest
  @CsvFileSource(resources = "/vectors/known-answers/search-problems.csv", numLinesToSkip = 1)
  void instance_knownOnes_areRebuiltExactly(
      int problem,
      int number,
      String shift,
      @Nullable String firstRotationRow,
      @Nullable String right,
      String reals,
      @Nullable String categories,
      double value) {
    var instance = (MixedInstance) PeerProblem.all(Variant.PLAIN).get(problem).instance(number);

    assertThat(instance.shift()).containsExactly(doubles(shift));
    assertThat(instance.right()).containsExactly(integers(right));
    assertThat(instance.rotation() == null ? new double[0] : instance.rotation().row(0))
        .containsExactly(doubles(firstRotationRow), within(1e-14));
    assertThat(instance.loss(treatment(instance, doubles(reals), integers(categories))))
        .isCloseTo(value, within(1e-12 * value));
  }

  @Test
  void all_haveNamesOfTheirOwn() {
    assertThat(PeerProblem.all(Variant.PLAIN).stream().map(PeerProblem::name))
        .hasSize(17)
        .doesNotHaveDuplicates()
        .contains("sphere_d5", "lowdim_d10", "rast_d4_plus_3_categoricals");
  }

  /** In all variants but one the minimum stays 0, and is attained wherever it lies in the box. */
  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "BEYOND")
  void loss_atTheOptimum_isZero(Variant variant) {
    for (PeerProblem problem : PeerProblem.all(variant)) {
      boolean mayLieOutside = problem.function() == PeerProblem.Function.STYBLINSKI_TANG;
      for (int k = 0; k < 3 && !mayLieOutside; k++) {
        var instance = (MixedInstance) problem.instance(k);

        assertThat(instance.loss(treatment(instance, instance.shift(), instance.right())))
            .as("%s %s", variant, instance)
            .isCloseTo(0, within(1e-12));
      }
    }
  }

  @Test
  void instance_boundary_hasEveryOtherOptimumAtAnEnd() {
    for (PeerProblem problem : PeerProblem.all(Variant.BOUNDARY)) {
      double argmin =
          problem.function() == PeerProblem.Function.STYBLINSKI_TANG ? -2.903534027771177 : 0;
      double[] shift = ((MixedInstance) problem.instance(4)).shift();

      assertThat(IntStream.range(0, shift.length).filter(i -> i % 2 == 0))
          .allMatch(i -> Math.abs(Math.abs(shift[i] + argmin) - 5) < 1e-12);
    }
  }

  @Test
  void instance_integer_roundsEveryOtherParameter() {
    Instance instance = PeerProblem.all(Variant.INTEGER).getFirst().instance(0);

    assertThat(instance.space().parameters().stream().map(p -> p.levels().isPresent()))
        .containsExactly(false, true, false, true, false);
  }

  private static Treatment treatment(MixedInstance instance, double[] numbers, int[] categories) {
    Map<String, Object> values = new HashMap<>();
    for (int i = 0; i < numbers.length; i++) {
      boolean integer = instance.space().parameters().get(i).levels().isPresent();
      values.put("x" + i, integer ? (Object) (long) numbers[i] : (Object) numbers[i]);
    }
    for (int i = 0; i < categories.length; i++) {
      values.put("c" + i, categories[i]);
    }
    return instance.space().bind(Treatment.of("given", values));
  }

  private static double[] doubles(@Nullable String text) {
    return split(text, Double::valueOf).stream().mapToDouble(Double::doubleValue).toArray();
  }

  private static int[] integers(@Nullable String text) {
    return split(text, Integer::valueOf).stream().mapToInt(Integer::intValue).toArray();
  }

  private static <T> List<T> split(@Nullable String text, Function<String, T> parse) {
    return text == null ? new ArrayList<>() : Stream.of(text.split(" ")).map(parse).toList();
  }
}
