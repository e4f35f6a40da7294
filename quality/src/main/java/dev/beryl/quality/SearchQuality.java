package dev.beryl.quality;

import dev.beryl.quality.problem.Variant;
import dev.beryl.quality.run.Contender;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Compares optimisers with each other and with peers on the seventeen problems, and prints Markdown
 * tables.
 *
 * <pre>{@code
 * mvn -q -B -Pquality -Dsuite=short -Doptimizers=random,sobol
 * mvn -q -B -Pquality -Dsuite=long -Doptimizers=cma-es -Dquality.args="instances=5 seed=7"
 * }</pre>
 *
 * <p>Suites: {@code short} (after 50, 100 and 200 evaluations, beside the kept results of Optuna
 * and pycma), {@code long} (runtime profile up to 2000 d evaluations, beside pycma), and the
 * variants {@code boundary}, {@code beyond}, {@code integer} and {@code noise} (after 50, 100 and
 * 200 trials, in pairs with those of {@code against}).
 */
public final class SearchQuality {
  private static final Set<String> NAMES =
      Set.of(
          "suite",
          "optimizers",
          "against",
          "instances",
          "seed",
          "replicates",
          "parallelism",
          "problems");

  private SearchQuality() {}

  /**
   * Runs one suite.
   *
   * @param arguments {@code name=value}: suite, optimizers, against (contenders of the same run),
   *     instances, seed, replicates, parallelism, problems (a part of their names)
   */
  public static void main(String... arguments) {
    var given = new Arguments(NAMES, arguments);
    List<Contender> contenders = Contender.parseAll(given.text("optimizers", "random"));
    String suite = given.text("suite", "short");
    System.out.println(
        switch (suite) {
          case "short" -> ShortSuite.report(given, Variant.PLAIN, contenders);
          case "long" -> LongSuite.report(given, contenders);
          case "boundary", "beyond", "integer", "noise" ->
              ShortSuite.report(given, Variant.valueOf(suite.toUpperCase(Locale.ROOT)), contenders);
          default ->
              throw new IllegalArgumentException(
                  "expected suite short, long, boundary, beyond, integer or noise, got '"
                      + suite
                      + "'");
        });
  }
}
