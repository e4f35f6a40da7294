package dev.beryl.space;

import java.util.Collection;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A parameter whose values are subsets of given items, of a size between two bounds, as lists in
 * the items' order. All subsets are equally likely at a uniform position in the unit interval.
 *
 * <p>A coordinate has bit i set if item i is in the subset.
 *
 * @param <T> the type of the items
 */
public final class SubsetParameter<T> extends ItemsParameter<T> {
  private static final int MOST_ITEMS = 62;
  private static final long[][] BINOMIALS = binomials();

  private final int least;
  private final int most;
  private final long[] starts; // of the levels of each size from the least; one more at the end

  private SubsetParameter(
      String name,
      Levels<T> items,
      int least,
      int most,
      @Nullable Long defaultCoordinate,
      @Nullable Condition condition) {
    super(name, items, defaultCoordinate, condition);
    this.least = least;
    this.most = most;
    this.starts = starts(items.values().size(), least, most);
  }

  static <T> SubsetParameter<T> of(String name, Levels<T> items, int least, int most) {
    int n = items.values().size();
    var faults = faultsOf(name);
    faults.require(n <= MOST_ITEMS, "items: expected at most %s, got %s", MOST_ITEMS, n);
    faults.require(
        0 <= least && least <= most && most <= n,
        "sizes: expected 0 <= min <= max <= %s, the number of items, got min=%s, max=%s",
        n,
        least,
        most);
    faults.throwIfAny();
    long[] starts = starts(n, least, most);
    faults.require(
        starts[starts.length - 1] <= MOST_LEVELS,
        "expected at most 2^53 subsets, got %s of %s items; narrow the sizes",
        starts[starts.length - 1],
        n);
    faults.throwIfAny();
    return new SubsetParameter<>(name, items, least, most, null, null);
  }

  private static long[][] binomials() {
    long[][] table = new long[MOST_ITEMS + 1][MOST_ITEMS + 1];
    for (int n = 0; n <= MOST_ITEMS; n++) {
      table[n][0] = 1;
      for (int k = 1; k <= n; k++) {
        table[n][k] = table[n - 1][k - 1] + (k < n ? table[n - 1][k] : 0);
      }
    }
    return table;
  }

  private static long[] starts(int items, int least, int most) {
    long[] starts = new long[most - least + 2];
    for (int size = least; size <= most; size++) {
      starts[size - least + 1] = starts[size - least] + BINOMIALS[items][size];
    }
    return starts;
  }

  /**
   * Returns this parameter with a default: the value to use where there is no treatment or the
   * treatment gives no value.
   *
   * @param value items, as {@link #coordinateOf} takes them
   * @return the parameter with the default
   * @throws IllegalArgumentException if it is not a value of this parameter
   */
  public SubsetParameter<T> withDefault(Collection<? extends T> value) {
    return defaultingTo(coordinateOf(value));
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
  public final <P> SubsetParameter<T> when(ChoiceParameter<P> parent, P... values) {
    return conditioned(onlyCondition(Condition.of(this, parent, values)));
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
  public SubsetParameter<T> when(IntegerParameter parent, long... values) {
    return conditioned(onlyCondition(Condition.of(this, parent, values)));
  }

  @Override
  SubsetParameter<T> conditioned(@Nullable Condition other) {
    return new SubsetParameter<>(name(), items, least, most, defaultCoordinate, other);
  }

  @Override
  SubsetParameter<T> defaultingTo(long coordinate) {
    return new SubsetParameter<>(name(), items, least, most, coordinate, conditionOrNull());
  }

  /** {@return the smallest number of items in a subset} */
  public int least() {
    return least;
  }

  /** {@return the largest number of items in a subset} */
  public int most() {
    return most;
  }

  @Override
  double keyAt(long coordinate, int item) {
    return coordinate >> item & 1;
  }

  @Override
  public long fromKeys(double[] keys) {
    checkKeys(keys);
    double[] falling = new double[keys.length];
    int chosen = 0;
    for (int i = 0; i < keys.length; i++) {
      falling[i] = -keys[i];
      chosen += keys[i] > 0.5 ? 1 : 0;
    }
    int[] order = ascending(falling);
    long coordinate = 0;
    for (int i = 0; i < Math.clamp(chosen, least, most); i++) {
      coordinate |= 1L << order[i];
    }
    return coordinate;
  }

  @Override
  long coordinateOfItems(int[] indices) {
    long coordinate = 0;
    for (int index : indices) {
      coordinate |= 1L << index;
    }
    return Long.bitCount(coordinate) == indices.length && holds(coordinate) ? coordinate : -1;
  }

  @Override
  int[] itemsAt(long coordinate) {
    return IntStream.range(0, items().size()).filter(i -> (coordinate >> i & 1) == 1).toArray();
  }

  @Override
  long count() {
    return starts[starts.length - 1];
  }

  @Override
  public long coordinateAt(long level) {
    if (!(level >= 0 && level < count())) {
      throw refused(level, " as level");
    }
    int size = least;
    while (level >= starts[size - least + 1]) {
      size++;
    }
    long rest = level - starts[size - least];
    long coordinate = 0;
    for (int k = size; k > 0; k--) {
      int item = k - 1;
      while (BINOMIALS[item + 1][k] <= rest) {
        item++;
      }
      rest -= BINOMIALS[item][k];
      coordinate |= 1L << item;
    }
    return coordinate;
  }

  @Override
  long levelOf(long coordinate) {
    long level = starts[Long.bitCount(coordinate) - least];
    long left = coordinate;
    for (int k = 1; left != 0; k++) {
      level += BINOMIALS[Long.numberOfTrailingZeros(left)][k];
      left &= left - 1;
    }
    return level;
  }

  @Override
  public boolean holds(long coordinate) {
    int size = Long.bitCount(coordinate);
    return coordinate >>> items().size() == 0 && size >= least && size <= most;
  }

  @Override
  boolean sameValues(Parameter other) {
    return other instanceof SubsetParameter<?> subset
        && items().equals(subset.items())
        && least == subset.least
        && most == subset.most;
  }

  @Override
  String domain() {
    return "subset of %s, size [%s, %s]".formatted(listed(), least, most);
  }
}
