package dev.beryl;

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

  private final Set<String> read;
  private final Set<String> given = ConcurrentHashMap.newKeySet();
  private volatile @Nullable SearchSpace space;

  ReadParameters() {
    this(ConcurrentHashMap.newKeySet());
  }

  /** Notes what is read in a given set. */
  ReadParameters(Set<String> read) {
    this.read = read;
  }

  /** Whether a replicate is watched: of the first trial each, of some more the first. */
  boolean watches(int trial, int replicate) {
    return trial < TRIALS && (trial <= 0 || replicate == 0);
  }

  /** Where a watched replicate notes what it reads. */
  Set<String> read() {
    return read;
  }

  /** Takes in a replicate that ran to its end: it had the chance to read all it was given. */
  void completed(Treatment treatment) {
    treatment.space().ifPresent(searched -> take(searched, treatment));
  }

  private void take(SearchSpace searched, Treatment treatment) {
    space = searched;
    List<Parameter> parameters = searched.parameters();
    for (int i = 0; searched.isConditional() && i < parameters.size(); i++) {
      if (searched.isActive(treatment, i)) {
        given.add(parameters.get(i).name());
      }
    }
  }

  private boolean isGiven(SearchSpace searched, String name) {
    return !searched.isConditional() || given.contains(name);
  }

  /** A sentence for each parameter that is only searched or only read. */
  List<String> warnings() {
    SearchSpace searched = space;
    if (searched == null) {
      return List.of();
    }
    var warnings = new ArrayList<String>(0);
    int known = 0;
    for (Parameter parameter : searched.parameters()) {
      String name = parameter.name();
      if (read.contains(name)) {
        known++;
      } else if (isGiven(searched, name)) {
        warnings.add(
            "parameter '%s' is searched, but no step read it in the first trials; read are %s"
                .formatted(name, read.stream().sorted().toList()));
      }
    }
    if (known < read.size()) {
      warnOfUnknown(searched, warnings);
    }
    return warnings;
  }

  private void warnOfUnknown(SearchSpace searched, List<String> warnings) {
    List<String> names = searched.parameters().stream().map(Parameter::name).toList();
    read.stream()
        .filter(name -> !names.contains(name))
        .sorted()
        .forEach(name ->
            warnings.add(
                "parameter '%s' is read, but the space lacks it, so it is not tuned; %s"
                    .formatted(name, Nearest.hint(name, names))));
  }
}
