package dev.beryl.jfr;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.EventType;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

/** The optimizer is told of a trial. */
@Name("dev.beryl.Tell")
@Label("Tell")
@Description("The optimizer is told of a trial.")
@Category("Beryl")
@StackTrace(false)
@SuppressWarnings("UnusedVariable") // the recorder reads the fields
public final class TellEvent extends Event {
  private static final EventType TYPE = EventType.getEventType(TellEvent.class);

  @Label("Trial")
  private int trial;

  private TellEvent() {}

  /** {@return a begun event; null if no recording wants it, so that it costs nothing} */
  public static @Nullable TellEvent begun() {
    if (!TYPE.isEnabled()) {
      return null;
    }
    var event = new TellEvent();
    event.begin();
    return event;
  }

  /** Ends the event. */
  public void done(int number) {
    trial = number;
    commit();
  }
}
