package dev.beryl.space;

import dev.beryl.fault.Nulls;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A parameter with listed values of any type.
 *
 * @param <T> the type of the values
 */
public abstract sealed class ChoiceParameter<T> extends Parameter
    permits CategoricalParameter, OrdinalParameter {
  final Levels<T> levels;
  final int defaultIndex;

  ChoiceParameter(String name, Levels<T> levels, int defaultIndex, @Nullable Condition condition) {
    super(name, condition);
    this.levels = levels;
    this.defaultIndex = defaultIndex;
  }

  /** {@return the values, in the given order} */
  public final List<T> values() {
    return levels.values();
  }

  /** {@return the default, if one was given} */
  public final Optional<T> defaultValue() {
    return defaultIndex < 0 ? Optional.empty() : Optional.of(levels.values().get(defaultIndex));
  }

  @Override
  public final T valueAt(long coordinate) {
    if (!holds(coordinate)) {
      throw refused(coordinate, " as index");
    }
    return levels.values().get((int) coordinate);
  }

  @Override
  public final long coordinateOf(Object value) {
    Nulls.refuse("parameter: value", value);
    Integer index = levels.index().get(value);
    if (index == null) {
      throw refused(value, " of type " + value.getClass().getSimpleName());
    }
    return index;
  }

  @Override
  public final OptionalLong levels() {
    return OptionalLong.of(levels.values().size());
  }

  @Override
  public final long coordinateAt(long level) {
    if (!holds(level)) {
      throw refused(level, " as level");
    }
    return level;
  }

  @Override
  public final long fromUnit(double unit) {
    return Bins.levelAt(unit, levels.values().size());
  }

  @Override
  public final double toUnit(long coordinate) {
    return Bins.center(coordinate, levels.values().size());
  }

  @Override
  public final OptionalLong defaultCoordinate() {
    return defaultIndex < 0 ? OptionalLong.empty() : OptionalLong.of(defaultIndex);
  }

  @Override
  public final boolean holds(long coordinate) {
    return coordinate >= 0 && coordinate < levels.values().size();
  }

  @Override
  final boolean sameValues(Parameter other) {
    return other.getClass() == getClass()
        && levels.values().equals(((ChoiceParameter<?>) other).levels.values());
  }

  final String listed(String kind) {
    return kind + " " + levels.values().stream().map(Parameter::quoted).toList();
  }
}
