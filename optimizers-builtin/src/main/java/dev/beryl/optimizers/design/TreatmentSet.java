package dev.beryl.optimizers.design;

import dev.beryl.optimizers.math.SplitMix64;
import dev.beryl.space.Parameter;
import dev.beryl.space.SearchSpace;
import dev.beryl.space.Treatment;
import java.util.Arrays;
import java.util.List;

/**
 * A set of treatments of a finite space, exact and unboxed. The coordinates of a treatment, counted
 * from that of its parameter's first level, are packed into as few bits as the levels need; a
 * category of four takes two. Keys lie in one open-addressed table.
 *
 * <p>The value in the field of an inactive parameter depends on the parents' fields alone, so equal
 * keys mean equal treatments.
 */
public final class TreatmentSet {
  private static final long OCCUPIED = 1; // the lowest bit of a key's first word

  private final SearchSpace space;
  private final long[] coordinates;
  private final long[] first;
  private final long[] mask;
  private final int[] word;
  private final int[] shift;
  private final long[] key;
  private long[] table;
  private int size;

  /**
   * An empty set.
   *
   * @param space finite; only its treatments are added
   */
  public TreatmentSet(SearchSpace space) {
    this.space = space;
    List<Parameter> parameters = space.parameters();
    int dimension = parameters.size();
    this.coordinates = new long[dimension];
    this.first = new long[dimension];
    this.mask = new long[dimension];
    this.word = new int[dimension];
    this.shift = new int[dimension];
    int words = 0;
    int used = 1;
    for (int i = 0; i < dimension; i++) {
      Parameter parameter = parameters.get(i);
      first[i] = parameter.coordinateAt(0);
      long span = parameter.coordinateAt(parameter.levels().getAsLong() - 1) - first[i];
      int width = Long.SIZE - Long.numberOfLeadingZeros(span);
      if (used + width > Long.SIZE) {
        words++;
        used = 0;
      }
      mask[i] = (1L << width) - 1;
      word[i] = words;
      shift[i] = used;
      used += width;
    }
    this.key = new long[words + 1];
    this.table = new long[16 * key.length];
  }

  /** Whether a treatment of the space is in the set. */
  public boolean contains(Treatment treatment) {
    pack(treatment);
    return table[slotOf(key, 0)] != 0;
  }

  /** Adds a treatment of the space, and returns whether it is new. */
  public boolean add(Treatment treatment) {
    pack(treatment);
    int slot = slotOf(key, 0);
    if (table[slot] != 0) {
      return false;
    }
    System.arraycopy(key, 0, table, slot, key.length);
    size++;
    if (size > table.length / key.length / 4 * 3) {
      grow();
    }
    return true;
  }

  private void pack(Treatment treatment) {
    space.coordinates(treatment, coordinates, 0);
    Arrays.fill(key, 0);
    key[0] = OCCUPIED;
    for (int i = 0; i < coordinates.length; i++) {
      key[word[i]] |= (coordinates[i] - first[i] & mask[i]) << shift[i];
    }
  }

  /** Where in the table a key is, or the empty slot where it would be. */
  private int slotOf(long[] keys, int from) {
    long hash = 0;
    for (int i = 0; i < key.length; i++) {
      hash = SplitMix64.mix(hash + SplitMix64.GOLDEN_GAMMA ^ keys[from + i]);
    }
    int last = table.length / key.length - 1; // one less than a power of two
    int slot = (int) hash & last;
    while (table[slot * key.length] != 0 && differs(slot * key.length, keys, from)) {
      slot = slot + 1 & last;
    }
    return slot * key.length;
  }

  private boolean differs(int slot, long[] keys, int from) {
    return !Arrays.equals(table, slot, slot + key.length, keys, from, from + key.length);
  }

  private void grow() {
    long[] before = table;
    table = new long[Math.multiplyExact(2, before.length)];
    for (int from = 0; from < before.length; from += key.length) {
      if (before[from] != 0) {
        System.arraycopy(before, from, table, slotOf(before, from), key.length);
      }
    }
  }
}
