package dev.beryl.metric;

import dev.beryl.trial.Outcome;
import dev.beryl.trial.Report;
import dev.beryl.trial.Samples;
import dev.beryl.trial.Trial;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.collections.impl.map.mutable.primitive.IntIntHashMap;

/**
 * Trials that got more replicates after they were told. A trial that was handed out stays as it is;
 * each revision is a new one, beside the table of what was told.
 *
 * <p>One thread adds. A trial that was handed out may be read from any thread.
 */
public final class Revisions {
  private static final int NONE = -1;

  private final TrialTable told;
  private final TrialTable revised;
  private final IntIntHashMap latest = new IntIntHashMap(); // rows of revised by row of told

  /** No trial of a table is revised yet. */
  public Revisions(TrialTable told) {
    this.told = told;
    this.revised = new TrialTable(told.problem(), 0);
  }

  /**
   * The latest form of a trial.
   *
   * @param row its place in the order of telling
   */
  public Trial trial(int row) {
    int place = latest.getIfAbsent(row, NONE);
    return place == NONE ? told.trial(row) : revised.trial(place);
  }

  /** Whether a trial was revised. */
  public boolean isRevised(int row) {
    return latest.containsKey(row);
  }

  /** {@return the number of revisions} */
  public int size() {
    return revised.size();
  }

  /**
   * What a completed trial's replicates recorded, with some more.
   *
   * @param row its place in the order of telling
   * @param more recorders of further replicates, which all ran to their end
   * @return in the order of the replicates
   */
  public Recordings withMore(int row, List<Recorder> more) {
    Trial before = trial(row);
    List<Recorder> recorders = recorders(before);
    var recordings = new Recordings(recorders.size() + more.size());
    recorders.forEach(recordings::add);
    before.notes().forEach((key, text) -> recorders.getFirst().note(key, text));
    recordings.addNotes(recorders.getFirst());
    for (Recorder recorder : more) {
      recordings.add(recorder);
      recordings.addNotes(recorder);
    }
    return recordings;
  }

  private static List<Recorder> recorders(Trial trial) {
    var recorders = new ArrayList<Recorder>();
    for (int r = 0; r < trial.replicates(); r++) {
      recorders.add(new Recorder(r));
    }
    for (String metric : trial.metrics()) {
      Samples samples = trial.samples(metric);
      for (int r = 0; r < samples.replicates(); r++) {
        for (int i = 0; i < samples.size(r); i++) {
          recorders.get(r).record(metric, samples.get(r, i));
        }
      }
    }
    for (Report report : trial.reports()) { // all with the last: only their order matters
      recorders.getLast().report(report);
    }
    return recorders;
  }

  /**
   * Revises a completed trial.
   *
   * @param row its place in the order of telling
   * @param recordings of all its replicates; copied
   * @param measured a value for each objective, then for each constraint
   * @param nanos how long all its replicates ran
   * @param toldReplicates how many it had when it was told
   * @return the trial
   */
  public Trial add(
      int row, Recordings recordings, double[] measured, long nanos, int toldReplicates) {
    Trial before = told.trial(row);
    Trial after =
        revised.append(
            before.number(), before.treatment(), Outcome.COMPLETED, recordings, measured, nanos);
    int place = revised.size() - 1;
    revised.setToldReplicates(place, toldReplicates);
    latest.put(row, place);
    return after;
  }

  /** Sets standard errors of the revision that was added last, as {@link TrialTable} does. */
  public void setStandardErrors(double[] errors) {
    revised.setStandardErrors(revised.size() - 1, errors);
  }

  /** {@return all trials in their latest form, in the order of telling} */
  public TrialTable latest() {
    if (latest.isEmpty()) {
      return told;
    }
    int size = told.size();
    TrialTable all = told.without();
    for (int row = 0; row < size; row++) {
      int place = latest.getIfAbsent(row, NONE);
      all.appendFrom(place == NONE ? told : revised, place == NONE ? row : place);
    }
    return all;
  }
}
