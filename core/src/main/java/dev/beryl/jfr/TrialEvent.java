package dev.beryl.jfr;

import dev.beryl.trial.Trial;
import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.EventType;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;

/** A trial ended and was told to the optimizer. */
@Name("dev.beryl.Trial")
@Label("Trial")
@Description("A trial ended and was told to the optimizer.")
@Category("Beryl")
@StackTrace(false)
@SuppressWarnings("UnusedVariable") // the recorder reads the fields
public final class TrialEvent extends Event {
  private static final EventType TYPE = EventType.getEventType(TrialEvent.class);

  @Label("Trial")
  private int trial;

  @Label("Treatment")
  private String treatment;

  @Label("Outcome")
  private String outcome;

  @Label("Value")
  @Description("Of the first objective; NaN if the trial is not completed")
  private double value;

  @Label("Run Time")
  @Description("Of its replicates, added up")
  @Timespan
  private long runTime;

  private TrialEvent(Trial entered) {
    trial = entered.number();
    treatment = entered.treatment().toString();
    outcome = entered.outcome().toString();
    value = entered.isCompleted() ? entered.value() : Double.NaN;
    runTime = entered.duration().toNanos();
  }

  /** Records a trial if a recording wants it. */
  public static void record(Trial trial) {
    if (TYPE.isEnabled()) {
      new TrialEvent(trial).commit();
    }
  }
}
