package dev.beryl.optimizers.pruning;

/**
 * A map from steps, any {@code long}: a binary trie on the bits of the step, highest first, with
 * branches only where steps differ. Immutable: a map with one more entry shares all but one path.
 *
 * @see "Okasaki and Gill, Fast mergeable integer maps, ACM SIGPLAN Workshop on ML, 1998"
 */
sealed interface StepMap<V> {

  /** A map without steps. */
  static <V> StepMap<V> empty() {
    return new Empty<>();
  }

  /** The value at a step, or another one if there is none. */
  V at(long step, V otherwise);

  /** Calls with each step and its value, ascending if no step is negative. */
  void forEach(Visitor<? super V> visitor);

  /** What is called with entries. */
  @FunctionalInterface
  interface Visitor<V> {
    void visit(long step, V value);
  }

  /** This map with a value at a step, instead of the one that is there. */
  StepMap<V> with(long step, V value);

  private static <V> StepMap<V> join(long key, StepMap<V> map, long step, V value) {
    long bit = Long.highestOneBit(key ^ step);
    StepMap<V> leaf = new Leaf<>(step, value);
    return (step & bit) == 0
        ? new Branch<>(key, bit, leaf, map)
        : new Branch<>(key, bit, map, leaf);
  }

  /** No step. */
  record Empty<V>() implements StepMap<V> {
    @Override
    public V at(long step, V otherwise) {
      return otherwise;
    }

    @Override
    public void forEach(Visitor<? super V> visitor) {}

    @Override
    public StepMap<V> with(long step, V value) {
      return new Leaf<>(step, value);
    }
  }

  /** One step. */
  record Leaf<V>(long key, V value) implements StepMap<V> {
    @Override
    public V at(long step, V otherwise) {
      return step == key ? value : otherwise;
    }

    @Override
    public void forEach(Visitor<? super V> visitor) {
      visitor.visit(key, value);
    }

    @Override
    public StepMap<V> with(long step, V changed) {
      return step == key ? new Leaf<>(key, changed) : join(key, this, step, changed);
    }
  }

  /**
   * Steps that agree in the bits above one, and differ in that.
   *
   * @param key one of the steps
   * @param bit the highest bit in which they differ
   * @param zero those without it
   * @param one those with it
   */
  record Branch<V>(long key, long bit, StepMap<V> zero, StepMap<V> one) implements StepMap<V> {
    @Override
    public V at(long step, V otherwise) {
      return ((step & bit) == 0 ? zero : one).at(step, otherwise);
    }

    @Override
    public void forEach(Visitor<? super V> visitor) {
      zero.forEach(visitor);
      one.forEach(visitor);
    }

    @Override
    public StepMap<V> with(long step, V value) {
      long lower = bit | bit - 1;
      if (((key ^ step) & ~lower) != 0) {
        return join(key, this, step, value);
      }
      return (step & bit) == 0
          ? new Branch<>(key, bit, zero.with(step, value), one)
          : new Branch<>(key, bit, zero, one.with(step, value));
    }
  }
}
