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

/** When replicates ran in which slot, and what slots waited for. */
final class TimelineView {
  private static final int WIDTH = 880;
  private static final int LEFT = 60;
  private static final int TOP = 24;
  private static final int ROW = 14;
  private static final int BAR = 9;
  private static final int MOST_SLOTS = 16;
  private static final int MOST_PROCESSES = 12;
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
    double before = 0;
    for (Timeline.Run process : processes) {
      if (before > 0) {
        svg.line(frame.x(before), TOP - 8, frame.x(before), bottom, Svg.INK);
      }
      for (int slot = 0; slot < Math.min(rows, process.slots().size()); slot++) {
        bars(bars, frame, process.slots().get(slot), TOP + ROW * (slot + 0.5), process, before);
      }
      before += seconds(process.end() - process.start());
    }
    for (State state : STATES) {
      int width = state == State.COMPLETED ? BAR : state == State.PRUNED ? BAR / 2 : 2;
      svg.path(bars.getOrDefault(state, new StringBuilder()), state.color(), width);
    }
    return Optional.of(
        new View(
            "timeline",
            "Timeline of slots",
            Encoder.encode(reading(timeline, processes, slots)),
            svg.end() + table(processes),
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

  private static String reading(Timeline timeline, List<Timeline.Run> processes, int slots) {
    var out =
        new StringBuilder(
            "Each row is a slot, which runs one replicate at a time; where it is empty, the slot waited. Full bars completed, thin gray ones were pruned, crossed lines failed.");
    Timeline.Run last = processes.getLast();
    Timeline.Use use = last.use();
    out.append(
        " %s %s ran %s of the time; %s they waited while others ran, as there was no replicate to run before those ended, and %s nothing ran, as the optimizer chose or results were taken in."
            .formatted(
                processes.size() > 1 ? "In the last process" : "Here",
                Figures.count(last.slots().size(), "slot"),
                Figures.percent(use.ran()),
                Figures.percent(use.behindOthers()),
                Figures.percent(use.nothingRan())));
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
            "<table border=\"1\" cellpadding=\"3\" cellspacing=\"0\">\n<tr><th>process</th><th>slots</th><th>replicates</th><th>from the first start to the last end</th><th>ran</th><th>waited for others</th><th>nothing ran</th></tr>\n");
    for (Timeline.Run process : processes) {
      Timeline.Use use = process.use();
      out.append(
          "<tr><td>%s</td><td>%s</td><td>%s</td>"
              .formatted(
                  process.number(),
                  process.slots().size(),
                  process.slots().stream().mapToInt(List::size).sum()));
      out.append(
          "<td>%s</td><td>%s</td><td>%s</td><td>%s</td></tr>\n"
              .formatted(
                  Figures.duration(Duration.ofNanos(process.end() - process.start())),
                  Encoder.encode(Figures.percent(use.ran())),
                  Encoder.encode(Figures.percent(use.behindOthers())),
                  Encoder.encode(Figures.percent(use.nothingRan()))));
    }
    return out.append("</table>\n").toString();
  }
}
