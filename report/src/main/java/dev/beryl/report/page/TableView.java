package dev.beryl.report.page;

import dev.beryl.report.study.Figures;
import dev.beryl.report.study.State;
import dev.beryl.report.study.StudyView;
import dev.beryl.space.ChoiceParameter;
import dev.beryl.space.Parameter;
import dev.beryl.trial.Objective;
import dev.beryl.trial.Trial;
import java.util.List;

/** The trials as a table, the best first. */
final class TableView {
  private static final int MOST_CELLS = 500;
  private static final int MOST_ROWS = 100;

  private TableView() {}

  static View of(StudyView view) {
    List<Parameter> parameters = view.result().space().parameters();
    List<Objective> objectives = view.result().objectives();
    int columns = parameters.size() + objectives.size() + 3;
    int most = Math.max(10, Math.min(MOST_ROWS, MOST_CELLS / columns));
    List<Trial> trials = view.result().trials();
    double[] spreads = parameters.stream().mapToDouble(TableView::spread).toArray();
    var body = new StringBuilder("<table border=\"1\" cellpadding=\"3\" cellspacing=\"0\">\n<tr>");
    head(body, "trial");
    head(body, "state");
    objectives.forEach(o -> head(body, Encoder.shortened(o.metric(), 30)));
    parameters.forEach(p -> head(body, Encoder.shortened(p.name(), 30)));
    head(body, "time");
    body.append("</tr>\n");
    for (Trial trial : Bests.best(trials, _ -> true, most)) {
      row(body, trial, parameters, spreads);
    }
    String reading =
        trials.size() > most
            ? "The best %s of %s trials; a cell is empty where a parameter is inactive or there is no value."
                .formatted(most, trials.size())
            : "All trials, the best first; a cell is empty where a parameter is inactive or there is no value.";
    return new View("table", "Trials", reading, body.append("</table>\n").toString(), true);
  }

  private static void head(StringBuilder out, String text) {
    out.append("<th>").append(Encoder.encode(text)).append("</th>");
  }

  private static double spread(Parameter parameter) {
    Scale scale = Scale.of(parameter);
    return scale.logarithmic() || scale.isChoice() ? 0 : scale.high() - scale.low();
  }

  private static void row(
      StringBuilder out, Trial trial, List<Parameter> parameters, double[] spreads) {
    State state = State.of(trial);
    out.append("<tr><td>").append(trial.number()).append("</td><td>");
    out.append(state.shape()).append(' ').append(state.word()).append("</td>");
    for (int m = 0; m < trial.objectives().size(); m++) {
      out.append("<td>");
      if (trial.isCompleted()) {
        out.append(Figures.estimate(trial.value(m), trial.standardError(m)));
      }
      out.append("</td>");
    }
    for (int j = 0; j < spreads.length; j++) {
      Object value = trial.treatment().value(parameters.get(j).name());
      out.append("<td>").append(value == null ? "" : cell(parameters.get(j), value, spreads[j]));
      out.append("</td>");
    }
    out.append("<td>").append(Figures.duration(trial.duration())).append("</td></tr>\n");
  }

  private static String cell(Parameter parameter, Object value, double spread) {
    if (parameter instanceof ChoiceParameter<?>) {
      return Encoder.encode(String.valueOf(value), 40);
    }
    return switch (value) {
      case Double number ->
          spread > 0 ? Figures.within(number, spread) : Figures.rounded(number, 4);
      default -> value.toString();
    };
  }
}
