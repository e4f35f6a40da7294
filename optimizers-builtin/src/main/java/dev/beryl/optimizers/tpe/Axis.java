package dev.beryl.optimizers.tpe;

import dev.beryl.space.CategoricalParameter;
import dev.beryl.space.IntegerParameter;
import dev.beryl.space.OrdinalParameter;
import dev.beryl.space.Parameter;
import dev.beryl.space.RealParameter;
import dev.beryl.space.Scale;

/**
 * One parameter as the model sees it: a place in [0, 1] of a numeric one, the index of a category.
 * Immutable.
 */
sealed interface Axis {

  /** The axis of a parameter at a place of its space. */
  static Axis of(Parameter parameter, int place) {
    return switch (parameter) {
      case CategoricalParameter<?> choice -> new Categorical(choice, place, choice.values().size());
      case OrdinalParameter<?> ordinal ->
          new Numeric(ordinal, place, Bins.equal(ordinal.values().size()));
      case IntegerParameter integer -> {
        long levels = integer.levels().orElseThrow();
        yield new Numeric(
            integer,
            place,
            integer.scale() == Scale.LOG
                ? Bins.logarithmic((double) integer.low() / integer.step(), levels)
                : Bins.equal(levels));
      }
      case RealParameter real when real.levels().isPresent() -> {
        long levels = real.levels().getAsLong();
        yield new Numeric(
            real,
            place,
            real.scale() == Scale.LOG && levels > 1
                ? Bins.logarithmic(real.low() / real.step().orElseThrow(), levels)
                : Bins.equal(levels));
      }
      case RealParameter real -> new Numeric(real, place, Bins.NONE);
    };
  }

  /** {@return the parameter} */
  Parameter parameter();

  /** {@return the parameter's place in the space} */
  int place();

  /** The model's value of a coordinate. */
  double value(long coordinate);

  /** The coordinate of a model's value. */
  long coordinate(double value);

  /**
   * A parameter with an order and distances.
   *
   * @param bins what each value owns of [0, 1], if they are not a continuum
   */
  record Numeric(Parameter parameter, int place, Bins bins) implements Axis {
    @Override
    public double value(long coordinate) {
      return parameter.toUnit(coordinate);
    }

    @Override
    public long coordinate(double value) {
      return parameter.fromUnit(value);
    }
  }

  /**
   * A parameter without an order.
   *
   * @param choices how many values it has
   */
  record Categorical(Parameter parameter, int place, int choices) implements Axis {
    @Override
    public double value(long coordinate) {
      return coordinate;
    }

    @Override
    public long coordinate(double value) {
      return (long) value;
    }
  }
}
