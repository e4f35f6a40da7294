package dev.beryl.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Scale;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;

@Domain(AnyValues.class)
@Domain(DomainContext.Global.class)
class AggregationProperties {

  private static final MathContext PRECISE = new MathContext(60);

  /** Those whose value is one of the samples or between them. */
  private static Stream<Aggregation> locations() {
    return Stream.of(
            Stream.of(0.0, 0.05, 0.25, 0.4, 0.49).map(Aggregation::trimmedMean),
            Stream.of(0.0, 0.1, 0.29, 0.5, 0.9, 1.0).map(Aggregation::quantile),
            Stream.of(0.0, 0.3, 0.5, 0.8, 0.95).map(Aggregation::cvar),
            Stream.of(0.0, 0.3, 0.5, 0.8, 0.95)
                .map(alpha -> Aggregation.cvar(alpha).towards(Direction.MAXIMIZE)),
            Stream.of(
                Aggregation.mean(), Aggregation.median(), Aggregation.min(), Aggregation.max()))
        .flatMap(group -> group);
  }

  @Property(tries = 500, seed = "11")
  void aggregate_isBetweenLeastAndLargest(@ForAll double[] values) {
    double least = Arrays.stream(values).min().orElseThrow() + 0.0;
    double largest = Arrays.stream(values).max().orElseThrow() + 0.0;
    Samples samples = Samples.of(values);

    assertThat(Stream.concat(locations(), Stream.of(Aggregation.last())))
        .allSatisfy(each -> assertThat(each.aggregate(samples)).isBetween(least, largest));
  }

  @Property(tries = 1000, seed = "17")
  void aggregateOfOneValue_isThatOfSamplesOfIt(@ForAll double value) {
    var own = Aggregation.of("squared", samples -> samples.get(0) * samples.get(0));

    assertThat(Stream.concat(locations(), Stream.of(Aggregation.sum(), Aggregation.last(), own)))
        .allSatisfy(
            each -> Bits.assertSame(each.aggregate(value), each.aggregate(Samples.of(value))));
  }

  @Property(tries = 500, seed = "12")
  void aggregateAndError_inAnyOrderOfReplicates_areTheSameBits(
      @ForAll double[] values, @ForAll Random random) {
    List<Integer> sizes = new ArrayList<>();
    for (int left = values.length; left > 0; left -= sizes.getLast()) {
      sizes.add(random.nextInt(Math.min(4, left + 1)));
    }
    List<double[]> replicates = new ArrayList<>();
    int from = 0;
    for (int size : sizes) {
      replicates.add(Arrays.copyOfRange(values, from, from += size));
    }
    Samples samples = join(replicates);
    Collections.shuffle(replicates, random);
    replicates.replaceAll(each -> shuffled(each, random));
    Samples reordered = join(replicates);

    assertSame(samples, reordered);
    assertSame(Samples.of(values), Samples.of(shuffled(values, random)));
  }

  private static void assertSame(Samples samples, Samples reordered) {
    Stream.concat(locations(), Stream.of(Aggregation.sum()))
        .forEach(each -> {
          Bits.assertSame(each.aggregate(reordered), each.aggregate(samples));
          assertThat(each.standardError(reordered))
              .as(each.name())
              .isEqualTo(Double.valueOf(each.standardError(samples)));
        });
  }

  @Property(tries = 300, seed = "13")
  void aggregate_ofOneValue_isWhatTheGeneralWayGives(@ForAll double[] values) {
    Samples one = Samples.of(values[0]);

    assertThat(Stream.concat(locations(), Stream.of(Aggregation.sum(), Aggregation.last())))
        .allSatisfy(each -> {
          Bits.assertSame(((SummaryStatistic) each).aggregateSeveral(one) + 0.0, values[0] + 0.0);
          Bits.assertSame(each.aggregate(one), values[0] + 0.0);
          assertThat(each.standardError(one)).isNaN();
        });
  }

  @Property(tries = 500, seed = "14")
  void quantile_isTheInterpolatedOrderStatistic(
      @ForAll double[] values, @ForAll @Scale(9) @DoubleRange(min = 0, max = 1) double p) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    BigDecimal rank = new BigDecimal(p).multiply(BigDecimal.valueOf(sorted.length - 1));
    int below = rank.intValue();
    BigDecimal low = new BigDecimal(sorted[below]);
    BigDecimal high = new BigDecimal(sorted[Math.min(below + 1, sorted.length - 1)]);
    BigDecimal fraction = rank.subtract(BigDecimal.valueOf(below));
    double expected = high.subtract(low).multiply(fraction).add(low).doubleValue();

    // A rank is known to some units in the last place of the count.
    double tolerance =
        4 * Math.ulp((double) sorted.length) * high.subtract(low).doubleValue()
            + 2 * Math.ulp(Math.max(low.abs().doubleValue(), high.abs().doubleValue()));
    assertThat(Aggregation.quantile(p).aggregate(Samples.of(values)))
        .isCloseTo(expected, within(tolerance));
  }

  @Property(tries = 500, seed = "15")
  void cvar_isTheMeanOfTheTail(
      @ForAll double[] values, @ForAll @Scale(9) @DoubleRange(min = 0, max = 0.999) double alpha) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    BigDecimal tail =
        BigDecimal.ONE
            .subtract(new BigDecimal(alpha))
            .multiply(BigDecimal.valueOf(sorted.length))
            .max(BigDecimal.ONE);
    BigDecimal sum = BigDecimal.ZERO;
    BigDecimal left = tail;
    for (int i = sorted.length - 1; left.signum() > 0; i--) {
      BigDecimal weight = left.min(BigDecimal.ONE);
      sum = sum.add(weight.multiply(new BigDecimal(sorted[i])));
      left = left.subtract(weight);
    }
    double expected = sum.divide(tail, PRECISE).doubleValue();
    double scale = Math.max(Math.abs(sorted[0]), Math.abs(sorted[sorted.length - 1]));
    Aggregation upper = Aggregation.cvar(alpha);
    double[] negated = Arrays.stream(values).map(x -> -x).toArray();

    assertThat(upper.aggregate(Samples.of(values)))
        .isCloseTo(expected, within(4 * sorted.length * Math.ulp(scale)));
    Bits.assertSame(
        upper.towards(Direction.MAXIMIZE).aggregate(Samples.of(negated)),
        0 - upper.aggregate(Samples.of(values)));
  }

  @Property(tries = 500, seed = "16")
  void cvarOfEverything_andTrimmingNothing_areTheMean(@ForAll double[] values) {
    Samples samples = Samples.of(values);
    double mean = Aggregation.mean().aggregate(samples);
    double error = Aggregation.mean().standardError(samples);

    for (Aggregation same : List.of(Aggregation.cvar(0), Aggregation.trimmedMean(0))) {
      Bits.assertSame(same.aggregate(samples), mean);
      assertThat(same.standardError(samples)).isEqualTo(Double.valueOf(error));
    }
  }

  @Property(tries = 300, seed = "17")
  void standardError_isNotNegative(@ForAll double[] values) {
    Assume.that(values.length > 1);

    assertThat(locations().mapToDouble(each -> each.standardError(Samples.of(values))))
        .allMatch(error -> Double.isNaN(error) || error >= 0);
  }

  private static double[] shuffled(double[] values, Random random) {
    List<Double> list = new ArrayList<>(Arrays.stream(values).boxed().toList());
    Collections.shuffle(list, random);
    return list.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private static Samples join(List<double[]> replicates) {
    double[] values = replicates.stream().flatMapToDouble(Arrays::stream).toArray();
    int[] ends = new int[replicates.size()];
    int end = 0;
    for (int i = 0; i < ends.length; i++) {
      end += replicates.get(i).length;
      ends[i] = end;
    }
    return Samples.wrap(values, 0, values.length, ends);
  }
}
