package dev.beryl.benchmarks;

import dev.beryl.space.CategoricalParameter;
import dev.beryl.space.Parameter;
import dev.beryl.space.SearchSpace;
import dev.beryl.space.Treatment;
import io.jenetics.DoubleGene;
import io.jenetics.Genotype;
import io.jenetics.engine.Codec;
import io.jenetics.engine.Codecs;
import io.jenetics.util.DoubleRange;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * What does it cost to take a treatment to the unit cube and back? A point of 20 coordinates to a
 * treatment, and that treatment to its point, in spaces of reals, of reals on a log scale, of
 * integers, and of all of these with categorical parameters and one under a condition. Beside the
 * same arithmetic by hand on arrays, of every kind and in the same bits; and, for reals, beside
 * Jenetics, which makes a vector of a genotype whose genes are in their range already. Times are
 * per treatment.
 *
 * <p>{@code mvn -q -B -Pbench -Dbench=UnitCubeCodec}
 */
public class UnitCubeCodec extends BerylBenchmark {
  private static final int DIMENSION = 20;
  private static final int POINTS = 256; // a power of two

  /** Made by JMH. */
  public UnitCubeCodec() {}

  /** A space, points and their treatments, and the arithmetic of the space by hand. */
  @State(Scope.Thread)
  public static class Space {
    private static final double LOW = -5;
    private static final double WIDTH = 10;
    private static final double LOG_LOW = 1e-4;
    private static final double LOG_HIGH = 10;
    private static final double LOG_START = StrictMath.log(LOG_LOW);
    private static final double LOG_WIDTH = StrictMath.log(LOG_HIGH) - LOG_START;
    private static final long FIRST = 1;
    private static final long LEVELS = 100;
    private static final int CHOICES = 4;

    /** The kind of its parameters. */
    @Param({"real", "log", "integer", "mixed"})
    public String kind;

    // The first parameters are reals, those that follow are logarithmic, and so on.
    private int reals;
    private int logs;
    private int integers;
    private int choices; // the last parameter depends on the last choice, if there are any

    private SearchSpace space;
    private double[][] points;
    private Treatment[] treatments;
    private double[][] values; // of the treatments, by hand
    private int next;

    /** Made by JMH. */
    public Space() {}

    /** Makes the space and sees to it that the arithmetic by hand is its own. */
    @Setup
    public void prepare() {
      switch (kind) {
        case "real" -> end(20, 20, 20, 20);
        case "log" -> end(0, 20, 20, 20);
        case "integer" -> end(0, 0, 20, 20);
        case "mixed" -> end(6, 10, 15, 19);
        default -> throw new IllegalArgumentException("no kind '" + kind + "' here");
      }
      space = SearchSpace.of(parameters());
      var random = new SplittableRandom(7);
      points =
          Stream.generate(() -> random.doubles(DIMENSION).toArray())
              .limit(POINTS)
              .toArray(double[][]::new);
      treatments = Arrays.stream(points).map(space::fromUnit).toArray(Treatment[]::new);
      values = Arrays.stream(points).map(this::valuesByHand).toArray(double[][]::new);
      for (int i = 0; i < POINTS; i++) {
        if (!Arrays.equals(space.toUnit(treatments[i]), unitByHand(values[i]))
            || !Arrays.equals(values(treatments[i]), values[i])) {
          throw new IllegalStateException("%s: not the same by hand".formatted(treatments[i]));
        }
      }
    }

    private void end(int reals, int logs, int integers, int choices) {
      this.reals = reals;
      this.logs = logs;
      this.integers = integers;
      this.choices = choices;
    }

    private ArrayList<Parameter> parameters() {
      var parameters = new ArrayList<Parameter>();
      for (int i = 0; i < reals; i++) {
        parameters.add(Parameter.real("x" + i, LOW, LOW + WIDTH));
      }
      for (int i = reals; i < logs; i++) {
        parameters.add(Parameter.real("x" + i, LOG_LOW, LOG_HIGH).log());
      }
      for (int i = logs; i < integers; i++) {
        parameters.add(Parameter.integer("x" + i, FIRST, FIRST + LEVELS - 1));
      }
      CategoricalParameter<Integer> last = null;
      for (int i = integers; i < choices; i++) {
        last = Parameter.choice("x" + i, IntStream.range(0, CHOICES).boxed().toList());
        parameters.add(last);
      }
      if (last != null) {
        parameters.add(Parameter.real("x" + choices, LOW, LOW + WIDTH).when(last, 0));
      }
      return parameters;
    }

    /** The values of a treatment; a choice's is its index; NaN where it has none. */
    private double[] values(Treatment treatment) {
      return space.parameters().stream()
          .mapToDouble(p ->
              treatment.value(p.name()) instanceof Number value ? value.doubleValue() : Double.NaN)
          .toArray();
    }

    private int next() {
      return next++ & POINTS - 1;
    }

    private double[] valuesByHand(double[] unit) {
      double[] made = new double[DIMENSION];
      for (int i = 0; i < reals; i++) {
        made[i] = LOW + unit[i] * WIDTH;
      }
      for (int i = reals; i < logs; i++) {
        double value = StrictMath.exp(LOG_START + unit[i] * LOG_WIDTH);
        made[i] = value < LOG_LOW ? LOG_LOW : value > LOG_HIGH ? LOG_HIGH : value;
      }
      for (int i = logs; i < integers; i++) {
        made[i] = FIRST + Math.min(LEVELS - 1, (long) (unit[i] * LEVELS));
      }
      for (int i = integers; i < choices; i++) {
        made[i] = Math.min(CHOICES - 1, (int) (unit[i] * CHOICES));
      }
      for (int i = choices; i < DIMENSION; i++) {
        made[i] = made[i - 1] == 0 ? LOW + unit[i] * WIDTH : Double.NaN;
      }
      return made;
    }

    private double[] unitByHand(double[] made) {
      double[] unit = new double[DIMENSION];
      for (int i = 0; i < reals; i++) {
        unit[i] = (made[i] - LOW) / WIDTH;
      }
      for (int i = reals; i < logs; i++) {
        unit[i] = (StrictMath.log(made[i]) - LOG_START) / LOG_WIDTH;
      }
      for (int i = logs; i < integers; i++) {
        unit[i] = (made[i] - FIRST + 0.5) / LEVELS;
      }
      for (int i = integers; i < choices; i++) {
        unit[i] = (made[i] + 0.5) / CHOICES;
      }
      for (int i = choices; i < DIMENSION; i++) {
        unit[i] = (made[i] - LOW) / WIDTH; // NaN if it is
      }
      return unit;
    }
  }

  /** A codec of Jenetics for the reals alone, and genotypes. */
  @State(Scope.Thread)
  public static class Genotypes {
    /** The kind of the parameters that it is a peer for. */
    @Param("real")
    public String kind;

    private final Codec<double[], DoubleGene> codec =
        Codecs.ofVector(new DoubleRange(Space.LOW, Space.LOW + Space.WIDTH), DIMENSION);
    private final ArrayList<Genotype<DoubleGene>> genotypes = new ArrayList<>();
    private int next;

    /** Made by JMH. */
    public Genotypes() {}

    /** Draws the genotypes. */
    @Setup
    public void prepare() {
      for (int i = 0; i < POINTS; i++) {
        genotypes.add(codec.encoding().newInstance());
      }
    }
  }

  /** From the cube. */
  @Benchmark
  public Treatment fromUnit(Space of) {
    return of.space.fromUnit(of.points[of.next()]);
  }

  /** To the cube. */
  @Benchmark
  public double[] toUnit(Space of) {
    return of.space.toUnit(of.treatments[of.next()]);
  }

  /** From the cube, by hand. */
  @Benchmark
  @Floor(of = "fromUnit")
  public double[] fromUnitByHand(Space of) {
    return of.valuesByHand(of.points[of.next()]);
  }

  /** To the cube, by hand. */
  @Benchmark
  @Floor(of = "toUnit")
  public double[] toUnitByHand(Space of) {
    return of.unitByHand(of.values[of.next()]);
  }

  /** Decodes a genotype with Jenetics. */
  @Benchmark
  @Peer(of = "fromUnit")
  public double[] jeneticsDecode(Genotypes of) {
    return of.codec.decode(of.genotypes.get(of.next++ & POINTS - 1));
  }
}
