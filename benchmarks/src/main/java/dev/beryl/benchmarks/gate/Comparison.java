package dev.beryl.benchmarks.gate;

import dev.beryl.benchmarks.results.Measured;
import dev.beryl.benchmarks.run.Selection;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Runs the benchmarks of two commits in turns, and judges.
 *
 * <p>Each benchmark runs on the one side, then on the other, and so on for some rounds. Where one
 * then looks slower by more than the margin, or allocates more in every round, it is measured anew
 * in twice as many rounds, and these alone decide: a false alarm needs both to go wrong.
 */
final class Comparison {
  private static final String USAGE =
      "usage: Comparison <folder> <class path of base> <class path of head> <set or regex> <rounds>"
          + " <margin> [options of JMH]";

  private final Side base;
  private final Side head;
  private final Margin margin;
  private final PrintStream progress;

  Comparison(Side base, Side head, Margin margin, PrintStream progress) {
    this.base = base;
    this.head = head;
    this.margin = margin;
    this.progress = progress;
  }

  /**
   * Compares two commits, writes {@code verdict.md} into a folder, and ends with exit code 1 if the
   * change fails, 2 if it cannot be compared.
   *
   * @param arguments the folder; the class paths of both sides; the name of a set, or a regex; the
   *     number of rounds; the margin as a share; options of JMH
   */
  public static void main(String[] arguments) {
    System.exit(exitCode(arguments));
  }

  private static int exitCode(String... arguments) {
    if (arguments.length < 6) {
      System.err.println(USAGE);
      return 2;
    }
    try {
      Path folder = Path.of(arguments[0]);
      List<String> options = List.of(arguments).subList(6, arguments.length);
      var margin = Margin.DEFAULT.withSlowdown(Double.parseDouble(arguments[5]));
      var comparison =
          new Comparison(
              new BuiltSide("base", Files.readString(Path.of(arguments[1])), folder, options),
              new BuiltSide("head", Files.readString(Path.of(arguments[2])), folder, options),
              margin,
              System.err);
      List<Verdict> verdicts =
          comparison.verdicts(Selection.of(arguments[3]), Integer.parseInt(arguments[4]));
      Files.writeString(folder.resolve("verdict.md"), Gate.table(verdicts, margin));
      return verdicts.stream().anyMatch(verdict -> verdict.kind().fails()) ? 1 : 0;
    } catch (IllegalArgumentException | IOException e) {
      System.err.println(e.getMessage());
      return 2;
    } catch (InterruptedException e) {
      System.err.println("interrupted");
      return 2;
    }
  }

  /**
   * Measures and judges.
   *
   * @param rounds the number of runs on each side, at least 2
   * @return a verdict on each benchmark of either side, the worst first
   * @throws IllegalArgumentException if there are fewer rounds, a selection matches nothing, a
   *     benchmark does not run to its end, or its results cannot be read
   */
  List<Verdict> verdicts(List<Selection> selections, int rounds)
      throws IOException, InterruptedException {
    var verdicts = new ArrayList<Verdict>();
    for (Selection selection : selections) {
      SortedSet<String> before = base.benchmarks(selection);
      SortedSet<String> after = head.benchmarks(selection);
      var names = new TreeSet<>(before);
      names.addAll(after);
      if (names.isEmpty()) {
        throw new IllegalArgumentException(
            "no benchmark of either side matches '%s'".formatted(selection.regex()));
      }
      for (String name : names) {
        if (!before.contains(name)) {
          verdicts.add(Verdict.oneSided(name, Verdict.Kind.NEW));
        } else if (!after.contains(name)) {
          verdicts.add(Verdict.oneSided(name, Verdict.Kind.GONE));
        } else {
          verdicts.addAll(confirmed(name, selection.parameters(), rounds));
        }
      }
    }
    verdicts.sort(Comparator.comparing(Verdict::kind));
    return verdicts;
  }

  private List<Verdict> confirmed(String name, Map<String, List<String>> parameters, int rounds)
      throws IOException, InterruptedException {
    progress.printf("%s: %s rounds%n", name, rounds);
    List<Verdict> first = inTurns(name, parameters, rounds);
    if (first.stream().noneMatch(Verdict::looksWorse)) {
      return first;
    }
    progress.printf("%s: looks worse; %s more rounds decide%n", name, 2 * rounds);
    Map<String, Verdict> second =
        inTurns(name, parameters, 2 * rounds).stream()
            .collect(Collectors.toMap(Verdict::benchmark, verdict -> verdict));
    return first.stream()
        .map(verdict -> verdict.looksWorse() ? second.get(verdict.benchmark()) : verdict)
        .toList();
  }

  private List<Verdict> inTurns(String name, Map<String, List<String>> parameters, int rounds)
      throws IOException, InterruptedException {
    var before = new ArrayList<List<Measured>>();
    var after = new ArrayList<List<Measured>>();
    for (int round = 0; round < rounds; round++) {
      before.add(base.measure(name, parameters));
      after.add(head.measure(name, parameters));
    }
    return Gate.compare(before, after, margin);
  }
}
