package dev.beryl;

import dev.beryl.fault.Faults;
import dev.beryl.fault.Nulls;
import dev.beryl.random.PhiloxRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.random.RandomGenerator;

/**
 * A division of examples into k folds, for cross-validation: replicate r trains on all folds but
 * fold r and is judged on fold r. Each example is in one fold. Examples are known by their indices,
 * from 0.
 *
 * {@snippet :
 * Resource<Folds> folds = Resource.of("folds", () -> Folds.of(examples, 5, 1));
 * int[] training = ctx.get(folds).training(ctx.replicate());
 * int[] validation = ctx.get(folds).validation(ctx.replicate());
 * }
 *
 * <p>Folds share most of their training examples, so replicates of a cross-validation are not
 * independent, and the standard error of their mean understates how uncertain it is. No estimate
 * from the folds alone corrects that: Bengio and Grandvalet, No unbiased estimator of the variance
 * of k-fold cross-validation, Journal of Machine Learning Research 5, 2004.
 *
 * <p>Immutable, and safe for use by any thread.
 */
public final class Folds {
  private final int[] foldOf; // each example's fold
  private final int[] sizes;

  private Folds(int[] foldOf, int folds) {
    this.foldOf = foldOf;
    this.sizes = new int[folds];
    for (int fold : foldOf) {
      sizes[fold]++;
    }
  }

  /**
   * Divides examples at random into folds whose sizes differ by at most one.
   *
   * @param examples n, the number of examples
   * @param folds k, from 2 to n
   * @param seed any; the same seed gives the same folds
   * @return the folds
   * @throws IllegalArgumentException if {@code folds} is not from 2 to {@code examples}
   */
  public static Folds of(int examples, int folds, long seed) {
    return of(examples, folds, new PhiloxRandom(seed, 0));
  }

  /**
   * Divides examples at random into folds whose sizes differ by at most one.
   *
   * @param examples n, the number of examples
   * @param folds k, from 2 to n
   * @param random shuffles the examples; in a step, {@link Context#studyRandom} gives all
   *     replicates the same folds
   * @return the folds
   * @throws IllegalArgumentException if {@code folds} is not from 2 to {@code examples}
   */
  public static Folds of(int examples, int folds, RandomGenerator random) {
    Nulls.refuse("folds: random", random);
    check(examples, folds);
    int[] all = new int[examples];
    Arrays.setAll(all, i -> i);
    return dealt(List.of(all), examples, folds, random);
  }

  /**
   * Divides examples at random into folds that each have the same share of every label, up to one
   * example of each label. The sizes of the folds differ by at most one, too.
   *
   * @param labels the label of each example, such as its class; labels are the same if they are
   *     equal
   * @param folds k, from 2 to the number of examples
   * @param seed any; the same seed gives the same folds
   * @return the folds
   * @throws IllegalArgumentException if {@code folds} is not from 2 to the number of examples
   */
  public static Folds stratified(List<?> labels, int folds, long seed) {
    return stratified(labels, folds, new PhiloxRandom(seed, 0));
  }

  /**
   * Divides examples at random into folds that each have the same share of every label, as {@link
   * #stratified(List, int, long)} does.
   *
   * @param labels the label of each example, such as its class; labels are the same if they are
   *     equal
   * @param folds k, from 2 to the number of examples
   * @param random shuffles the examples of each label
   * @return the folds
   * @throws IllegalArgumentException if {@code folds} is not from 2 to the number of examples
   */
  public static Folds stratified(List<?> labels, int folds, RandomGenerator random) {
    Nulls.refuseIn("folds: labels", labels);
    Nulls.refuse("folds: random", random);
    check(labels.size(), folds);
    Map<Object, List<Integer>> byLabel = new LinkedHashMap<>();
    int example = 0;
    for (Object label : labels) {
      byLabel.computeIfAbsent(label, _ -> new ArrayList<>()).add(example++);
    }
    List<int[]> groups =
        byLabel.values().stream()
            .map(group -> group.stream().mapToInt(Integer::intValue).toArray())
            .toList();
    return dealt(groups, labels.size(), folds, random);
  }

  private static void check(int examples, int folds) {
    var faults = new Faults("folds");
    faults.require(
        folds >= 2 && folds <= examples,
        "expected a number of folds from 2 to %s, the number of examples, got %s",
        examples,
        folds);
    faults.throwIfAny();
  }

  /** Shuffles each group, and deals the groups out one after the other as if they were cards. */
  private static Folds dealt(List<int[]> groups, int examples, int folds, RandomGenerator random) {
    int[] foldOf = new int[examples];
    int next = 0;
    for (int[] group : groups) {
      for (int i = group.length - 1; i > 0; i--) {
        int j = random.nextInt(i + 1);
        int other = group[j];
        group[j] = group[i];
        group[i] = other;
      }
      for (int example : group) {
        foldOf[example] = next;
        next = (next + 1) % folds;
      }
    }
    return new Folds(foldOf, folds);
  }

  /** {@return k, the number of folds} */
  public int count() {
    return sizes.length;
  }

  /** {@return n, the number of examples} */
  public int examples() {
    return foldOf.length;
  }

  /**
   * Returns the examples that a model is trained on to be judged on a fold: those of all other
   * folds.
   *
   * @param fold the fold that is left out, from 0
   * @return a new array of indices, ascending
   * @throws IndexOutOfBoundsException if there is no such fold
   */
  public int[] training(int fold) {
    Objects.checkIndex(fold, count());
    return select(fold, false, examples() - sizes[fold]);
  }

  /**
   * Returns the examples of a fold, on which a model is judged that was trained on the others.
   *
   * @param fold the fold, from 0
   * @return a new array of indices, ascending
   * @throws IndexOutOfBoundsException if there is no such fold
   */
  public int[] validation(int fold) {
    Objects.checkIndex(fold, count());
    return select(fold, true, sizes[fold]);
  }

  private int[] select(int fold, boolean inside, int size) {
    int[] selected = new int[size];
    int filled = 0;
    for (int example = 0; example < foldOf.length; example++) {
      if ((foldOf[example] == fold) == inside) {
        selected[filled++] = example;
      }
    }
    return selected;
  }

  /** {@return for example {@code 5 folds of 569 examples}} */
  @Override
  public String toString() {
    return "%s folds of %s examples".formatted(count(), examples());
  }
}
