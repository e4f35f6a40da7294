package dev.beryl.optimizers.pruning;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

class LossVectorsProperties {

  @Property(tries = 500, seed = "20261101")
  void isAmong_oneObjective_isTheCountOfThoseThatAreLess(
      @ForAll("vectors") List<double[]> vectors,
      @ForAll("vector") double[] own,
      @ForAll @IntRange(min = 1, max = 12) int best) {
    LossVectors known = LossVectors.EMPTY;
    int less = 0;
    for (double[] vector : vectors) {
      known = known.with(known.size(), vector[0]);
      less += vector[0] < own[0] ? 1 : 0;
    }
    int equal = (int) vectors.stream().filter(vector -> vector[0] == own[0]).count();
    assertThat(known.isAmong(best, own[0]))
        .isEqualTo(less < best && (less == 0 || less + equal < best));
  }

  @Property(tries = 500, seed = "20261102")
  void isAmong_severalObjectives_liesBetweenWhatDominationSays(
      @ForAll("vectors") List<double[]> vectors,
      @ForAll("vector") double[] own,
      @ForAll @IntRange(min = 1, max = 12) int best) {
    LossVectors known = of(vectors);
    boolean among = known.isAmong(best, own);
    long dominating = vectors.stream().filter(v -> LossVectors.dominates(v, own)).count();
    long dominated = vectors.stream().filter(v -> LossVectors.dominates(own, v)).count();
    boolean bestInOne =
        vectors.stream().allMatch(v -> own[0] <= v[0])
            || vectors.stream().allMatch(v -> own[1] <= v[1]);
    if (bestInOne || vectors.size() - dominated < best) {
      assertThat(among).isTrue();
    } else if (dominating >= best) {
      assertThat(among).isFalse();
    }
    assertThat(known.isAmong(best + 1, own) || !among).isTrue(); // one more never excludes
  }

  @Property(tries = 200, seed = "20261103")
  void isBeyond_percentileAmongInfiniteLosses_isNever(
      @ForAll("vectors") List<double[]> vectors,
      @ForAll("vector") double[] own,
      @ForAll @DoubleRange(min = 0, max = 100) double percentile,
      @ForAll @IntRange(max = 30) int worse) {
    boolean beyond = of(vectors).isBeyond(percentile, worse, own);
    int others = vectors.size() + worse;
    if (others == 0 || percentile * (others - 1) / 100 > vectors.size() - 1) {
      assertThat(beyond).isFalse();
    }
  }

  @Property(tries = 200, seed = "20261104")
  void with_moreLosses_leavesTheEarlierOnesAsTheyWere(
      @ForAll("vectors") List<double[]> vectors, @ForAll("vector") double[] own) {
    var states = new ArrayList<LossVectors>();
    var expected = new ArrayList<Boolean>();
    LossVectors known = LossVectors.EMPTY;
    for (double[] vector : vectors) {
      states.add(known);
      expected.add(known.isAmong(2, own));
      known = known.with(known.size(), vector);
    }
    LossVectors branch = states.isEmpty() ? known : states.getLast().with(99, -1e9, -1e9);
    assertThat(branch.size()).isEqualTo(vectors.size());
    for (int i = 0; i < states.size(); i++) {
      assertThat(states.get(i).size()).isEqualTo(i);
      assertThat(states.get(i).isAmong(2, own)).isEqualTo(expected.get(i));
    }
    assertThat(known.isAmong(2, own)).isEqualTo(of(vectors).isAmong(2, own));
  }

  private static LossVectors of(List<double[]> vectors) {
    LossVectors known = LossVectors.EMPTY;
    for (double[] vector : vectors) {
      known = known.with(known.size(), vector);
    }
    return known;
  }

  @Provide
  Arbitrary<double[]> vector() {
    Arbitrary<Double> loss =
        Arbitraries.oneOf(
            Arbitraries.of(-1.0, 0.0, 1.0, 2.0, 3.0, Double.POSITIVE_INFINITY),
            Arbitraries.doubles().between(-5, 5).ofScale(2));
    return loss.array(double[].class).ofSize(2);
  }

  @Provide
  Arbitrary<List<double[]>> vectors() {
    return vector().list().ofMaxSize(25);
  }
}
