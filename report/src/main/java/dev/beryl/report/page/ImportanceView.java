package dev.beryl.report.page;

import dev.beryl.report.importance.Importance;
import dev.beryl.report.importance.Importance.OfParameter;
import dev.beryl.report.study.Figures;
import java.util.List;

/** How much each parameter decides, with what noise alone would give. */
final class ImportanceView {
  private static final int WIDTH = 880;
  private static final int ROW = 34;
  private static final int LEFT = 170;
  private static final int BARS = 400;
  private static final int MOST_ROWS = 8;

  private ImportanceView() {}

  static View of(Importance importance) {
    List<OfParameter> shown = importance.ranked().stream().limit(MOST_ROWS).toList();
    int hidden = importance.parameters().size() - shown.size();
    var svg =
        new Svg(
            WIDTH,
            24 + ROW * shown.size() + 24,
            "Importance of parameters: " + meaning(importance));
    svg.add(
        "<defs><pattern id=\"hatch\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\"><path d=\"M0 6L6 0\" stroke=\"#ffffff\" stroke-width=\"2\"/></pattern></defs>");
    for (int tick = 0; tick <= 100; tick += 25) {
      double x = LEFT + BARS * tick / 100.0;
      svg.line(x, 20, x, 24 + ROW * shown.size(), Svg.GRID);
      svg.text(x, 14, "middle", Svg.FAINT, tick + " %");
    }
    for (int i = 0; i < shown.size(); i++) {
      row(svg, 24 + ROW * i, shown.get(i));
    }
    svg.text(
        LEFT,
        24 + ROW * shown.size() + 16,
        "start",
        Svg.FAINT,
        "wide bar: where it searched; thin bar: in the whole range; | noise floor; ○ random forest");
    String reading =
        "How much a parameter decides whether a trial is among the best tenth (%s of %s). A gray bar is not above the noise floor, which 95 %% of shuffled results stay below; a hatched one stands on less than half of the parameter's range. %s%s"
            .formatted(
                importance.best(),
                importance.trials(),
                Encoder.encode(meaning(importance)),
                hidden == 0
                    ? ""
                    : " %s with less are not drawn.".formatted(Figures.count(hidden, "parameter")));
    return new View("importance", "Importance of parameters", reading, svg.end(), false);
  }

  static String meaning(Importance importance) {
    if (importance.tied()) {
      return "So many trials tie for the best that this says little.";
    }
    List<String> above =
        importance.ranked().stream()
            .filter(OfParameter::isAboveFloor)
            .limit(3)
            .map(of ->
                Encoder.shortened(of.parameter().name(), 30)
                    + " ("
                    + Figures.percent(of.searched())
                    + ")")
            .toList();
    String most =
        above.isEmpty()
            ? "No parameter is above the noise"
            : "Most important where it searched: " + String.join(", ", above);
    return "%s; interactions and noise leave %s unexplained."
        .formatted(most, Figures.percent(1 - importance.explained()));
  }

  private static void row(Svg svg, double y, OfParameter of) {
    String color = of.isAboveFloor() ? Svg.ACCENT : "#b4bac1";
    String rangeColor = of.range() > of.rangeFloor() ? "#56a0d3" : "#d0d5da";
    svg.text(LEFT - 8, y + 17, "end", Svg.INK, Encoder.shortened(of.parameter().name(), 22));
    svg.rectangle(LEFT, y + 3, BARS * of.searched(), 13, color);
    if (!of.isExplored()) {
      svg.rectangle(LEFT, y + 3, BARS * of.searched(), 13, "url(#hatch)");
    }
    svg.rectangle(LEFT, y + 18, BARS * of.range(), 6, rangeColor);
    double floor = LEFT + BARS * of.searchedFloor();
    svg.path("M%s %sv17".formatted(Svg.at(floor), Svg.at(y + 1)), Svg.INK, 1.5);
    if (!Double.isNaN(of.forest())) {
      svg.circle(LEFT + BARS * of.forest(), y + 9.5, 3.5, "none", Svg.INK);
    }
    svg.text(
        LEFT + BARS + 24,
        y + 17,
        "start",
        of.isExplored() ? Svg.FAINT : "#b04a00",
        "%s, floor %s; %s of the range explored"
            .formatted(
                Figures.percent(of.searched()),
                Figures.percent(of.searchedFloor()),
                Figures.percent(of.explored())),
        " font-size=\"11\"");
  }
}
