package dev.beryl.quality;

import dev.beryl.quality.pruning.CurveFamily;
import dev.beryl.quality.pruning.Figures;
import dev.beryl.quality.pruning.Rule;
import dev.beryl.quality.pruning.SimulatedStudy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Pruners in simulated studies with learning curves, beside no pruner. */
final class PruningSuite {
  private static final String RULES = "any-median,median:checkpoints=rounds,median,asha,hyperband";

  private static final int MOST_TRIALS = 500;

  private PruningSuite() {}

  static String report(Arguments given) {
    List<Rule> rules =
        Arrays.stream(given.text("rules", RULES).split(",")).map(Rule::parse).toList();
    List<CurveFamily> families = families(given.text("problems", ""));
    int replicates = given.number("replicates", 5);
    int steps = given.number("steps", 30);
    int studies = given.number("instances", 120);
    String optimizer = given.text("optimizers", "random");
    var columns = new ArrayList<>(List.of("rule"));
    families.forEach(family -> columns.add(text(family)));
    columns.add("largest standard errors");
    var table = new MarkdownTable(columns);
    int seed = given.number("seed", 1);
    var without = new ArrayList<SimulatedStudy[]>();
    for (CurveFamily family : families) {
      var design = new SimulatedStudy.Design(family, replicates, steps, optimizer, MOST_TRIALS);
      without.add(SimulatedStudy.run(design, Rule.NONE, studies, seed));
    }
    for (Rule rule : rules) {
      var cells = new ArrayList<Object>(List.of(rule.name()));
      double[] errors = new double[3];
      for (int i = 0; i < families.size(); i++) {
        var design =
            new SimulatedStudy.Design(families.get(i), replicates, steps, optimizer, MOST_TRIALS);
        SimulatedStudy[] with = SimulatedStudy.run(design, rule, studies, seed);
        var figures = Figures.of(with, without.get(i));
        errors[0] = Math.max(errors[0], figures.at60().standardError());
        errors[1] = Math.max(errors[1], figures.atWork20().standardError());
        errors[2] = Math.max(errors[2], figures.atWork60().standardError());
        cells.add(figures);
      }
      cells.add(String.format(Locale.ROOT, "%.2f %.2f %.2f", errors[0], errors[1], errors[2]));
      table.row(cells);
    }
    return "%s, %s replicates of %s steps, %s studies\n\n"
            .formatted(optimizer, replicates, steps, studies)
        + "Mean regret relative to no pruner's after 60 trials, at the work of 20 and at that of 60"
        + " full trials; steps of 60 trials; studies with a warning\n\n"
        + table;
  }

  private static List<CurveFamily> families(String names) {
    return names.isEmpty()
        ? List.of(CurveFamily.values())
        : Arrays.stream(names.split(","))
            .map(name -> CurveFamily.valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_')))
            .toList();
  }

  private static String text(CurveFamily family) {
    return family.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
