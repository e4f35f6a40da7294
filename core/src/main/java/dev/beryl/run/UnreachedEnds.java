package dev.beryl.run;

import dev.beryl.space.IntegerParameter;
import dev.beryl.space.Parameter;
import dev.beryl.space.RealParameter;
import dev.beryl.space.SearchSpace;
import java.util.ArrayList;
import java.util.List;

/** Finds parameters whose step does not divide their range, so that its end is never tried. */
final class UnreachedEnds {
  private UnreachedEnds() {}

  /** A sentence for each. */
  static List<String> of(SearchSpace space) {
    var warnings = new ArrayList<String>(0);
    for (Parameter parameter : space.parameters()) {
      switch (parameter) {
        case RealParameter real when real.step().isPresent() -> {
          double last = real.value(real.levels().getAsLong() - 1);
          if (last < real.high()) {
            warnings.add(text(real, real.step().getAsDouble(), last, real.high()));
          }
        }
        case IntegerParameter integer -> {
          long last = integer.coordinateAt(integer.levels().getAsLong() - 1);
          if (last < integer.high()) {
            warnings.add(text(integer, integer.step(), last, integer.high()));
          }
        }
        default -> {}
      }
    }
    return warnings;
  }

  private static String text(Parameter parameter, Number step, Number last, Number high) {
    return "parameter '%s': steps of %s end at %s, so %s, the end of its range, is never tried"
        .formatted(parameter.name(), step, last, high);
  }
}
