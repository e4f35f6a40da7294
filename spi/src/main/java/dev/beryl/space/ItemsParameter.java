package dev.beryl.space;

import dev.beryl.fault.Nulls;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A parameter whose values are lists of given items: some of them, or all of them in some order.
 *
 * <p>For models that know numbers and categories only, a value is also a <em>key</em> for each
 * item: whether it is in a subset, or where it is in a permutation. Any keys give a value, by
 * {@link #fromKeys}.
 *
 * @param <T> the type of the items
 */
public abstract sealed class ItemsParameter<T> extends Parameter
    permits SubsetParameter, PermutationParameter {
  /** The most values, so that a position in the unit interval tells all of them apart. */
  static final long MOST_LEVELS = 1L << 53;

  final Levels<T> items;
  final @Nullable Long defaultCoordinate;

  ItemsParameter(
      String name,
      Levels<T> items,
      @Nullable Long defaultCoordinate,
      @Nullable Condition condition) {
    super(name, condition);
    this.items = items;
    this.defaultCoordinate = defaultCoordinate;
  }

  /** {@return the items, in the given order} */
  public final List<T> items() {
    return items.values();
  }

  /**
   * Returns what a value says of one item.
   *
   * @param coordinate of a value
   * @param item the item's index, from 0
   * @return of a subset: 1 if the item is in it, else 0; of a permutation of n items: (k + 1/2) / n
   *     if the item has place k, from 0
   * @throws IndexOutOfBoundsException if there is no such item
   * @throws IllegalArgumentException if the coordinate is of no value
   */
  public final double key(long coordinate, int item) {
    if (!(item >= 0 && item < items().size())) {
      throw new IndexOutOfBoundsException(
          "parameter '%s': expected the index of an item, from 0 to %s, got item=%s"
              .formatted(name(), items().size() - 1, item));
    }
    if (!holds(coordinate)) {
      throw new IllegalArgumentException(
          "parameter '%s': expected the coordinate of a value, got coordinate=%s"
              .formatted(name(), coordinate));
    }
    return keyAt(coordinate, item);
  }

  abstract double keyAt(long coordinate, int item);

  /**
   * Returns the value that keys stand for. Of a subset: the items whose key is above 1/2; if these
   * are too many, those of the largest keys, and if too few, also those of the largest other keys.
   * Of a permutation: the items by ascending key. Of equal keys that of the first item comes first.
   *
   * @param keys one for each item, any numbers but NaN; not kept
   * @return the coordinate of the value; {@link #key} of it gives keys that stand for it again
   * @throws IllegalArgumentException if their number is not that of the items
   */
  public abstract long fromKeys(double[] keys);

  /** The coordinate of indices of items, in their order in a value; -1 if it is no value. */
  abstract long coordinateOfItems(int[] indices);

  /** The indices of the items of a value, in its order. */
  abstract int[] itemsAt(long coordinate);

  /** The level of a coordinate. */
  abstract long levelOf(long coordinate);

  abstract long count();

  /** The items' indices, those of the least keys first. */
  static int[] ascending(double[] keys) {
    return IntStream.range(0, keys.length)
        .boxed()
        .sorted((a, b) -> Double.compare(keys[a], keys[b]))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  final void checkKeys(double[] keys) {
    Nulls.refuse("parameter: keys", keys);
    if (keys.length != items().size()) {
      throw unfit("a key for each of " + items().size() + " items", keys.length + " keys");
    }
  }

  @Override
  final UnitMap unitMap() {
    return UnitMap.OWN;
  }

  @Override
  public final List<T> valueAt(long coordinate) {
    if (!holds(coordinate)) {
      throw refused(coordinate, " as coordinate");
    }
    return Arrays.stream(itemsAt(coordinate)).<T>mapToObj(items.values()::get).toList();
  }

  @Override
  public final long coordinateOf(Object value) {
    Nulls.refuse("parameter: value", value);
    Collection<?> listed =
        switch (value) {
          case Collection<?> collection -> collection;
          case CharSequence text -> read(text.toString());
          default -> throw refused(value, " of type " + value.getClass().getSimpleName());
        };
    Nulls.refuseIn("parameter: value", listed);
    int[] indices = new int[listed.size()];
    int next = 0;
    for (Object item : listed) {
      indices[next] = indexOf(item);
      if (indices[next++] < 0) {
        throw refused(value, ", with '" + item + "', which is none of the items");
      }
    }
    long coordinate = coordinateOfItems(indices);
    if (coordinate < 0) {
      throw refused(value, "");
    }
    return coordinate;
  }

  /** The items' texts in what a list prints. */
  private static List<String> read(String text) {
    boolean framed = text.startsWith("[") && text.endsWith("]");
    String inner = framed ? text.substring(1, text.length() - 1) : text;
    return inner.isEmpty() ? List.of() : List.of(inner.split(", ", -1));
  }

  private int indexOf(Object item) {
    Integer index = items.index().get(item);
    if (index != null) {
      return index;
    }
    for (int i = 0; i < items().size(); i++) {
      if (item instanceof CharSequence text && items().get(i).toString().contentEquals(text)) {
        return i;
      }
    }
    return -1;
  }

  @Override
  public final OptionalLong levels() {
    return OptionalLong.of(count());
  }

  @Override
  public final long fromUnit(double unit) {
    return coordinateAt(Bins.levelAt(unit, count()));
  }

  @Override
  public final double toUnit(long coordinate) {
    return Bins.center(levelOf(coordinate), count());
  }

  @Override
  public final OptionalLong defaultCoordinate() {
    return defaultCoordinate == null ? OptionalLong.empty() : OptionalLong.of(defaultCoordinate);
  }

  /** {@return the default, if one was given} */
  public final Optional<List<T>> defaultValue() {
    return Optional.ofNullable(defaultCoordinate).map(this::valueAt);
  }

  @Override
  final CategoricalParameter<List<T>> within(Object low, Object high) {
    throw new IllegalArgumentException(
        "parameter '%s', %s: has no order, so that there is nothing from %s to %s; list its values by among(…)"
            .formatted(name(), domain(), low, high));
  }

  /** A categorical parameter of the listed values. */
  @Override
  final CategoricalParameter<List<T>> among(List<?> values) {
    long[] kept = values.stream().mapToLong(this::coordinateOf).distinct().toArray();
    var listed = new ArrayList<List<T>>();
    int defaultIndex = -1;
    for (long coordinate : kept) {
      defaultIndex =
          defaultCoordinate != null && defaultCoordinate == coordinate
              ? listed.size()
              : defaultIndex;
      listed.add(valueAt(coordinate));
    }
    return new CategoricalParameter<>(
        name(), Levels.of(name(), listed), defaultIndex, conditionOrNull());
  }

  final String listed() {
    return items().stream().map(Parameter::quoted).toList().toString();
  }
}
