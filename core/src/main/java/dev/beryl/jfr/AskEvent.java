package dev.beryl.jfr;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.EventType;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

/** The optimizer is asked for treatments. */
@Name("dev.beryl.Ask")
@Label("Ask")
@Description("The optimizer is asked for treatments.")
@Category("Beryl")
@StackTrace(false)
@SuppressWarnings("UnusedVariable") // the recorder reads the fields
public final class AskEvent extends Event {
  private static final EventType TYPE = EventType.getEventType(AskEvent.class);

  @Label("Wanted")
  private int wanted;

  @Label("Proposed")
  private int proposed;

  private AskEvent() {}

  /** {@return a begun event; null if no recording wants it, so that it costs nothing} */
  public static @Nullable AskEvent begun() {
    if (!TYPE.isEnabled()) {
      return null;
    }
    var event = new AskEvent();
    event.begin();
    return event;
  }

  /** Ends the event. */
  public void done(int most, int got) {
    wanted = most;
    proposed = got;
    commit();
  }
}
