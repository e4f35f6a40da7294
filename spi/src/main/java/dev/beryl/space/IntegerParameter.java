package dev.beryl.space;

import dev.beryl.fault.Nulls;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** A parameter with values of type {@code long}. */
public final class IntegerParameter extends Parameter {
  private static final long WIDEST = 1L << 62;

  private final long low;
  private final long high;
  private final long step;
  private final long levels;
  private final @Nullable LogBins log;
  private final @Nullable Long defaultValue;

  private IntegerParameter(
      String name,
      long low,
      long high,
      long step,
      boolean log,
      @Nullable Long defaultValue,
      @Nullable Condition condition) {
    super(name, condition);
    this.low = low;
    this.high = high;
    this.step = step;
    this.levels = (high - low) / step + 1;
    this.log = log ? LogBins.of((double) low, (double) step, levels) : null;
    this.defaultValue = defaultValue;
  }

  static IntegerParameter of(String name, long low, long high) {
    var faults = faultsOf(name);
    faults.require(low <= high, "range: expected low <= high, got low=%s, high=%s", low, high);
    faults.require(
        low > high || (high - low >= 0 && high - low < WIDEST),
        "range: expected high - low < 2^62, got low=%s, high=%s",
        low,
        high);
    faults.throwIfAny();
    return new IntegerParameter(name, low, high, 1, false, null, null);
  }

  /**
   * Returns this parameter on a log scale: a value's share of the unit interval is the difference
   * of the logarithms of the midpoints to its two neighbors, relative to that of the whole range.
   *
   * @return the parameter with {@link Scale#LOG}
   * @throws IllegalArgumentException if {@link #low()} is not above half the step
   */
  public IntegerParameter log() {
    return with(step, true, defaultValue);
  }

  /**
   * Returns this parameter restricted to the values {@code low + k step} up to high. If the step
   * does not divide the range, the largest value is below high: {@code integer("n", 1, 10).step(4)}
   * has the values 1, 5 and 9. The result of a study warns of that.
   *
   * @param step at least 1, at most {@code high - low}; any positive number if low and high are
   *     equal
   * @return the stepped parameter
   * @throws IllegalArgumentException if the step is outside the stated range, if the scale is
   *     logarithmic and low is not above half a step, or if a default was set that is not on the
   *     step
   */
  public IntegerParameter step(long step) {
    if (!(step >= 1 && (low == high || step <= high - low))) {
      throw unfit("a step >= 1 and at most high - low = " + (high - low), step);
    }
    return with(step, log != null, defaultValue);
  }

  private IntegerParameter with(long step, boolean logarithmic, @Nullable Long defaultValue) {
    if (logarithmic && !LogBins.fit((double) low, (double) step)) {
      throw unfit("low > step / 2 for a log scale", "low=" + low + ", step=" + step);
    }
    var changed =
        new IntegerParameter(name(), low, high, step, logarithmic, null, conditionOrNull());
    return defaultValue == null ? changed : changed.withDefault(defaultValue);
  }

  /**
   * Returns this parameter with a default: the value to use where there is no treatment or the
   * treatment gives no value.
   *
   * @param value in the range and on the step
   * @return the parameter with the default
   * @throws IllegalArgumentException if the value is out of the range or not on the step
   */
  public IntegerParameter withDefault(long value) {
    return new IntegerParameter(
        name(), low, high, step, log != null, coordinateOf(value), conditionOrNull());
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
  public final <P> IntegerParameter when(ChoiceParameter<P> parent, P... values) {
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
  public IntegerParameter when(IntegerParameter parent, long... values) {
    return under(Condition.of(this, parent, values));
  }

  private IntegerParameter under(Condition condition) {
    return conditioned(onlyCondition(condition));
  }

  @Override
  IntegerParameter conditioned(@Nullable Condition other) {
    return new IntegerParameter(name(), low, high, step, log != null, defaultValue, other);
  }

  @Override
  IntegerParameter defaultingTo(long coordinate) {
    return new IntegerParameter(
        name(), low, high, step, log != null, coordinate, conditionOrNull());
  }

  @Override
  IntegerParameter within(Object low, Object high) {
    if (!isWhole(low) || !isWhole(high)) {
      throw noInterval(low, high);
    }
    long from = ((Number) low).longValue();
    long to = ((Number) high).longValue();
    if (!(from >= this.low && from <= to && to <= this.high)) {
      throw noInterval(low, high);
    }
    long first = this.low + Math.ceilDiv(from - this.low, step) * step;
    long last = this.low + (to - this.low) / step * step;
    if (first > last) {
      throw noInterval(low, high);
    }
    boolean keeps = defaultValue != null && defaultValue >= first && defaultValue <= last;
    return new IntegerParameter(
        name(), first, last, step, log != null, keeps ? defaultValue : null, conditionOrNull());
  }

  @Override
  IntegerParameter among(List<?> values) {
    if (values.size() != 1) {
      throw unfit("one value, or an interval by within(…), as it is a number", values);
    }
    long value = coordinateOf(values.getFirst());
    return within(value, value);
  }

  /** {@return the smallest value} */
  public long low() {
    return low;
  }

  /** {@return the end of the range; with a step the largest value may be below it} */
  public long high() {
    return high;
  }

  /** {@return the scale} */
  public Scale scale() {
    return log == null ? Scale.LINEAR : Scale.LOG;
  }

  /** {@return the step, 1 unless set} */
  public long step() {
    return step;
  }

  /** {@return the default, if one was given} */
  public OptionalLong defaultValue() {
    return defaultCoordinate();
  }

  @Override
  public Long valueAt(long coordinate) {
    if (!holds(coordinate)) {
      throw refused(coordinate, "");
    }
    return coordinate;
  }

  @Override
  public long coordinateOf(Object value) {
    Nulls.refuse("parameter: value", value);
    if (!(value instanceof Number number)) {
      throw refused(value, " of type " + value.getClass().getSimpleName());
    }
    long integer = number.longValue();
    if (!isWhole(value) || !(integer >= low && integer <= high)) {
      throw refused(value, "");
    }
    if (!holds(integer)) {
      long below = low + (integer - low) / step * step;
      throw refused(value, ", which is on no step; the one below is " + below);
    }
    return integer;
  }

  private static boolean isWhole(Object value) {
    return value instanceof Long
        || value instanceof Integer
        || value instanceof Short
        || value instanceof Byte
        || (value instanceof Number number
            && number.doubleValue() == number.longValue()
            && Math.abs(number.doubleValue()) <= 0x1p53);
  }

  @Override
  public OptionalLong levels() {
    return OptionalLong.of(levels);
  }

  @Override
  public long coordinateAt(long level) {
    if (!(level >= 0 && level < levels)) {
      throw refused(level, " as level");
    }
    return low + level * step;
  }

  @Override
  public long fromUnit(double unit) {
    return low + step * (log == null ? Bins.levelAt(unit, levels) : log.levelAt(unit));
  }

  @Override
  public double toUnit(long coordinate) {
    long level = (coordinate - low) / step;
    return log == null ? Bins.center(level, levels) : log.positionOf(level);
  }

  @Override
  UnitMap unitMap() {
    return log == null && step == 1 ? UnitMap.binned(low, levels) : UnitMap.OWN;
  }

  @Override
  public OptionalLong defaultCoordinate() {
    return defaultValue == null ? OptionalLong.empty() : OptionalLong.of(defaultValue);
  }

  @Override
  public boolean holds(long coordinate) {
    return coordinate >= low && coordinate <= high && (coordinate - low) % step == 0;
  }

  @Override
  boolean sameValues(Parameter other) {
    return other instanceof IntegerParameter i
        && low == i.low
        && high == i.high
        && step == i.step
        && scale() == i.scale();
  }

  @Override
  String domain() {
    return "integer [%s, %s]%s%s"
        .formatted(low, high, log == null ? "" : " log", step == 1 ? "" : " step " + step);
  }
}
