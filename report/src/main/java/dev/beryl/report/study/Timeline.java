package dev.beryl.report.study;

import dev.beryl.journal.JournalHeader;
import dev.beryl.journal.JournalRecord;
import dev.beryl.trial.Outcome;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * When replicates ran in which slot, process by process. A slot is what one replicate takes at a
 * time: a replicate is in the first one that was free when it started, so that there are as many as
 * replicates ran at once.
 *
 * @param processes those of which a start is known, in their order
 * @param earlier how many replicates before are left out
 */
public record Timeline(List<Run> processes, int earlier) {
  /** The most replicates; of more, the last ones. */
  public static final int MOST = 20_000;

  private static final Timeline EMPTY = new Timeline(List.of(), 0);

  /**
   * A replicate.
   *
   * @param start in nanoseconds since the process opened the journal
   * @param end the same
   * @param trial its trial's number
   * @param state completed, pruned or failed
   */
  public record Span(long start, long end, int trial, State state) {}

  /**
   * A time in which slots that run nothing wait for a trial: as many trials are in flight as may
   * be, a replicate runs, and this trial is told next.
   *
   * @param trial its number
   * @param from in nanoseconds since the process opened the journal
   * @param to the same
   */
  public record Hold(int trial, long from, long to) {}

  /**
   * How long slots waited for a trial.
   *
   * @param trial its number
   * @param slots the time in nanoseconds, added up over the slots
   * @param held the time in nanoseconds in which any slot waited
   */
  public record Wait(int trial, long slots, long held) {}

  /**
   * What one process ran.
   *
   * @param number of the process, from 1
   * @param slots for each slot its replicates, in their order
   * @param holds when a slot that ran nothing waited for which trial, in their order
   */
  public record Run(int number, List<List<Span>> slots, List<Hold> holds) {
    /** Copies the lists. */
    public Run {
      slots = slots.stream().map(List::copyOf).toList();
      holds = List.copyOf(holds);
    }

    /** {@return when its first replicate started, in nanoseconds} */
    public long start() {
      return spans().mapToLong(Span::start).min().orElse(0);
    }

    /** {@return when its last replicate ended, in nanoseconds} */
    public long end() {
      return spans().mapToLong(Span::end).max().orElse(0);
    }

    /** {@return the time from the first start to the last end of a trial, in nanoseconds} */
    public Optional<Long> ran(int trial) {
      LongSummaryStatistics times =
          spans()
              .filter(span -> span.trial() == trial)
              .flatMapToLong(span -> LongStream.of(span.start(), span.end()))
              .summaryStatistics();
      return times.getCount() == 0
          ? Optional.empty()
          : Optional.of(times.getMax() - times.getMin());
    }

    private Stream<Span> spans() {
      return slots.stream().flatMap(List::stream);
    }

    /** {@return what its slots did from the first start to the last end} */
    public Use use() {
      var parts = new double[4];
      long last = spans().mapToLong(Span::start).max().orElse(0);
      sweep((from, to, running, hold) -> {
        double time = (double) (to - from);
        int idle = hold >= 0 ? 1 : running > 0 && from >= last ? 2 : 3;
        parts[0] += running * time;
        parts[idle] += (slots.size() - running) * time;
      });
      double all = Math.max(1, parts[0] + parts[1] + parts[2] + parts[3]);
      return new Use(parts[0] / all, parts[1] / all, parts[2] / all, parts[3] / all);
    }

    /** {@return how long slots waited for which trial, the longest first; only where any did} */
    public List<Wait> waits() {
      var waits = new HashMap<Integer, Wait>();
      sweep((from, to, running, hold) -> {
        long time = to - from;
        if (hold >= 0 && running < slots.size() && time > 0) {
          int trial = holds.get(hold).trial();
          waits.merge(
              trial,
              new Wait(trial, (slots.size() - running) * time, time),
              (a, b) -> new Wait(trial, a.slots + b.slots, a.held + b.held));
        }
      });
      return waits.values().stream()
          .sorted(Comparator.comparingLong(Wait::slots).reversed().thenComparingInt(Wait::trial))
          .toList();
    }

    /** Goes through the times in which the same number of slots run, within or outside a hold. */
    private void sweep(Moment moment) {
      long[] starts = spans().mapToLong(Span::start).sorted().toArray();
      long[] ends = spans().mapToLong(Span::end).sorted().toArray();
      long[] times =
          LongStream.concat(
                  LongStream.concat(Arrays.stream(starts), Arrays.stream(ends)),
                  holds.stream().flatMapToLong(hold -> LongStream.of(hold.from, hold.to)))
              .sorted()
              .distinct()
              .toArray();
      int started = 0;
      int ended = 0;
      int hold = 0;
      for (int i = 0; i + 1 < times.length; i++) {
        long from = times[i];
        while (started < starts.length && starts[started] <= from) {
          started++;
        }
        while (ended < ends.length && ends[ended] <= from) {
          ended++;
        }
        while (hold < holds.size() && holds.get(hold).to <= from) {
          hold++;
        }
        boolean held = hold < holds.size() && holds.get(hold).from <= from;
        moment.pass(from, times[i + 1], started - ended, held ? hold : -1);
      }
    }
  }

  /** What is the same from one time to another. */
  private interface Moment {
    void pass(long from, long to, int running, int hold);
  }

  /**
   * Shares of the slots' time, which sum to 1.
   *
   * @param ran a replicate ran in the slot
   * @param waited none did, and the slot waited for a trial, see {@link Hold}
   * @param atTheEnd none did, and no replicate of the process started any more
   * @param notChosen none did, and none had been chosen: the optimizer chose, or results were taken
   *     in
   */
  public record Use(double ran, double waited, double atTheEnd, double notChosen) {}

  /** Copies the list. */
  public Timeline {
    processes = List.copyOf(processes);
  }

  /** {@return a timeline of nothing} */
  public static Timeline empty() {
    return EMPTY;
  }

  /** {@return the number of replicates} */
  public int replicates() {
    return processes.stream().mapToInt(process -> (int) process.spans().count()).sum();
  }

  /** Gathers replicates as they come, in bounded memory. For one thread. */
  static final class Gathering {
    private record Of(int process, Span span) {}

    private final boolean racing;
    private final ArrayDeque<Of> last = new ArrayDeque<>();
    private final Map<Integer, TellingOrder> orders = new HashMap<>(); // by process
    private TellingOrder order;
    private int processes;
    private int earlier;

    Gathering(JournalHeader header) {
      this(header.search().parallelism(), header.replication().racing());
    }

    /**
     * Starts before the first record.
     *
     * @param inFlight how many trials may be in flight, or replicates of a study with racing
     */
    Gathering(int inFlight, boolean racing) {
      this.racing = racing;
      order = new TellingOrder(inFlight);
      orders.put(0, order);
    }

    void accept(JournalRecord record) {
      switch (record) {
        case JournalRecord.Opened _ -> opened();
        case JournalRecord.Asked(int trial, int _, var _) -> asked(trial);
        case JournalRecord.Given(int trial, int _, var _, var _) -> asked(trial);
        case JournalRecord.Rerun(int trial) -> asked(trial);
        case JournalRecord.ReplicateEnded replicate -> ended(replicate);
        case JournalRecord.Told told -> order.told(told.trial());
        case JournalRecord.Ended _ -> order.end();
        default -> {}
      }
    }

    private void opened() {
      processes++;
      order = order.next();
      orders.put(processes, order);
    }

    private void asked(int trial) {
      if (!racing) {
        order.asked(trial);
      }
    }

    private void ended(JournalRecord.ReplicateEnded record) {
      record
          .started()
          .ifPresent(started -> {
            long start = started.toNanos();
            long end = Math.max(start, start + record.result().duration().toNanos());
            int trial = record.result().trial();
            last.add(
                new Of(processes, new Span(start, end, trial, state(record.result().status()))));
            if (racing) {
              order.tookIn(trial, start, end);
            } else {
              order.ran(trial, start, end);
            }
            if (last.size() > MOST) {
              last.remove();
              earlier++;
              orders.keySet().removeIf(process -> process < last.getFirst().process);
            }
          });
    }

    private static State state(Outcome status) {
      return switch (status) {
        case Outcome.Completed _ -> State.COMPLETED;
        case Outcome.Pruned _ -> State.PRUNED;
        default -> State.FAILED;
      };
    }

    Timeline timeline() {
      var all = new ArrayList<Run>();
      for (int process = 0; process <= processes; process++) {
        int number = process;
        Span[] spans =
            last.stream().filter(of -> of.process == number).map(Of::span).toArray(Span[]::new);
        if (spans.length > 0) {
          Arrays.sort(spans, Comparator.comparingLong(Span::start).thenComparingLong(Span::end));
          all.add(
              new Run(
                  number, slots(spans), Objects.requireNonNull(orders.get(number)).holds(spans)));
        }
      }
      return new Timeline(all, earlier);
    }

    /** The first slot that is free takes the next replicate. */
    private static List<List<Span>> slots(Span[] spans) {
      var slots = new ArrayList<List<Span>>();
      var free = new PriorityQueue<Integer>();
      var busy =
          new PriorityQueue<Integer>(Comparator.comparingLong(s -> slots.get(s).getLast().end));
      for (Span span : spans) {
        while (!busy.isEmpty() && slots.get(busy.element()).getLast().end <= span.start) {
          free.add(busy.remove());
        }
        if (free.isEmpty()) {
          free.add(slots.size());
          slots.add(new ArrayList<>());
        }
        int slot = free.remove();
        slots.get(slot).add(span);
        busy.add(slot);
      }
      return slots;
    }
  }
}
