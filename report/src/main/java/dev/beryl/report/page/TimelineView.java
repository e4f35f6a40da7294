package dev.beryl.report.page;

import dev.beryl.report.study.Figures;
import dev.beryl.report.study.State;
import dev.beryl.report.study.StudyView;
import dev.beryl.report.study.Timeline;
import dev.beryl.report.study.Timeline.Span;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** When replicates ran in which slot, and what slots waited for. */
final class TimelineView {
  private static final int WIDTH = 880;
  private static final int LEFT = 60;
  private static final int TOP = 24;
  private static final int ROW = 14;
  private static final int BAR = 9;
  private static final int MOST_SLOTS = 16;
  private static final int MOST_PROCESSES = 12;
  private static final int MOST_WAITS = 10;
  private static final int MARKED = 3;
  private static final int DIGIT = 7;
  private static final State[] STATES = {State.COMPLETED, State.PRUNED, State.FAILED};

  private TimelineView() {}

  static Optional<View> of(StudyView view) {
    Timeline timeline = view.timeline();
    if (timeline.processes().isEmpty()) {
      return Optional.empty();
    }
    int from = Math.max(0, timeline.processes().size() - MOST_PROCESSES);
    List<Timeline.Run> processes = timeline.processes().subList(from, timeline.processes().size());
    int slots = processes.stream().mapToInt(p -> p.slots().size()).max().orElse(1);
    int rows = Math.min(MOST_SLOTS, slots);
    double seconds = processes.stream().mapToDouble(p -> seconds(p.end() - p.start())).sum();
    int bottom = TOP + ROW * rows;
    var svg =
        new Svg(
            WIDTH,
            bottom + 40,
            "%s in %s"
                .formatted(
                    Figures.count(timeline.replicates(), "replicate"),
                    Figures.count(slots, "slot")));
    var frame =
        new Frame(LEFT, TOP, WIDTH - 18, bottom, Scale.linear(0, seconds), Scale.linear(0, rows));
    axis(svg, frame, rows);
    var bars = new EnumMap<State, StringBuilder>(State.class);
    var waits = new StringBuilder();
    var marks = new StringBuilder();
    double before = 0;
    for (Timeline.Run process : processes) {
      if (before > 0) {
        svg.line(frame.x(before), TOP - 8, frame.x(before), bottom, Svg.INK);
      }
      for (int slot = 0; slot < Math.min(rows, process.slots().size()); slot++) {
        List<Span> spans = process.slots().get(slot);
        double y = TOP + ROW * (slot + 0.5);
        bars(bars, frame, spans, y, process, before);
        gaps(svg, waits, frame, spans, y, process, before);
        marks(marks, frame, spans, y, process, before);
      }
      before += seconds(process.end() - process.start());
    }
    svg.path(waits, Svg.FAINT, 1, " stroke-dasharray=\"2 2\"");
    for (State state : STATES) {
      int width = state == State.COMPLETED ? BAR : state == State.PRUNED ? BAR / 2 : 2;
      svg.path(bars.getOrDefault(state, new StringBuilder()), state.color(), width);
    }
    svg.path(marks, Svg.INK, 2);
    return Optional.of(
        new View(
            "timeline",
            "Timeline of slots",
            Encoder.encode(reading(timeline, processes, slots)),
            svg.end() + table(processes) + waits(processes.getLast()),
            true));
  }

  private static double seconds(long nanos) {
    return nanos / 1e9;
  }

  private static void axis(Svg svg, Frame frame, int rows) {
    var grid = new StringBuilder();
    for (Scale.Tick tick : frame.across().ticks(8)) {
      double x = frame.x(tick.value());
      grid.append("M%s %sV%s".formatted(Svg.at(x), TOP, Svg.at(frame.bottom())));
      svg.text(x, frame.bottom() + 15, "middle", Svg.FAINT, tick.text());
    }
    svg.path(grid, Svg.GRID, 1);
    for (int row = 0; row < rows; row++) {
      svg.text(LEFT - 6, TOP + ROW * (row + 0.5) + 4, "end", Svg.FAINT, "slot " + (row + 1));
    }
    svg.text(frame.right(), frame.bottom() + 30, "end", Svg.INK, "seconds");
  }

  /**
   * Full bars completed, half ones were pruned, crossed lines failed. What is closer than half a
   * pixel in one state is one bar, so that any number of replicates takes bounded room.
   */
  private static void bars(
      Map<State, StringBuilder> bars,
      Frame frame,
      List<Span> spans,
      double y,
      Timeline.Run process,
      double before) {
    double origin = before - seconds(process.start());
    for (State state : STATES) {
      var path = new StringBuilder();
      double from = Double.NaN;
      double to = Double.NaN;
      for (Span span : spans) {
        if (span.state() != state) {
          continue;
        }
        double start = frame.x(origin + seconds(span.start()));
        double end = Math.max(start + 0.4, frame.x(origin + seconds(span.end())));
        if (start - to <= 0.5) {
          to = Math.max(to, end);
        } else {
          append(path, state, from, to, y);
          from = start;
          to = end;
        }
      }
      append(path, state, from, to, y);
      bars.computeIfAbsent(state, _ -> new StringBuilder()).append(path);
    }
  }

  private static void append(StringBuilder path, State state, double from, double to, double y) {
    if (!Double.isNaN(from)) {
      path.append("M%s %sH%s".formatted(Svg.at(from), Svg.at(y), Svg.at(to)));
      if (state == State.FAILED) {
        path.append("m-3-3l6 6m0-6l-6 6");
      }
    }
  }

  /**
   * Dashes are where a slot waited, with the number of the trial that it waited for longest, where
   * there is room for it.
   */
  private static void gaps(
      Svg svg,
      StringBuilder waits,
      Frame frame,
      List<Span> spans,
      double y,
      Timeline.Run process,
      double before) {
    double origin = before - seconds(process.start());
    double drawn = Double.NEGATIVE_INFINITY;
    for (Gap gap : gaps(spans, process)) {
      double from = frame.x(origin + seconds(gap.from()));
      double to = frame.x(origin + seconds(gap.to()));
      String number = Integer.toString(gap.trial());
      double room = DIGIT * number.length() + 4;
      double middle = (from + to) / 2;
      if (to - from >= room) {
        svg.text(middle, y + 4, "middle", Svg.FAINT, number);
        append(waits, from, middle - room / 2, y);
        append(waits, middle + room / 2, to, y);
        drawn = to;
      } else if (to - drawn >= 2) { // closer ones would be one dash
        append(waits, Math.max(drawn, from), Math.max(to, from + 0.5), y);
        drawn = to;
      }
    }
  }

  /** A time in which a slot waited, without an end between; for which trial longest. */
  private record Gap(long from, long to, int trial) {}

  private static List<Gap> gaps(List<Span> spans, Timeline.Run process) {
    var gaps = new ArrayList<Gap>();
    List<Timeline.Hold> holds = process.holds();
    int h = 0;
    long free = process.start();
    for (int s = 0; s <= spans.size(); s++) {
      long until = s < spans.size() ? spans.get(s).start() : process.end();
      while (h < holds.size() && holds.get(h).to() <= free) {
        h++;
      }
      long longest = 0;
      int trial = 0;
      long first = until;
      long last = free;
      for (int k = h; k < holds.size() && holds.get(k).from() < until; k++) {
        long from = Math.max(free, holds.get(k).from());
        long to = Math.min(until, holds.get(k).to());
        first = Math.min(first, from);
        last = to;
        if (to - from > longest) {
          longest = to - from;
          trial = holds.get(k).trial();
        }
      }
      if (longest > 0) {
        gaps.add(new Gap(first, last, trial));
      }
      free = s < spans.size() ? spans.get(s).end() : until;
    }
    return gaps;
  }

  private static void append(StringBuilder path, double from, double to, double y) {
    if (to > from) {
      path.append("M%s %sH%s".formatted(Svg.at(from), Svg.at(y), Svg.at(to)));
    }
  }

  /** Lines below the replicates of the trials that slots waited for longest. */
  private static void marks(
      StringBuilder marks,
      Frame frame,
      List<Span> spans,
      double y,
      Timeline.Run process,
      double before) {
    List<Integer> marked =
        process.waits().stream().limit(MARKED).map(Timeline.Wait::trial).toList();
    double origin = before - seconds(process.start());
    for (Span span : spans) {
      if (marked.contains(span.trial())) {
        double from = frame.x(origin + seconds(span.start()));
        double to = frame.x(origin + seconds(span.end()));
        append(marks, from, Math.max(from + 1, to), y + BAR / 2.0 + 1);
      }
    }
  }

  private static String reading(Timeline timeline, List<Timeline.Run> processes, int slots) {
    var out =
        new StringBuilder(
            "Each row is a slot, which runs one replicate at a time. Full bars completed, thin gray ones were pruned, crossed lines failed. Dashes are where the slot waited for an earlier trial, with its number where there is room; the trials that cost most are underlined.");
    Timeline.Run last = processes.getLast();
    Timeline.Use use = last.use();
    out.append(
        " %s %s ran %s of the time."
            .formatted(
                processes.size() > 1 ? "In the last process" : "Here",
                Figures.count(last.slots().size(), "slot"),
                Figures.percent(use.ran())));
    List<Timeline.Wait> waits = last.waits();
    if (!waits.isEmpty()) {
      out.append(
          " For %s they waited for a trial that had to be taken in before the next one was chosen, most for trial %s."
              .formatted(
                  Figures.percent(use.waited()),
                  waits.stream()
                      .limit(MARKED)
                      .map(wait -> "%s (%s)".formatted(wait.trial(), duration(wait.slots())))
                      .collect(Collectors.joining(", "))));
    }
    out.append(
        " For %s nothing was left to start, and for %s nothing had been chosen: the optimizer chose, or results were taken in."
            .formatted(Figures.percent(use.atTheEnd()), Figures.percent(use.notChosen())));
    if (processes.size() > 1) {
      out.append(" A vertical line is where another process went on with the study.");
    }
    var left = new ArrayList<String>();
    if (timeline.earlier() > 0) {
      left.add(Figures.count(timeline.earlier(), "earlier replicate"));
    }
    if (processes.size() < timeline.processes().size()) {
      int count = timeline.processes().size() - processes.size();
      left.add(count + (count == 1 ? " earlier process" : " earlier processes"));
    }
    if (slots > MOST_SLOTS) {
      left.add(Figures.count(slots - MOST_SLOTS, "slot"));
    }
    return left.isEmpty() ? out.toString() : out + " Not drawn: " + String.join(", ", left) + ".";
  }

  private static String table(List<Timeline.Run> processes) {
    var out =
        new StringBuilder(
            "<table border=\"1\" cellpadding=\"3\" cellspacing=\"0\">\n<tr><th>process</th><th>slots</th><th>replicates</th><th>from the first start to the last end</th><th>ran</th><th>waited for a trial</th><th>nothing left to start</th><th>nothing chosen</th></tr>\n");
    for (Timeline.Run process : processes) {
      Timeline.Use use = process.use();
      out.append(
          "<tr><td>%s</td><td>%s</td><td>%s</td>"
              .formatted(
                  process.number(),
                  process.slots().size(),
                  process.slots().stream().mapToInt(List::size).sum()));
      out.append(
          "<td>%s</td><td>%s</td><td>%s</td><td>%s</td><td>%s</td></tr>\n"
              .formatted(
                  duration(process.end() - process.start()),
                  Encoder.encode(Figures.percent(use.ran())),
                  Encoder.encode(Figures.percent(use.waited())),
                  Encoder.encode(Figures.percent(use.atTheEnd())),
                  Encoder.encode(Figures.percent(use.notChosen()))));
    }
    return out.append("</table>\n").toString();
  }

  /** The trials that slots waited for longest. */
  private static String waits(Timeline.Run process) {
    List<Timeline.Wait> waits = process.waits();
    if (waits.isEmpty()) {
      return "";
    }
    var out =
        new StringBuilder(
            "<p>Trials that slots waited for, those that cost most first:</p>\n<table border=\"1\" cellpadding=\"3\" cellspacing=\"0\">\n<tr><th>trial</th><th>slots waited, added up</th><th>held up others for</th><th>its replicates from the first start to the last end</th></tr>\n");
    for (Timeline.Wait wait : waits.subList(0, Math.min(MOST_WAITS, waits.size()))) {
      out.append(
          "<tr><td>%s</td><td>%s</td><td>%s</td><td>%s</td></tr>\n"
              .formatted(
                  wait.trial(),
                  duration(wait.slots()),
                  duration(wait.held()),
                  process.ran(wait.trial()).map(TimelineView::duration).orElse("not known")));
    }
    if (waits.size() > MOST_WAITS) {
      out.append(
          "<tr><td>%s</td><td>%s</td><td>%s</td><td></td></tr>\n"
              .formatted(
                  Figures.count(waits.size() - MOST_WAITS, "other"),
                  duration(waits.stream().skip(MOST_WAITS).mapToLong(Timeline.Wait::slots).sum()),
                  duration(waits.stream().skip(MOST_WAITS).mapToLong(Timeline.Wait::held).sum())));
    }
    return out.append("</table>\n").toString();
  }

  private static String duration(long nanos) {
    return Figures.duration(Duration.ofNanos(nanos));
  }
}
