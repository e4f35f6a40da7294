package dev.beryl.space;

import dev.beryl.fault.Nulls;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A parameter with values of type {@code double}, either all values of a range or only those on a
 * step.
 */
public final class RealParameter extends Parameter {
  private static final long NEGATIVE_ZERO = Double.doubleToRawLongBits(-0.0);

  private final RealRange range;
  private final @Nullable Long defaultCoordinate;

  private RealParameter(
      String name,
      RealRange range,
      @Nullable Long defaultCoordinate,
      @Nullable Condition condition) {
    super(name, condition);
    this.range = range;
    this.defaultCoordinate = defaultCoordinate;
  }

  static RealParameter of(String name, double low, double high) {
    var faults = faultsOf(name);
    faults.require(
        low <= high && Double.isFinite(low) && Double.isFinite(high),
        "range: expected finite low <= high, got low=%s, high=%s",
        low,
        high);
    faults.throwIfAny();
    return new RealParameter(name, RealRange.of(low + 0.0, high + 0.0), null, null);
  }

  /**
   * Returns this parameter on a log scale.
   *
   * @return the parameter with {@link Scale#LOG}
   * @throws IllegalArgumentException if {@link #low()} is not positive or, with a step, not above
   *     half of it
   */
  public RealParameter log() {
    return in(range.withLog(this));
  }

  /**
   * Returns this parameter restricted to the values {@code low + k step} up to high. Each value is
   * the double nearest to the decimal number: with low 0 and step 0.1, k = 3 gives 0.3. If the step
   * does not divide the range, the largest value is below high: {@code real("x", 0, 1).step(0.3)}
   * has the values 0, 0.3, 0.6 and 0.9. The result of a study warns of that.
   *
   * @param step positive, at most {@code high - low}; any positive number if low and high are
   *     equal, so that there is one value
   * @return the stepped parameter
   * @throws IllegalArgumentException if the step is outside the stated range or below 16 times the
   *     spacing of doubles at the larger end, if the scale is logarithmic and low is not above half
   *     a step, or if a default was set that is not on the step
   */
  public RealParameter step(double step) {
    return in(range.withStep(this, step));
  }

  private RealParameter in(RealRange changed) {
    var plain = new RealParameter(name(), changed, null, conditionOrNull());
    return defaultCoordinate == null ? plain : plain.withDefault(range.value(defaultCoordinate));
  }

  /**
   * Returns this parameter with a default: the value to use where there is no treatment or the
   * treatment gives no value.
   *
   * @param value in the range, on the step if there is one
   * @return the parameter with the default
   * @throws IllegalArgumentException if the value is out of the range or not on the step
   */
  public RealParameter withDefault(double value) {
    return new RealParameter(name(), range, coordinateOf(value), conditionOrNull());
  }

  /**
   * Returns this parameter made conditional: it is active only if the parent is active and has one
   * of the given values.
   *
   * @param <P> the type of the parent's values
   * @param parent another parameter of the same space
   * @param values at least one of the parent's values
   * @return the conditional parameter
   * @throws IllegalArgumentException if no value is given, if one is not a value of the parent, or
   *     if this parameter already has a condition
   */
  @SafeVarargs
  @SuppressWarnings("varargs")
  public final <P> RealParameter when(ChoiceParameter<P> parent, P... values) {
    return under(Condition.of(this, parent, values));
  }

  /**
   * Returns this parameter made conditional: it is active only if the parent is active and has one
   * of the given values.
   *
   * @param parent another parameter of the same space
   * @param values at least one of the parent's values
   * @return the conditional parameter
   * @throws IllegalArgumentException if no value is given, if one is not a value of the parent, or
   *     if this parameter already has a condition
   */
  public RealParameter when(IntegerParameter parent, long... values) {
    return under(Condition.of(this, parent, values));
  }

  private RealParameter under(Condition condition) {
    return conditioned(onlyCondition(condition));
  }

  @Override
  RealParameter conditioned(@Nullable Condition other) {
    return new RealParameter(name(), range, defaultCoordinate, other);
  }

  @Override
  RealParameter defaultingTo(long coordinate) {
    return new RealParameter(name(), range, coordinate, conditionOrNull());
  }

  @Override
  RealParameter within(Object low, Object high) {
    if (!(low instanceof Number from && high instanceof Number to)
        || !(from.doubleValue() >= low()
            && from.doubleValue() <= to.doubleValue()
            && to.doubleValue() <= high())) {
      throw noInterval(low, high);
    }
    return between(from.doubleValue(), to.doubleValue(), low, high);
  }

  private RealParameter between(double from, double to, Object low, Object high) {
    RealRange kept = range.within(from, to);
    if (kept == null) {
      throw noInterval(low, high);
    }
    var changed = new RealParameter(name(), kept, null, conditionOrNull());
    double given = defaultValue().orElse(Double.NaN);
    return given >= kept.low() && given <= kept.high() ? changed.withDefault(given) : changed;
  }

  @Override
  RealParameter among(List<?> values) {
    if (values.size() != 1) {
      throw unfit("one value, or an interval by within(…), as it is a number", values);
    }
    double value = value(coordinateOf(values.getFirst()));
    return between(value, value, value, value);
  }

  /** {@return the smallest value} */
  public double low() {
    return range.low();
  }

  /** {@return the end of the range; with a step the largest value may be below it} */
  public double high() {
    return range.high();
  }

  /** {@return the scale} */
  public Scale scale() {
    return range.log() ? Scale.LOG : Scale.LINEAR;
  }

  /** {@return the step, if there is one} */
  public OptionalDouble step() {
    return range.step() > 0 ? OptionalDouble.of(range.step()) : OptionalDouble.empty();
  }

  /** {@return the default, if one was given} */
  public OptionalDouble defaultValue() {
    return defaultCoordinate == null
        ? OptionalDouble.empty()
        : OptionalDouble.of(range.value(defaultCoordinate));
  }

  /**
   * Returns the value at a coordinate, unboxed.
   *
   * @param coordinate of this parameter, see {@link Parameter}; not checked
   * @return the value
   */
  public double value(long coordinate) {
    return range.value(coordinate);
  }

  @Override
  public Double valueAt(long coordinate) {
    if (!holds(coordinate)) {
      Object shown = range.levels() > 0 ? (Object) coordinate : Double.longBitsToDouble(coordinate);
      throw refused(shown, " as coordinate");
    }
    return range.value(coordinate);
  }

  @Override
  public long coordinateOf(Object value) {
    Nulls.refuse("parameter: value", value);
    if (!(value instanceof Number number)) {
      throw refused(value, " of type " + value.getClass().getSimpleName());
    }
    double real = number.doubleValue() + 0.0;
    if (!(real >= range.low() && real <= range.high())) {
      throw refused(value, "");
    }
    long coordinate = range.coordinate(real);
    if (range.value(coordinate) != real) {
      throw refused(value, ", which is on no step; the nearest is " + range.value(coordinate));
    }
    return coordinate;
  }

  @Override
  public OptionalLong levels() {
    return range.levels() > 0 ? OptionalLong.of(range.levels()) : OptionalLong.empty();
  }

  @Override
  public long coordinateAt(long level) {
    if (!(level >= 0 && level < range.levels())) {
      throw refused(level, " as level");
    }
    return level;
  }

  @Override
  public long fromUnit(double unit) {
    return range.fromUnit(unit);
  }

  @Override
  public double toUnit(long coordinate) {
    return range.toUnit(coordinate);
  }

  @Override
  UnitMap unitMap() {
    return range.unitMap();
  }

  @Override
  public OptionalLong defaultCoordinate() {
    return defaultCoordinate == null ? OptionalLong.empty() : OptionalLong.of(defaultCoordinate);
  }

  @Override
  public boolean holds(long coordinate) {
    if (range.levels() > 0) {
      return coordinate >= 0 && coordinate < range.levels();
    }
    double value = Double.longBitsToDouble(coordinate);
    return value >= range.low() && value <= range.high() && coordinate != NEGATIVE_ZERO;
  }

  @Override
  boolean sameValues(Parameter other) {
    return other instanceof RealParameter real && range.sameAs(real.range);
  }

  @Override
  String domain() {
    return "real " + range;
  }
}
