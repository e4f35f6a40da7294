package dev.beryl.metric;

import dev.beryl.fault.Text;
import dev.beryl.trial.Report;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.collections.impl.list.mutable.primitive.DoubleArrayList;
import org.eclipse.collections.impl.map.mutable.primitive.ObjectIntHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What one replicate records. A metric's name is resolved to a slot once; slots stay when the
 * recorder is cleared for its next replicate.
 *
 * <p>Used by one thread at a time.
 */
public final class Recorder {
  private final int replicate;
  private final ObjectIntHashMap<String> slotOf = new ObjectIntHashMap<>();
  private String[] names = new String[2];
  private DoubleArrayList[] values = new DoubleArrayList[2];
  private int slots;
  private int[] order = new int[2]; // slots that have values, in the order of their first one
  private int recorded;
  private final List<Report> reports = new ArrayList<>(0);
  private @Nullable Map<String, String> notes; // null: none so far

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
  public void record(String metric, double value) {
    int slot = slotOf(metric);
    if (slot < 0) {
      slot = newSlot(metric); // which may replace the arrays
    }
    if (values[slot].isEmpty()) {
      order[recorded++] = slot;
    }
    values[slot].add(value);
  }

  /**
   * The slot of a metric.
   *
   * @return the slot, or -1 if there is none
   */
  @SuppressWarnings("ReferenceEquality") // a glance before the map: most names are literals
  public int slotOf(String metric) {
    for (int slot = 0; slot < slots; slot++) {
      if (names[slot] == metric) {
        return slot;
      }
    }
    return slotOf.getIfAbsent(metric, -1);
  }

  private int newSlot(String metric) {
    var _ = Text.requireWellFormed("name of a metric", metric);
    if (slots == names.length) {
      names = Arrays.copyOf(names, 2 * slots);
      values = Arrays.copyOf(values, 2 * slots);
      order = Arrays.copyOf(order, 2 * slots);
    }
    names[slots] = metric;
    values[slots] = new DoubleArrayList();
    slotOf.put(metric, slots);
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
      values[order[i]].clear();
    }
    recorded = 0;
    reports.clear();
    notes = null;
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
    return names[slot];
  }

  /**
   * The number of values in a slot.
   *
   * @param slot from 0, or -1
   * @return how often the metric was recorded; 0 for slot -1
   */
  public int count(int slot) {
    return slot < 0 ? 0 : values[slot].size();
  }

  /**
   * A value, in the order of recording.
   *
   * @param slot from 0
   * @param index from 0 to {@link #count}, exclusive
   * @return the value
   */
  public double value(int slot, int index) {
    return values[slot].get(index);
  }

  /**
   * All values in a slot.
   *
   * @param slot from 0
   * @return a new array, in the order of recording
   */
  public double[] values(int slot) {
    return values[slot].toArray();
  }
}
