package dev.beryl.optimizers.pruning;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

class OrderStatisticsProperties {

  @Property(tries = 1000, seed = "20240701")
  void below_anyLosses_isTheCount(
      @ForAll("losses") List<Double> losses, @ForAll("loss") double loss) {
    OrderStatistics statistics = of(losses);
    assertThat(statistics.size()).isEqualTo(losses.size());
    assertThat(statistics.below(loss))
        .isEqualTo((int) losses.stream().filter(x -> x < loss).count());
  }

  @Property(tries = 2000, seed = "20240702")
  void isAbove_anyLosses_agreesWithSorting(
      @ForAll("losses") List<Double> losses,
      @ForAll("loss") double loss,
      @ForAll @IntRange(max = 5) int infinite,
      @ForAll @DoubleRange(min = 0, max = 100) double percentile) {
    OrderStatistics statistics = of(losses);
    var all = new ArrayList<>(losses);
    all.addAll(Collections.nCopies(infinite, Double.POSITIVE_INFINITY));
    assertThat(statistics.isAbove(percentile, infinite, loss))
        .isEqualTo(naive(all, percentile, loss));
    for (double round : new double[] {0, 25, 50, 100.0 / 3, 90, 100}) {
      assertThat(statistics.isAbove(round, infinite, loss)).isEqualTo(naive(all, round, loss));
    }
  }

  @Property(tries = 2000, seed = "20261129")
  void bar_separatesWhatIsBehindFromTheRest(
      @ForAll("losses") List<Double> losses,
      @ForAll("loss") double loss,
      @ForAll @IntRange(max = 5) int pruned,
      @ForAll @DoubleRange(min = 0, max = 100) double percentile,
      @ForAll @IntRange(min = 2, max = 5) int factor) {
    OrderStatistics statistics = of(losses);
    for (Criterion criterion :
        List.of(
            new Criterion.Percentile(percentile),
            new Criterion.Percentile(50),
            new Criterion.Percentile(100),
            new Criterion.BestShare(factor))) {
      double bar = criterion.bar(statistics, pruned);
      assertThat(loss > bar)
          .as("%s beyond %s by %s", loss, bar, criterion)
          .isEqualTo(criterion.isBehind(statistics, pruned, loss));
    }
  }

  @Property(tries = 500, seed = "20261130")
  void at_anyIndex_isThatOfTheSortedLosses(@ForAll("losses") List<Double> losses) {
    OrderStatistics statistics = of(losses);
    double[] sorted = losses.stream().mapToDouble(x -> x + 0.0).sorted().toArray(); // no -0.0

    for (int i = 0; i < sorted.length; i++) {
      assertThat(statistics.at(i) + 0.0).isEqualTo(sorted[i]);
    }
    assertThat(statistics.at(sorted.length)).isInfinite();
  }

  private static boolean naive(List<Double> losses, double percentile, double loss) {
    if (losses.isEmpty()) {
      return false;
    }
    double[] sorted = losses.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    double index = percentile * (sorted.length - 1) / 100;
    int lower = (int) index;
    double a = sorted[lower];
    double b = sorted[Math.min(lower + 1, sorted.length - 1)];
    double share = index - lower;
    return loss > (share == 0 || a == b ? a : Math.fma(share, b - a, a));
  }

  @Property(tries = 200, seed = "20240703")
  void with_anotherLoss_leavesTheEarlierOnesAsTheyWere(
      @ForAll("losses") List<Double> losses, @ForAll("loss") double loss) {
    var before = new ArrayList<OrderStatistics>();
    OrderStatistics statistics = OrderStatistics.EMPTY;
    for (double added : losses) {
      before.add(statistics);
      statistics = statistics.with(added);
    }
    for (int i = 0; i < before.size(); i++) {
      assertThat(before.get(i).size()).isEqualTo(i);
      long expected = losses.stream().limit(i).filter(x -> x < loss).count();
      assertThat(before.get(i).below(loss)).isEqualTo((int) expected);
    }
  }

  @Property(tries = 20, seed = "20240704")
  void isAbove_manyLosses_agreesWithSorting(@ForAll long seed) {
    var random = new SplittableRandom(seed);
    double[] losses = random.doubles(5000).toArray();
    OrderStatistics statistics = of(Arrays.stream(losses).boxed().toList());
    List<Double> all = Arrays.stream(losses).boxed().toList();
    for (int i = 0; i < 50; i++) {
      double loss = i % 2 == 0 ? random.nextDouble() : losses[random.nextInt(losses.length)];
      double percentile = 100 * random.nextDouble();
      assertThat(statistics.isAbove(percentile, 0, loss)).isEqualTo(naive(all, percentile, loss));
    }
  }

  @Provide
  Arbitrary<List<Double>> losses() {
    return loss().list().ofMaxSize(70);
  }

  /** Few values, so that many are equal, or any number. */
  @Provide
  Arbitrary<Double> loss() {
    return Arbitraries.oneOf(
        Arbitraries.of(-1.0, -0.0, 0.0, 0.25, 1.0, 1e100, Double.POSITIVE_INFINITY),
        Arbitraries.doubles().between(-10, 10).ofScale(3));
  }

  private static OrderStatistics of(List<Double> losses) {
    OrderStatistics statistics = OrderStatistics.EMPTY;
    for (double loss : losses) {
      statistics = statistics.with(loss);
    }
    return statistics;
  }
}
