package dev.beryl.metric;

import dev.beryl.trial.Report;
import dev.beryl.trial.Samples;
import dev.beryl.trial.Trial;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What counts of a trial's replicates: the recorders of those that ran to their end, in replicate
 * order, that of a pruned one for its reports, and the notes of all. Used again for a later trial.
 */
public final class Recordings {
  private final Recorder[] recorders;
  private int replicates;
  private @Nullable Recorder pruned;
  private @Nullable Map<String, String> notes; // null: none so far

  /**
   * Makes empty recordings.
   *
   * @param most how many replicates there may be
   */
  public Recordings(int most) {
    this.recorders = new Recorder[most];
  }

  /**
   * The recordings of replicates that all ran to their end.
   *
   * @return the recordings
   */
  public static Recordings of(Recorder... recorders) {
    var recordings = new Recordings(recorders.length);
    for (Recorder recorder : recorders) {
      recordings.add(recorder);
      recordings.addNotes(recorder);
    }
    return recordings;
  }

  /**
   * The recordings of a trial that has ended.
   *
   * @return the recordings
   */
  public static Recordings of(Trial trial) {
    var recordings = new Recordings(trial.replicates());
    for (int r = 0; r < trial.replicates(); r++) {
      var recorder = new Recorder(r);
      for (String metric : trial.metrics()) {
        Samples samples = trial.samples(metric);
        for (int i = 0; i < samples.size(r); i++) {
          recorder.record(metric, samples.get(r, i));
        }
      }
      recordings.add(recorder);
    }
    var beside = new Recorder();
    trial.reports().forEach(beside::report);
    trial.notes().forEach(beside::note);
    recordings.addPruned(beside);
    recordings.addNotes(beside);
    return recordings;
  }

  /** Forgets all. */
  public void clear() {
    replicates = 0;
    pruned = null;
    notes = null;
  }

  /** Adds a replicate that ran to its end. */
  public void add(Recorder recorder) {
    recorders[replicates++] = recorder;
  }

  /** Sets the pruned replicate, whose reports count. */
  public void addPruned(Recorder recorder) {
    pruned = recorder;
  }

  /** Adds the notes of a replicate. Its text replaces that of an earlier one under the same key. */
  public void addNotes(Recorder recorder) {
    if (!recorder.notes().isEmpty()) {
      if (notes == null) {
        notes = new LinkedHashMap<>();
      }
      notes.putAll(recorder.notes());
    }
  }

  /** {@return how many replicates ran to their end} */
  public int replicates() {
    return replicates;
  }

  /**
   * What a replicate recorded.
   *
   * @param index from 0 to {@link #replicates()}, exclusive
   * @return its recorder
   */
  public Recorder recorder(int index) {
    return recorders[index];
  }

  /** {@return the notes, in the order in which their keys came} */
  public Map<String, String> notes() {
    return notes == null ? Map.of() : notes;
  }

  /** {@return the reports of all replicates, in replicate order} */
  public List<Report> reports() {
    var reports = new ArrayList<Report>();
    for (int r = 0; r < replicates; r++) {
      reports.addAll(recorders[r].reports());
    }
    if (pruned != null) {
      reports.addAll(pruned.reports());
    }
    return reports;
  }

  boolean hasReports() {
    for (int r = 0; r < replicates; r++) {
      if (!recorders[r].reports().isEmpty()) {
        return true;
      }
    }
    return pruned != null && !pruned.reports().isEmpty();
  }

  /**
   * All values of a metric.
   *
   * @return the samples, replicate after replicate; new
   */
  public Samples samples(String metric) {
    int[] ends = ends(metric);
    double[] values = new double[ends.length == 0 ? 0 : ends[ends.length - 1]];
    for (int r = 0; r < ends.length; r++) {
      int slot = recorders[r].slotOf(metric);
      if (slot >= 0) {
        recorders[r].copyValues(slot, values, r == 0 ? 0 : ends[r - 1]);
      }
    }
    return Samples.wrap(values, 0, values.length, ends);
  }

  /** For each replicate the end of its values, exclusive, counted from the first one's first. */
  int[] ends(String metric) {
    int[] ends = new int[replicates];
    int end = 0;
    for (int r = 0; r < replicates; r++) {
      end += recorders[r].count(recorders[r].slotOf(metric));
      ends[r] = end;
    }
    return ends;
  }
}
