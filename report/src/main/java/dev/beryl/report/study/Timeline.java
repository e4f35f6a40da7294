package dev.beryl.report.study;

import dev.beryl.journal.JournalRecord;
import dev.beryl.trial.Outcome;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.stream.Stream;

/**
 * When replicates ran in which slot, process by process. A slot is what one replicate takes at a
 * time: a replicate is in the first one that was free when it started, so that there are as many as
 * replicates ran at once.
 *
 * @param processes those of which a start is known, in their order
 * @param earlier how many replicates before are left out
 */
public record Timeline(List<Process> processes, int earlier) {
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
   * What one process ran.
   *
   * @param number of the process, from 1
   * @param slots for each slot its replicates, in their order
   */
  public record Process(int number, List<List<Span>> slots) {
    /** Copies the lists. */
    public Process {
      slots = slots.stream().map(List::copyOf).toList();
    }

    /** {@return when its first replicate started, in nanoseconds} */
    public long start() {
      return spans().mapToLong(Span::start).min().orElse(0);
    }

    /** {@return when its last replicate ended, in nanoseconds} */
    public long end() {
      return spans().mapToLong(Span::end).max().orElse(0);
    }

    private Stream<Span> spans() {
      return slots.stream().flatMap(List::stream);
    }

    /** {@return what its slots did from the first start to the last end} */
    public Use use() {
      long[] starts = spans().mapToLong(Span::start).sorted().toArray();
      long[] ends = spans().mapToLong(Span::end).sorted().toArray();
      double ran = 0;
      double behindOthers = 0;
      double nothingRan = 0;
      int running = 0;
      int s = 0;
      long now = starts[0];
      for (int e = 0; e < ends.length; ) {
        boolean starting = s < starts.length && starts[s] <= ends[e];
        long next = starting ? starts[s] : ends[e];
        double time = next - now;
        ran += running * time;
        behindOthers += running == 0 ? 0 : (slots.size() - running) * time;
        nothingRan += running == 0 ? slots.size() * time : 0;
        running += starting ? 1 : -1;
        s += starting ? 1 : 0;
        e += starting ? 0 : 1;
        now = next;
      }
      double all = Math.max(1, ran + behindOthers + nothingRan);
      return new Use(ran / all, behindOthers / all, nothingRan / all);
    }
  }

  /**
   * Shares of the slots' time, which sum to 1.
   *
   * @param ran a replicate ran in the slot
   * @param behindOthers none did, while others ran: there was no replicate for it before they ended
   * @param nothingRan none ran in any slot: the optimizer chose, or results were taken in
   */
  public record Use(double ran, double behindOthers, double nothingRan) {}

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

    private final ArrayDeque<Of> last = new ArrayDeque<>();
    private int processes;
    private int earlier;

    void opened() {
      processes++;
    }

    void ended(JournalRecord.ReplicateEnded record) {
      record
          .started()
          .ifPresent(started -> {
            long start = started.toNanos();
            long end = start + record.result().duration().toNanos();
            State state = state(record.result().status());
            last.add(
                new Of(
                    processes,
                    new Span(start, Math.max(start, end), record.result().trial(), state)));
            if (last.size() > MOST) {
              last.remove();
              earlier++;
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
      var all = new ArrayList<Process>();
      for (int process = 0; process <= processes; process++) {
        int number = process;
        Span[] spans =
            last.stream().filter(of -> of.process == number).map(Of::span).toArray(Span[]::new);
        if (spans.length > 0) {
          Arrays.sort(spans, Comparator.comparingLong(Span::start).thenComparingLong(Span::end));
          all.add(new Process(number, slots(spans)));
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
