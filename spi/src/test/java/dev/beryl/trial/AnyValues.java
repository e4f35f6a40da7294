package dev.beryl.trial;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.domains.DomainContextBase;

/** Arrays of finite doubles of the kinds that are hard to sum, and of those that are usual. */
final class AnyValues extends DomainContextBase {

  @Provide
  Arbitrary<double[]> values() {
    Arbitrary<Double> finite =
        Arbitraries.longs().map(Double::longBitsToDouble).filter(Double::isFinite);
    Arbitrary<Double> losses = Arbitraries.integers().between(0, 10_000).map(i -> i / 1e4);
    Arbitrary<Double> counts = Arbitraries.integers().between(-3, 3).map(Integer::doubleValue);
    Arbitrary<Double> subnormal =
        Arbitraries.integers().between(-9, 9).map(i -> i * Double.MIN_VALUE);
    Arbitrary<Double> huge =
        Arbitraries.integers().between(-9, 9).map(i -> i == 9 ? Double.MAX_VALUE : i * 0x1p1020);
    Arbitrary<Double> powers =
        Arbitraries.integers().between(-1070, 1020).map(e -> Math.scalb(e % 2 == 0 ? 1.0 : -1, e));
    Arbitrary<double[]> near =
        Combinators.combine(losses, Arbitraries.integers().between(-99, 99).list().ofMinSize(1))
            .as((center, steps) -> near(1e3 + center, steps));
    Arbitrary<double[]> close = array(losses.map(x -> 1e4 + 1e-7 * x * x));
    Arbitrary<double[]> cancelling =
        Combinators.combine(array(finite), array(losses), Arbitraries.randoms())
            .as(AnyValues::cancelling);
    return Arbitraries.frequencyOf(
        Tuple.of(2, array(finite)),
        Tuple.of(3, array(losses)),
        Tuple.of(1, array(counts)),
        Tuple.of(1, array(subnormal)),
        Tuple.of(1, array(huge)),
        Tuple.of(1, array(powers)),
        Tuple.of(1, array(Arbitraries.oneOf(finite, losses, subnormal, powers))),
        Tuple.of(2, near),
        Tuple.of(2, close),
        Tuple.of(1, cancelling));
  }

  private static Arbitrary<double[]> array(Arbitrary<Double> values) {
    return Arbitraries.oneOf(
            values.list().ofMinSize(1).ofMaxSize(5),
            values.list().ofMinSize(1).ofMaxSize(20),
            values.list().ofMinSize(1).ofMaxSize(200))
        .map(list -> list.stream().mapToDouble(Double::doubleValue).toArray());
  }

  private static double[] near(double center, List<Integer> steps) {
    return steps.stream().mapToDouble(k -> center + k * Math.ulp(center)).toArray();
  }

  private static double[] cancelling(double[] large, double[] small, Random random) {
    List<Double> all = new ArrayList<>();
    DoubleStream.of(large).forEach(x -> Collections.addAll(all, x, -x));
    DoubleStream.of(small).forEach(all::add);
    Collections.shuffle(all, random);
    return all.stream().mapToDouble(Double::doubleValue).toArray();
  }
}
