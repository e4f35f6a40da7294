package dev.beryl.quality;

import dev.beryl.quality.measure.Estimate;
import dev.beryl.quality.measure.Targets;
import dev.beryl.quality.problem.Family;
import dev.beryl.quality.problem.TestProblem;
import dev.beryl.quality.run.Budget;
import dev.beryl.quality.run.Contender;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/**
 * The automatic choice beside the optimizers that it chooses from, on the families of a release, at
 * several numbers of trials for each parameter.
 */
final class AutoSuite {
  private static final int INSTANCES = 10;
  private static final int PROBLEMS = 1;

  private AutoSuite() {}

  /** What one optimizer scored: by family and instance, empty where it cannot search. */
  private record Scored(String name, Map<Family, double[]> byFamily) {

    /** The mean over some families of each instance. */
    double[] mean(List<Family> families) {
      double[] mean = new double[0];
      for (Family family : families) {
        double[] areas = byFamily.getOrDefault(family, new double[0]);
        mean = mean.length == 0 ? new double[areas.length] : mean;
        for (int k = 0; k < mean.length; k++) {
          mean[k] += areas[k] / families.size();
        }
      }
      return mean;
    }

    boolean has(List<Family> families) {
      return families.stream()
          .allMatch(family -> byFamily.getOrDefault(family, new double[0]).length > 0);
    }
  }

  static String report(Arguments given) {
    List<Contender> contenders =
        Contender.parseAll(given.text("optimizers", "auto,gp,tpe,cma-es,sobol"));
    int instances = given.number("instances", INSTANCES);
    int problems = given.number("problems", PROBLEMS);
    int dimension = given.number("dimension", 0);
    var budget = new Budget(1, 1, given.number("parallelism", 1));
    List<Family> families = families(given.text("families", ""));
    var report = new StringBuilder();
    for (String each : given.text("each", "5,20,100").split(",", -1)) {
      var targets = Targets.release(Integer.parseInt(each));
      var scored = new ArrayList<Scored>();
      for (Contender contender : contenders) {
        scored.add(
            run(
                contender,
                families,
                family ->
                    dimension > 0
                        ? List.of(family.problem(dimension))
                        : family.problems().subList(0, problems),
                instances,
                targets,
                budget,
                given.number("seed", 1)));
      }
      report
          .append(each)
          .append(" trials for each parameter, at most ")
          .append(String.format(Locale.ROOT, "%.3f", targets.mostArea()))
          .append("\n\n")
          .append(table(scored, families))
          .append('\n');
    }
    return report.toString();
  }

  private static List<Family> families(String names) {
    return names.isEmpty()
        ? List.of(Family.values())
        : Arrays.stream(names.split(",", -1))
            .map(name -> Family.valueOf(name.toUpperCase(Locale.ROOT)))
            .toList();
  }

  private static Scored run(
      Contender contender,
      List<Family> families,
      Function<Family, List<TestProblem>> problems,
      int instances,
      Targets targets,
      Budget budget,
      long seed) {
    var byFamily = new LinkedHashMap<Family, double[]>();
    for (Family family : families) {
      if (contender.name().startsWith("gp") && family == Family.CONDITIONAL) {
        continue;
      }
      List<TestProblem> some = problems.apply(family);
      double[][][] curves =
          contender.run(
              some,
              instances,
              problem ->
                  new Budget(
                      targets.budget(problem.dimension()),
                      family.replicates(),
                      budget.parallelism()),
              seed);
      double[] mean = new double[instances];
      for (int p = 0; p < some.size(); p++) {
        for (int k = 0; k < instances; k++) {
          int[] hits = targets.hits(curves[p][k]);
          mean[k] += targets.area(hits, some.get(p).dimension()) / some.size();
        }
      }
      byFamily.put(family, mean);
    }
    return new Scored(contender.name(), byFamily);
  }

  private static MarkdownTable table(List<Scored> scored, List<Family> families) {
    List<Family> unconditional =
        families.stream().filter(family -> family != Family.CONDITIONAL).toList();
    var columns = new ArrayList<>(List.of("optimizer", "all", "all but conditional"));
    families.forEach(family -> columns.add(family.name().toLowerCase(Locale.ROOT)));
    var table = new MarkdownTable(columns);
    for (Scored each : scored) {
      var cells = new ArrayList<Object>(List.of("`" + each.name() + "`"));
      cells.add(cell(each, families));
      cells.add(cell(each, unconditional));
      families.forEach(family -> cells.add(cell(each, List.of(family))));
      table.row(cells);
    }
    return table;
  }

  private static Object cell(Scored scored, List<Family> families) {
    return !families.isEmpty() && scored.has(families) ? Estimate.of(scored.mean(families)) : "–";
  }
}
