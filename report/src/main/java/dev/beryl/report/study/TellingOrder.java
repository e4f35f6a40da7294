package dev.beryl.report.study;

import dev.beryl.report.study.Timeline.Hold;
import dev.beryl.report.study.Timeline.Span;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * In which order one process told trials, and so which one held up the others when. With racing
 * each replicate is one of its own, as the study takes in replicate after replicate.
 *
 * <p>A trial is told once it and all that are told before it have ended. So item i of this order is
 * told next from the time at which item i - 1 was told until it is told itself. In this time the
 * window is full as soon as i + W items have been asked for, W being how many may be in flight.
 */
final class TellingOrder {
  private static final long NEVER = Long.MAX_VALUE;

  private record Time(long from, long to) {}

  private static final class Item {
    final int trial;
    final int place; // in the order of asking
    long start; // of its first replicate in this process; NEVER: none is known
    long end; // of its last one

    Item(int trial, int place, long start, long end) {
      this.trial = trial;
      this.place = place;
      this.start = start;
      this.end = end;
    }
  }

  private final int inFlight;
  private final ArrayDeque<Item> told = new ArrayDeque<>();
  private final Map<Integer, Item> pending = new LinkedHashMap<>(); // in the order of asking
  private int items;
  private boolean ended;

  /** Starts before the first trial. */
  TellingOrder(int inFlight) {
    this.inFlight = inFlight;
  }

  /** The order of a process that continues the study. */
  TellingOrder next() {
    var next = new TellingOrder(inFlight);
    pending.keySet().forEach(next::asked);
    return next;
  }

  void asked(int trial) {
    pending.put(trial, new Item(trial, items++, NEVER, Long.MIN_VALUE));
  }

  /** A replicate of a trial that was asked for ended. */
  void ran(int trial, long start, long end) {
    Item item = pending.get(trial);
    if (item != null) {
      item.start = Math.min(item.start, start);
      item.end = Math.max(item.end, end);
    }
  }

  void told(int trial) {
    Item item = pending.remove(trial);
    if (item != null) {
      add(item);
    }
  }

  /** A replicate of a study with racing was taken in. */
  void tookIn(int trial, long start, long end) {
    add(new Item(trial, items++, start, end));
  }

  private void add(Item item) {
    told.add(item);
    if (told.size() > Timeline.MOST) {
      told.remove();
    }
  }

  /** The process ended the study: it starts nothing any more. */
  void end() {
    ended = true;
  }

  /**
   * Tells which trial was waited for when.
   *
   * @param spans the process's replicates by their start, at least one
   */
  List<Hold> holds(Span[] spans) {
    long limit = ended ? spans[spans.length - 1].start() : Long.MAX_VALUE;
    long[] asked = asked();
    List<Time> busy = busy(spans);
    var holds = new ArrayList<Hold>();
    long before = Long.MIN_VALUE;
    int b = 0;
    int i = 0;
    for (Item item : order()) {
      boolean isPending = pending.get(item.trial) == item;
      long end = isPending ? NEVER : Math.max(before, item.end);
      long from = i + inFlight - 1L < asked.length ? asked[i + inFlight - 1] : NEVER;
      from = Math.max(from, before);
      long to = Math.min(end, limit);
      while (b < busy.size() && busy.get(b).to() <= from) {
        b++;
      }
      for (int k = b; k < busy.size() && busy.get(k).from() < to; k++) {
        add(holds, item.trial, Math.max(from, busy.get(k).from()), Math.min(to, busy.get(k).to()));
      }
      before = end;
      i++;
    }
    return holds;
  }

  /** The items in the order of telling; those that are pending in the order of asking. */
  private List<Item> order() {
    var order = new ArrayList<>(told);
    order.addAll(pending.values());
    return order;
  }

  /**
   * When the items had been asked for, the earliest first. One of which no replicate is known, as
   * it was rejected or has not ended, counts as asked for together with the one before it.
   */
  private long[] asked() {
    List<Item> items = order();
    items.sort(Comparator.comparingInt(item -> item.place));
    var asked = new long[items.size()];
    long before = Long.MIN_VALUE;
    for (int i = 0; i < asked.length; i++) {
      before = items.get(i).start == NEVER ? before : items.get(i).start;
      asked[i] = before;
    }
    Arrays.sort(asked);
    return asked;
  }

  /** The times in which any replicate ran. */
  private static List<Time> busy(Span[] spans) {
    var busy = new ArrayList<Time>();
    for (Span span : spans) {
      if (!busy.isEmpty() && span.start() <= busy.getLast().to()) {
        Time last = busy.removeLast();
        busy.add(new Time(last.from(), Math.max(last.to(), span.end())));
      } else {
        busy.add(new Time(span.start(), span.end()));
      }
    }
    return busy;
  }

  private static void add(List<Hold> holds, int trial, long from, long to) {
    if (from < to) {
      boolean goesOn =
          !holds.isEmpty() && holds.getLast().trial() == trial && holds.getLast().to() == from;
      holds.add(new Hold(trial, goesOn ? holds.removeLast().from() : from, to));
    }
  }
}
