package dev.beryl.optimizers.cma;

import dev.beryl.space.SearchSpace;
import java.lang.System.Logger.Level;

/**
 * Says once for a study how conditional parameters are searched here: they are coordinates of one
 * joint distribution, and a trial in which one is inactive says nothing about it.
 */
final class ConditionalNotice {
  private static final System.Logger LOG = System.getLogger("dev.beryl.optimizers");

  private ConditionalNotice() {}

  /** Logs nothing for a space without conditions. */
  static void announce(SearchSpace space) {
    if (space.isConditional()) {
      LOG.log(
          Level.DEBUG,
          "optimizer ''cma-es'': {0} of {1} parameters are conditional; they are searched jointly"
              + " with the others, and trials in which they are inactive teach nothing about them",
          Long.toString(space.parameters().stream().filter(p -> p.condition().isPresent()).count()),
          Integer.toString(space.dimension()));
    }
  }
}
