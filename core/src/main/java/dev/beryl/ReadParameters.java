package dev.beryl;

import dev.beryl.execution.local.LocalUnit;
import dev.beryl.fault.Nearest;
import dev.beryl.space.Parameter;
import dev.beryl.space.SearchSpace;
import dev.beryl.space.Treatment;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Which parameters a study's first trials read, to find one that is searched for nothing, or is
 * read and not searched. Later trials are not watched, so that they cost nothing.
 */
final class ReadParameters {
  private static final int TRIALS = 20;

  private final Set<String> read = ConcurrentHashMap.newKeySet();
  private final Set<String> given = ConcurrentHashMap.newKeySet();
  private volatile @Nullable SearchSpace space;

  /** Where a replicate notes what it reads; null if it is not watched. */
  @Nullable Set<String> of(LocalUnit unit) {
    return unit.trial() < TRIALS ? read : null;
  }

  /** Takes in a replicate that ran to its end: it had the chance to read all it was given. */
  void completed(LocalUnit unit) {
    if (unit.trial() < TRIALS) {
      Treatment treatment = unit.treatment();
      given.addAll(treatment.values().keySet());
      treatment.space().ifPresent(searched -> space = searched);
    }
  }

  /** A sentence for each parameter that is only searched or only read. */
  List<String> warnings() {
    SearchSpace searched = space;
    if (searched == null) {
      return List.of();
    }
    List<String> names = searched.parameters().stream().map(Parameter::name).toList();
    var warnings = new ArrayList<String>();
    names.stream()
        .filter(name -> given.contains(name) && !read.contains(name))
        .forEach(name ->
            warnings.add(
                "parameter '%s' is searched, but no step read it in the first trials; read are %s"
                    .formatted(name, read.stream().sorted().toList())));
    read.stream()
        .filter(name -> !names.contains(name))
        .sorted()
        .forEach(name ->
            warnings.add(
                "parameter '%s' is read, but the space lacks it, so it is not tuned; %s"
                    .formatted(name, Nearest.hint(name, names))));
    return warnings;
  }
}
