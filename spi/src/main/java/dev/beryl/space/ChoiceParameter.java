package dev.beryl.space;

import dev.beryl.fault.Faults;
import dev.beryl.fault.Nulls;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeSet;
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
  final UnitMap unitMap() {
    return UnitMap.binned(0, levels.values().size());
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

  /** The choice that a value is or prints as; the value itself if there is none. */
  final Object valueOf(Object value) {
    if (levels.index().containsKey(value)) {
      return value;
    }
    return levels.values().stream()
        .filter(each -> value instanceof CharSequence && each.toString().equals(value.toString()))
        .map(Object.class::cast)
        .findFirst()
        .orElse(value);
  }

  /** The levels of listed values, in the order that they have here. */
  final Levels<T> kept(List<?> listed) {
    var faults = new Faults("parameter '" + name() + "'");
    var kept = new TreeSet<Long>();
    for (Object value : listed) {
      try {
        kept.add(coordinateOf(valueOf(value)));
      } catch (IllegalArgumentException refused) {
        faults.add("expected some of %s, got %s", domain(), quoted(value));
      }
    }
    faults.require(!listed.isEmpty(), "expected some of %s, got none", domain());
    faults.throwIfAny();
    return Levels.of(name(), kept.stream().map(this::valueAt).toList());
  }

  /** The index of the default among other levels; -1 if it is not among them. */
  final int defaultIn(Levels<T> other) {
    return defaultIndex < 0
        ? -1
        : other.index().getOrDefault(levels.values().get(defaultIndex), -1);
  }

  final String listed(String kind) {
    return kind + " " + levels.values().stream().map(Parameter::quoted).toList();
  }
}
