package dev.beryl.report.page;

import dev.beryl.report.study.Figures;
import dev.beryl.report.study.StudyView;
import dev.beryl.study.Interval;
import dev.beryl.study.StudyResult;
import dev.beryl.trial.Samples;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Studies side by side: those that differ in their seed only are one group, drawn as a median with
 * the band from the least to the largest, and groups are compared seed by seed.
 */
final class ComparisonView {
  private static final int WIDTH = 880;
  private static final int HEIGHT = 320;
  private static final String[] COLORS = {
    "#0072b2", "#c8500a", "#00794f", "#aa3399", "#8a6d00", "#6a737d"
  };

  private ComparisonView() {}

  /** Studies with the same settings, by seed. */
  private record Group(String name, TreeMap<Long, double[]> curves) {
    double[] quantile(int which) {
      int length = curves.values().stream().mapToInt(c -> c.length).max().orElse(0);
      double[] quantile = new double[length];
      for (int i = 0; i < length; i++) {
        int at = i;
        double[] sorted =
            curves.values().stream()
                .mapToDouble(c -> c[Math.min(at, c.length - 1)])
                .filter(v -> !Double.isNaN(v))
                .sorted()
                .toArray();
        quantile[i] = sorted.length == 0 ? Double.NaN : sorted[(sorted.length - 1) * which / 2];
      }
      return quantile;
    }

    double end(long seed) {
      double[] curve = curves.getOrDefault(seed, new double[0]);
      return curve.length == 0 ? Double.NaN : curve[curve.length - 1];
    }
  }

  static View of(List<StudyView> studies) {
    List<Group> groups = groups(studies);
    double sign = studies.getFirst().result().objectives().getFirst().loss(1);
    var svg = new Svg(WIDTH, HEIGHT, "Best so far of %s studies".formatted(studies.size()));
    double[] ends =
        groups.stream()
            .flatMap(g -> g.curves().values().stream())
            .flatMapToDouble(c -> Arrays.stream(c))
            .filter(v -> !Double.isNaN(v))
            .map(v -> v * sign)
            .sorted()
            .toArray();
    int longest =
        groups.stream()
            .flatMap(g -> g.curves().values().stream())
            .mapToInt(c -> c.length)
            .max()
            .orElse(1);
    Scale up = ends.length == 0 ? Scale.linear(0, 1) : Scale.around(ends[0], ends[ends.length - 1]);
    var frame =
        new Frame(80, 24, WIDTH - 18, HEIGHT - 40, Scale.linear(0, Math.max(1, longest - 1)), up)
            .draw(svg, "trial", "best so far");
    for (int g = 0; g < groups.size(); g++) {
      String color = COLORS[g % COLORS.length];
      String low = line(frame, groups.get(g).quantile(0), sign, false);
      if (groups.get(g).curves().size() > 1 && !low.isEmpty()) {
        String band = low + line(frame, groups.get(g).quantile(2), sign, true) + "Z";
        svg.add("<path d=\"%s\" fill=\"%s\" fill-opacity=\"0.15\"/>".formatted(band, color));
      }
      svg.path(line(frame, groups.get(g).quantile(1), sign, false), color, 2);
      svg.text(
          frame.right() - 4,
          frame.top() + 14 + 16 * g,
          "end",
          color,
          Encoder.shortened(groups.get(g).name(), 70));
    }
    String reading =
        "The best value so far of each study; studies that differ in their seed only are one line, the median, in a band from the worst to the best seed. %s"
            .formatted(Encoder.encode(difference(groups)));
    return new View(
        "comparison", "Studies side by side", reading, svg.end() + table(studies), false);
  }

  private static List<Group> groups(List<StudyView> studies) {
    var groups = new LinkedHashMap<String, Group>();
    for (StudyView view : studies) {
      StudyResult result = view.result();
      String key = result.identity().replaceAll("(?m)^seed .*$", "");
      Group group = groups.computeIfAbsent(key, _ -> new Group(name(view), new TreeMap<>()));
      group.curves().put(result.seed(), result.bestLossSoFar());
    }
    return List.copyOf(groups.values());
  }

  private static String name(StudyView view) {
    return view.title() + ", " + view.result().optimizer();
  }

  private static String difference(List<Group> groups) {
    if (groups.size() < 2) {
      return groups.getFirst().curves().size() > 1
          ? "All studies have the same settings."
          : "The studies are the same.";
    }
    var sentences = new ArrayList<String>();
    Group first = groups.getFirst();
    for (Group other : groups.subList(1, groups.size())) {
      double[] differences =
          first.curves().keySet().stream()
              .mapToDouble(seed -> other.end(seed) - first.end(seed))
              .filter(Double::isFinite)
              .toArray();
      if (differences.length == 0) {
        sentences.add("%s has no seed in common with %s.".formatted(other.name(), first.name()));
        continue;
      }
      Samples samples = Samples.of(differences);
      Interval interval = Interval.ofMean(samples, 0.95);
      sentences.add(
          "At the end %s is %s by %s in loss%s."
              .formatted(
                  other.name(),
                  samples.mean() > 0 ? "worse" : "better",
                  Figures.rounded(Math.abs(samples.mean()), 3),
                  differences.length < 2
                      ? " (one seed: no interval)"
                      : " (difference %s to %s at 95 %%, %s seeds paired%s)"
                          .formatted(
                              Figures.rounded(interval.low(), 3),
                              Figures.rounded(interval.high(), 3),
                              differences.length,
                              interval.contains(0) ? "; it may be none" : "")));
    }
    return String.join(" ", sentences);
  }

  private static String line(Frame frame, double[] losses, double sign, boolean back) {
    var path = new StringBuilder();
    double drawn = Double.NaN;
    var points = new ArrayList<String>();
    for (int i = 0; i < losses.length; i++) {
      if (Double.isNaN(losses[i])) {
        continue;
      }
      if (losses[i] != drawn || i == losses.length - 1) {
        if (!Double.isNaN(drawn)) {
          points.add(Svg.at(frame.x(i)) + " " + Svg.at(frame.y(sign * drawn)));
        }
        points.add(Svg.at(frame.x(i)) + " " + Svg.at(frame.y(sign * losses[i])));
        drawn = losses[i];
      }
    }
    for (String point : back ? points.reversed() : points) {
      path.append(path.isEmpty() && !back ? 'M' : 'L').append(point);
    }
    return path.toString();
  }

  /** The settings, those first that differ. */
  private static String table(List<StudyView> studies) {
    var rows = new LinkedHashMap<String, List<String>>();
    for (StudyView view : studies) {
      StudyResult result = view.result();
      add(rows, "optimizer", result.optimizer());
      add(rows, "options", view.header().map(h -> h.search().options()).orElse(""));
      add(rows, "seed", Long.toString(result.seed()));
      add(rows, "trials", Integer.toString(result.trials().size()));
      add(
          rows,
          "replicates",
          view.header().map(h -> Integer.toString(h.replication().replicates())).orElse(""));
      add(rows, "search space", Encoder.shortened(result.space().canonical(), 200));
      add(rows, "best", best(result));
      add(rows, "time", Figures.duration(result.elapsed()));
    }
    var out =
        new StringBuilder(
            "<details><summary>settings that differ</summary>\n<table border=\"1\" cellpadding=\"3\" cellspacing=\"0\">\n<tr><th></th>");
    studies.forEach(view -> out.append("<th>%s</th>".formatted(Encoder.encode(view.title(), 40))));
    out.append("</tr>\n");
    for (Map.Entry<String, List<String>> row : rows.entrySet()) {
      if (row.getValue().stream().distinct().count() > 1) {
        out.append("<tr><th align=\"left\">%s</th>".formatted(row.getKey()));
        row.getValue()
            .forEach(cell -> out.append("<td>%s</td>".formatted(Encoder.encode(cell, 300))));
        out.append("</tr>\n");
      }
    }
    return out.append("</table></details>\n").toString();
  }

  private static void add(Map<String, List<String>> rows, String name, String value) {
    rows.computeIfAbsent(name, _ -> new ArrayList<>()).add(value);
  }

  private static String best(StudyResult result) {
    if (result.objectives().size() > 1) {
      return Figures.count(result.paretoFront().size(), "trial") + " in the front";
    }
    return result
        .bestTrial()
        .map(trial -> Figures.estimate(trial.value(), trial.standardError()))
        .orElse("none");
  }
}
