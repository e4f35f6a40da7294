package dev.beryl.optimizers.cma;

import dev.beryl.space.SearchSpace;
import java.lang.System.Logger.Level;

/**
 * Says once for a study what conditional parameters cost here: they are coordinates of one joint
 * distribution, and a trial in which one is inactive says nothing about it.
 */
final class ConditionalNotice {
  private static final System.Logger LOG = System.getLogger("dev.beryl.optimizers");
  private static final double MUCH = 0.3; // of the parameters

  private ConditionalNotice() {}

  /** Logs nothing for a space without conditions, and a warning if much of it is conditional. */
  static void announce(SearchSpace space) {
    if (space.isConditional()) {
      long conditional = space.parameters().stream().filter(p -> p.condition().isPresent()).count();
      boolean much = conditional > MUCH * space.dimension();
      LOG.log(
          much ? Level.WARNING : Level.DEBUG,
          "optimizer ''cma-es'': {0} of {1} parameters are conditional; they"
              + " are searched jointly with the others, and trials in which they are inactive teach"
              + " nothing about them{2}",
          Long.toString(conditional),
          Integer.toString(space.dimension()),
          much ? "; an optimizer for conditional spaces, such as 'tpe', may be better" : "");
    }
  }
}
