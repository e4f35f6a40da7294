package dev.beryl.quality;

import dev.beryl.quality.problem.Variant;
import java.util.Locale;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Measures how well optimizers search, and prints Markdown tables.
 *
 * <pre>{@code
 * mvn -q -B -Pquality
 * mvn -q -B -Pquality -Dsuite=smoke
 * mvn -q -B -Pquality -Dsuite=short -Doptimizers=random,sobol
 * mvn -q -B -Pquality -Dsuite=long -Doptimizers=cma-es -Dquality.args="instances=5 seed=7"
 * }</pre>
 *
 * <p>Suites:
 *
 * <ul>
 *   <li>{@code release}, and in short {@code smoke}: the built-in optimizers beside the last
 *       release, on problems of their own; ends with status 1 if one has dropped. With {@code
 *       record=file} what they score is written instead of compared
 *   <li>{@code short}: the seventeen problems after 50, 100 and 200 evaluations, beside the kept
 *       results of Optuna and pycma
 *   <li>{@code few}: the seventeen problems after 25, 50 and 100 evaluations, beside the kept
 *       results of Optuna's Gaussian process and in pairs with those of {@code against}
 *   <li>{@code long}: runtime profiles on fourteen of them up to 2000 d evaluations, beside pycma
 *   <li>{@code convergence}: evaluations of a single run of CMA-ES to 1e-8, beside pycma
 *   <li>{@code boundary}, {@code beyond}, {@code integer}, {@code noise}: variants of the seventeen
 *       after 50, 100 and 200 trials, in pairs with those of {@code against}
 *   <li>{@code noisy}: strong noise, the true value of what is recommended after 100, 250 and 500
 *       replicates, beside peers; an optimizer's name may be followed by a star and the replicates
 *       of a trial or {@code race}, {@code budget} is the largest of the three
 *   <li>{@code auto}: the automatic choice beside those it chooses from, on the families of a
 *       release, with {@code each} trials for each parameter, such as {@code 5,20,100}; {@code
 *       problems} is how many of a family are taken, {@code families} names some of them; {@code
 *       dimension} takes one of each without conditions, with that many parameters
 *   <li>{@code pruning}: pruners in simulated studies with learning curves, beside no pruner;
 *       {@code rules} has their names with options, {@code problems} families of curves, {@code
 *       steps} the length of a curve
 *   <li>{@code gain}: what the rule on the expected gain of the next 20 trials saves and costs;
 *       {@code budget} is the number of trials without it
 *   <li>{@code slots}: how busy slots are where replicates take unequal time, by the number in
 *       flight, with replicates that run ahead and without; {@code parallelism} is the number of
 *       slots, {@code budget} that of replicates
 *   <li>{@code estimate}: whether what {@code gp} expects of what it recommends covers the truth
 *       under noise; {@code instances} is the number of studies, {@code budget} that of their
 *       trials; ends with status 1 if it does too seldom
 *   <li>{@code racing}: whether simulated races keep their promises, and what they cost; {@code
 *       instances} is the number of races of each kind; ends with status 1 if a promise is broken
 * </ul>
 */
public final class SearchQuality {
  private static final Logger NOTICES = Logger.getLogger("dev.beryl");

  private static final Set<String> NAMES =
      Set.of(
          "suite",
          "optimizers",
          "against",
          "instances",
          "seed",
          "replicates",
          "parallelism",
          "problems",
          "record",
          "rules",
          "steps",
          "each",
          "families",
          "dimension",
          "budget");

  private SearchQuality() {}

  /**
   * Runs one suite.
   *
   * @param arguments {@code name=value}: suite, optimizers, against (contenders of the same run),
   *     instances, seed, replicates, parallelism, problems (a part of their names), record, rules,
   *     steps, each, families, dimension, budget
   */
  public static void main(String... arguments) {
    var given = new Arguments(NAMES, arguments);
    NOTICES.setLevel(Level.SEVERE); // the same one for each of thousands of runs
    String suite = given.text("suite", "release");
    switch (suite) {
      case "release", "smoke" -> {
        if (!ReleaseSuite.run(given, suite.equals("smoke"))) {
          System.exit(1);
        }
      }
      case "short" -> System.out.println(ShortSuite.report(given, Variant.PLAIN));
      case "few" -> System.out.println(FewSuite.report(given));
      case "long" -> System.out.println(LongSuite.report(given));
      case "convergence" -> System.out.println(ConvergenceSuite.report(given));
      case "boundary", "beyond", "integer", "noise" ->
          System.out.println(
              ShortSuite.report(given, Variant.valueOf(suite.toUpperCase(Locale.ROOT))));
      case "noisy" -> System.out.println(NoisySuite.report(given));
      case "auto" -> System.out.println(AutoSuite.report(given));
      case "pruning" -> System.out.println(PruningSuite.report(given));
      case "gain" -> System.out.println(GainSuite.report(given));
      case "slots" -> System.out.println(SlotsSuite.report(given));
      case "estimate" -> {
        if (!EstimateSuite.run(given)) {
          System.exit(1);
        }
      }
      case "racing" -> {
        if (!RacingSuite.run(given)) {
          System.exit(1);
        }
      }
      default ->
          throw new IllegalArgumentException(
              "expected suite release, smoke, short, few, long, convergence, boundary, beyond, integer,"
                  + " noise, noisy, auto, pruning, gain, slots, estimate or racing, got '"
                  + suite
                  + "'");
    }
  }
}
