package dev.beryl.quality.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FamilyTest {

  @Test
  void problems_all_haveNamesOfTheirOwnAndAreNoneOfTheSeventeen() {
    List<String> names =
        Stream.of(Family.values())
            .flatMap(f -> f.problems().stream())
            .map(TestProblem::name)
            .toList();

    assertThat(names).hasSize(21).doesNotHaveDuplicates();
    assertThat(PeerProblem.all(Variant.PLAIN).stream().map(PeerProblem::name))
        .doesNotContainAnyElementsOf(names);
  }

  @ParameterizedTest
  @EnumSource
  void instance_anyNumber_isInUnitsOfTheMedianAndTheSameAgain(Family family) {
    for (TestProblem problem : family.problems()) {
      Instance instance = problem.instance(3);
      var random = new Random(1);
      double[] losses =
          DoubleStream.generate(() -> loss(instance, random)).limit(2001).sorted().toArray();

      assertThat(instance.space().dimension()).isEqualTo(problem.dimension());
      assertThat(losses[0]).isPositive();
      assertThat(losses[1000]).as(problem.name()).isBetween(0.7, 1.4);
      assertThat(loss(problem.instance(3), new Random(2))).isEqualTo(loss(instance, new Random(2)));
      assertThat(loss(problem.instance(4), new Random(2)))
          .isNotEqualTo(loss(instance, new Random(2)));
      assertThat(instance.noise() > 0).isEqualTo(family == Family.NOISY);
    }
  }

  @ParameterizedTest
  @EnumSource
  void at_origin_isTheMinimum(ReleaseLandscape landscape) {
    var random = new Random(3);

    assertThat(landscape.at(new double[6])).isCloseTo(0, within(1e-15));
    for (int i = 0; i < 1000; i++) {
      double[] y = random.doubles(6, -9, 9).toArray();
      assertThat(landscape.at(y)).as(Arrays.toString(y)).isPositive();
    }
  }

  private static double loss(Instance instance, Random random) {
    double[] unit = random.doubles(instance.space().dimension()).toArray();
    return instance.loss(instance.space().fromUnit(unit));
  }
}
