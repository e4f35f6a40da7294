package dev.beryl.metric;

import dev.beryl.fault.Text;
import dev.beryl.trial.Report;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.collections.impl.map.mutable.primitive.ObjectIntHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What one replicate records. A metric's name is resolved to a slot once; slots stay when the
 * recorder is cleared for its next replicate.
 *
 * <p>Used by one thread at a time.
 */
public final class Recorder {
  private static final int FEW = 8; // names are looked through, more are looked up
  private static final int FIRST_VALUES = 10;

  private final int replicate;
  private @Nullable ObjectIntHashMap<String> slotOf; // null: there are few
  private Column[] columns = new Column[2]; // by slot
  private int slots;
  private int next; // the slot of the next value, if metrics are recorded by turns
  private int[] order = new int[2]; // slots that have values, in the order of their first one
  private int recorded;
  private final List<Report> reports = new ArrayList<>(0);
  private @Nullable Map<String, String> notes; // null: none so far

  /** The values of one metric. */
  private static final class Column {
    final String name;
    double[] values = new double[FIRST_VALUES];
    int count;

    Column(String name) {
      this.name = name;
    }

    void add(double value) {
      int at = count;
      if (at == values.length) {
        values = Arrays.copyOf(values, 2 * at);
      }
      values[at] = value;
      count = at + 1;
    }
  }

  /** Makes an empty recorder of replicate 0. */
  public Recorder() {
    this(0);
  }

  /**
   * Makes an empty recorder.
   *
   * @param replicate of a trial's replicates, the one that records
   */
  public Recorder(int replicate) {
    this.replicate = replicate;
  }

  /** {@return which of a trial's replicates records} */
  public int replicate() {
    return replicate;
  }

  /**
   * Records a value.
   *
   * @throws IllegalArgumentException if the name is new and not well-formed UTF-16
   */
  @SuppressWarnings("ReferenceEquality") // as in slotOf
  public void record(String metric, double value) {
    int slot = next;
    if (slot == slots || columns[slot].name != metric) {
      slot = slotOf(metric);
    }
    if (slot < 0) {
      slot = newSlot(metric);
    }
    Column column = columns[slot];
    if (column.count == 0) {
      order[recorded++] = slot;
    }
    column.add(value);
    next = slot + 1 < slots ? slot + 1 : 0;
  }

  /**
   * The slot of a metric.
   *
   * @return the slot, or -1 if there is none
   */
  @SuppressWarnings("ReferenceEquality") // a glance before the map: most names are literals
  public int slotOf(String metric) {
    for (int slot = 0; slot < slots; slot++) {
      if (columns[slot].name == metric) {
        return slot;
      }
    }
    return slotOf == null ? equalTo(metric) : slotOf.getIfAbsent(metric, -1);
  }

  private int equalTo(String metric) {
    for (int slot = 0; slot < slots; slot++) {
      if (columns[slot].name.equals(metric)) {
        return slot;
      }
    }
    return -1;
  }

  private int newSlot(String metric) {
    var _ = Text.requireWellFormed("name of a metric", metric);
    if (slots == columns.length) {
      columns = Arrays.copyOf(columns, 2 * slots);
      order = Arrays.copyOf(order, 2 * slots);
    }
    columns[slots] = new Column(metric);
    if (slotOf != null) {
      slotOf.put(metric, slots);
    } else if (slots == FEW) {
      slotOf = new ObjectIntHashMap<>();
      for (int slot = 0; slot <= slots; slot++) {
        slotOf.put(columns[slot].name, slot);
      }
    }
    return slots++;
  }

  /**
   * Notes intermediate values.
   *
   * @param report where on the way, and the values
   */
  public void report(Report report) {
    reports.add(report);
  }

  /** {@return the intermediate values, in the order in which they came} */
  public List<Report> reports() {
    return reports;
  }

  /** Forgets all reports but the first ones. */
  public void keepReports(int count) {
    reports.subList(count, reports.size()).clear();
  }

  /** Keeps a note; one with the same key is replaced. */
  public void note(String key, String text) {
    if (notes == null) {
      notes = new LinkedHashMap<>();
    }
    notes.put(key, text);
  }

  /** {@return the notes, in the order in which their keys came} */
  public Map<String, String> notes() {
    return notes == null ? Map.of() : notes;
  }

  /** Forgets the values, not the slots. */
  public void clear() {
    for (int i = 0; i < recorded; i++) {
      columns[order[i]].count = 0;
    }
    recorded = 0;
    next = 0;
    if (!reports.isEmpty()) {
      reports.clear();
    }
    if (notes != null) {
      notes = null;
    }
  }

  /** {@return the number of metrics that have a value} */
  public int metrics() {
    return recorded;
  }

  /**
   * The slot of a metric that has a value, whatever was recorded before the recorder was cleared.
   *
   * @param index from 0 to {@link #metrics()}, exclusive, in the order of the first values
   * @return the slot
   */
  public int slotAt(int index) {
    return order[index];
  }

  /**
   * A slot's name.
   *
   * @param slot from 0
   * @return the metric's name
   */
  public String name(int slot) {
    return columns[slot].name;
  }

  /**
   * The number of values in a slot.
   *
   * @param slot from 0, or -1
   * @return how often the metric was recorded; 0 for slot -1
   */
  public int count(int slot) {
    return slot < 0 ? 0 : columns[slot].count;
  }

  /**
   * A value, in the order of recording.
   *
   * @param slot from 0
   * @param index from 0 to {@link #count}, exclusive
   * @return the value
   */
  public double value(int slot, int index) {
    return columns[slot].values[index];
  }

  /**
   * All values in a slot.
   *
   * @param slot from 0
   * @return a new array, in the order of recording
   */
  public double[] values(int slot) {
    return Arrays.copyOf(columns[slot].values, columns[slot].count);
  }

  /** Copies all values in a slot, in the order of recording. */
  void copyValues(int slot, double[] into, int from) {
    System.arraycopy(columns[slot].values, 0, into, from, columns[slot].count);
  }
}
