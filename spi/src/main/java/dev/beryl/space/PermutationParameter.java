package dev.beryl.space;

import java.util.Collection;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A parameter whose values are the orders of given items, as lists of all of them. All orders are
 * equally likely at a uniform position in the unit interval.
 *
 * <p>A coordinate is the number of the order among all of them, from 0, sorted by the index of the
 * first item, then the second, and so on.
 *
 * @param <T> the type of the items
 */
public final class PermutationParameter<T> extends ItemsParameter<T> {
  private static final int MOST_ITEMS = 18;
  private static final long[] FACTORIALS = factorials();

  private PermutationParameter(
      String name,
      Levels<T> items,
      @Nullable Long defaultCoordinate,
      @Nullable Condition condition) {
    super(name, items, defaultCoordinate, condition);
  }

  static <T> PermutationParameter<T> of(String name, Levels<T> items) {
    var faults = faultsOf(name);
    faults.require(
        items.values().size() <= MOST_ITEMS,
        "items: expected at most %s, got %s",
        MOST_ITEMS,
        items.values().size());
    faults.throwIfAny();
    return new PermutationParameter<>(name, items, null, null);
  }

  private static long[] factorials() {
    long[] factorials = new long[MOST_ITEMS + 1];
    factorials[0] = 1;
    for (int n = 1; n <= MOST_ITEMS; n++) {
      factorials[n] = n * factorials[n - 1];
    }
    return factorials;
  }

  /**
   * Returns this parameter with a default: the value to use where there is no treatment or the
   * treatment gives no value.
   *
   * @param value items, as {@link #coordinateOf} takes them
   * @return the parameter with the default
   * @throws IllegalArgumentException if it is not a value of this parameter
   */
  public PermutationParameter<T> withDefault(Collection<? extends T> value) {
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
  public final <P> PermutationParameter<T> when(ChoiceParameter<P> parent, P... values) {
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
  public PermutationParameter<T> when(IntegerParameter parent, long... values) {
    return conditioned(onlyCondition(Condition.of(this, parent, values)));
  }

  @Override
  PermutationParameter<T> conditioned(@Nullable Condition other) {
    return new PermutationParameter<>(name(), items, defaultCoordinate, other);
  }

  @Override
  PermutationParameter<T> defaultingTo(long coordinate) {
    return new PermutationParameter<>(name(), items, coordinate, conditionOrNull());
  }

  @Override
  double keyAt(long coordinate, int item) {
    int[] order = itemsAt(coordinate);
    int place = 0;
    while (order[place] != item) {
      place++;
    }
    return (place + 0.5) / order.length;
  }

  @Override
  public long fromKeys(double[] keys) {
    checkKeys(keys);
    return coordinateOfItems(ascending(keys));
  }

  @Override
  long coordinateOfItems(int[] indices) {
    int n = items().size();
    if (indices.length != n || IntStream.of(indices).distinct().count() != n) {
      return -1;
    }
    long coordinate = 0;
    for (int i = 0; i < n; i++) {
      int smaller = 0;
      for (int j = i + 1; j < n; j++) {
        smaller += indices[j] < indices[i] ? 1 : 0;
      }
      coordinate += smaller * FACTORIALS[n - 1 - i];
    }
    return coordinate;
  }

  @Override
  int[] itemsAt(long coordinate) {
    int n = items().size();
    int[] order = new int[n];
    int[] left = IntStream.range(0, n).toArray();
    long rest = coordinate;
    for (int i = 0; i < n; i++) {
      int chosen = (int) (rest / FACTORIALS[n - 1 - i]);
      rest %= FACTORIALS[n - 1 - i];
      order[i] = left[chosen];
      System.arraycopy(left, chosen + 1, left, chosen, n - 1 - i - chosen);
    }
    return order;
  }

  @Override
  long count() {
    return FACTORIALS[items().size()];
  }

  @Override
  public long coordinateAt(long level) {
    if (!holds(level)) {
      throw refused(level, " as level");
    }
    return level;
  }

  @Override
  long levelOf(long coordinate) {
    return coordinate;
  }

  @Override
  public boolean holds(long coordinate) {
    return coordinate >= 0 && coordinate < count();
  }

  @Override
  boolean sameValues(Parameter other) {
    return other instanceof PermutationParameter<?> order && items().equals(order.items());
  }

  @Override
  String domain() {
    return "permutation of " + listed();
  }
}
