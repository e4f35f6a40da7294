package dev.beryl.quality;

import dev.beryl.optimizers.RandomSearch;
import dev.beryl.quality.release.Change;
import dev.beryl.quality.release.Scores;
import dev.beryl.quality.run.Contender;
import dev.beryl.spi.Capability;
import dev.beryl.spi.OptimizerProvider;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.function.Predicate;

/**
 * The program that a release must pass: no built-in optimizer scores less than in the last release,
 * by more than a margin.
 */
final class ReleaseSuite {
  private static final int PROBLEMS = 3;
  private static final int INSTANCES = 40;
  private static final int SMOKE_INSTANCES = 20;

  private ReleaseSuite() {}

  /**
   * Runs it.
   *
   * @param smoke whether to run the smallest problem of each family only, and half of the instances
   * @return whether it is passed
   */
  static boolean run(Arguments given, boolean smoke) {
    int problems = smoke ? 1 : PROBLEMS;
    int instances = smoke ? SMOKE_INSTANCES : INSTANCES;
    String chosen = given.text("optimizers", "");
    List<Contender> contenders = chosen.isEmpty() ? builtIn() : Contender.parseAll(chosen);
    Scores now = Scores.run(contenders, problems, instances);
    String file = given.text("record", "");
    if (!file.isEmpty()) {
      record(now, Path.of(file));
      return true;
    }
    Scores before = Scores.ofLastRelease();
    List<Change> changes = Change.between(before, now, problems, instances);
    System.out.println(table(changes));
    for (Contender contender : contenders) {
      if (!before.optimizers().contains(contender.name())) {
        System.out.println("new since the last release: " + contender.name());
      }
    }
    List<String> gone =
        before.optimizers().stream()
            .filter(Predicate.not(now.optimizers()::contains))
            .filter(_ -> chosen.isEmpty())
            .toList();
    gone.forEach(name -> System.out.println("gone since the last release: " + name));
    List<Change> drops = changes.stream().filter(Change::isDrop).toList();
    drops.forEach(drop ->
        System.out.println(
            String.format(
                Locale.ROOT,
                "dropped: %s on %s by %s, margin %.3f",
                drop.optimizer(),
                drop.family(),
                drop.difference(),
                drop.margin())));
    return drops.isEmpty() && gone.isEmpty();
  }

  /**
   * All optimizers of the built-in module that search all families, by their names; a grid may be
   * larger than its budget. The {@code few} suite measures one that refuses conditional spaces, the
   * {@code auto} suite the one that chooses from the others.
   */
  static List<Contender> builtIn() {
    Module module = RandomSearch.class.getModule();
    String home = RandomSearch.class.getPackageName() + ".";
    return ServiceLoader.load(OptimizerProvider.class).stream()
        .filter(p -> p.type().getModule().equals(module) && p.type().getName().startsWith(home))
        .map(ServiceLoader.Provider::get)
        .filter(provider -> provider.capabilities().has(Capability.CONDITIONS))
        .map(OptimizerProvider::name)
        .filter(name -> !name.equals("auto"))
        .sorted()
        .map(name -> name.equals("grid") ? name + ":partial=true:order=random" : name)
        .map(Contender::parse)
        .toList();
  }

  private static String table(List<Change> changes) {
    Map<String, Map<String, Change>> byOptimizer = new LinkedHashMap<>();
    for (Change change : changes) {
      byOptimizer
          .computeIfAbsent(change.optimizer(), _ -> new LinkedHashMap<>())
          .put(change.family(), change);
    }
    var columns = new ArrayList<>(List.of("optimizer"));
    byOptimizer.values().stream().limit(1).forEach(each -> columns.addAll(each.keySet()));
    var areas = new MarkdownTable(columns);
    var differences = new MarkdownTable(columns);
    byOptimizer.forEach((optimizer, each) -> {
      var area = new ArrayList<Object>(List.of(optimizer));
      var difference = new ArrayList<Object>(List.of(optimizer));
      for (Change change : each.values()) {
        area.add(change.now());
        difference.add(change.difference() + (change.isDrop() ? " **dropped**" : ""));
      }
      areas.row(area);
      differences.row(difference);
    });
    return "Area under the runtime profile ± standard error\n\n"
        + areas
        + "\nDifference from the last release, in pairs, ± standard error\n\n"
        + differences;
  }

  private static void record(Scores scores, Path file) {
    try {
      Files.write(file, scores.lines());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
