package dev.beryl.jfr;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.EventType;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

/** A replicate runs, on the thread of the event. */
@Name("dev.beryl.Replicate")
@Label("Replicate")
@Description("A replicate runs, on the thread of the event.")
@Category("Beryl")
@StackTrace(false)
@SuppressWarnings("UnusedVariable") // the recorder reads the fields
public final class ReplicateEvent extends Event {
  private static final EventType TYPE = EventType.getEventType(ReplicateEvent.class);

  @Label("Trial")
  private int trial;

  @Label("Replicate")
  private int replicate;

  @Label("Seed")
  private long seed;

  private ReplicateEvent() {}

  /** {@return a begun event; null if no recording wants it, so that it costs nothing} */
  public static @Nullable ReplicateEvent begun() {
    if (!TYPE.isEnabled()) {
      return null;
    }
    var event = new ReplicateEvent();
    event.begin();
    return event;
  }

  /**
   * Ends the event.
   *
   * @param index the replicate, from 0
   */
  public void done(int trialNumber, int index, long itsSeed) {
    trial = trialNumber;
    replicate = index;
    seed = itsSeed;
    commit();
  }
}
