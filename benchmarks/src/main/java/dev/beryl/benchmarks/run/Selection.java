package dev.beryl.benchmarks.run;

import dev.beryl.benchmarks.results.ListFile;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Some benchmarks with some of their parameters.
 *
 * @param regex a part of their names, as JMH has it
 * @param parameters the values of parameters; those not named have all of theirs
 */
public record Selection(String regex, Map<String, List<String>> parameters) {

  private static final Set<String> SETS = Set.of("smoke", "gate");

  /** Copies the map. */
  public Selection {
    parameters = new TreeMap<>(parameters);
  }

  /**
   * Finds a set by its name.
   *
   * @param nameOrRegex {@code smoke} or {@code gate}, which are files beside this class; all else
   *     is taken for a regex
   */
  public static List<Selection> of(String nameOrRegex) {
    return SETS.contains(nameOrRegex)
        ? ListFile.of(Selection.class, nameOrRegex + ".csv", Selection::parse)
        : List.of(new Selection(nameOrRegex, Map.of()));
  }

  /**
   * Reads a selection.
   *
   * @param text such as {@code TpeAsk;dimension=5,20;history=1000}
   * @throws IllegalArgumentException if something after the first semicolon is no name=values
   */
  public static Selection parse(String text) {
    String[] cells = text.split(";", -1);
    var parameters = new TreeMap<String, List<String>>();
    for (int i = 1; i < cells.length; i++) {
      String[] sides = cells[i].split("=", 2);
      if (sides.length != 2) {
        throw new IllegalArgumentException(
            "selection '%s': expected name=value,value after the regex, got '%s'"
                .formatted(text, cells[i]));
      }
      parameters.put(sides[0].strip(), List.of(sides[1].strip().split(",")));
    }
    return new Selection(cells[0].strip(), parameters);
  }
}
