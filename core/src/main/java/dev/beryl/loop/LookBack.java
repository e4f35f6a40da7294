package dev.beryl.loop;

import dev.beryl.fault.Text;
import dev.beryl.spi.Pruner;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Asks a pruner whether it would have stopped the best trials: once early, so that a user can still
 * act, and once at the end. What it finds is logged. A pruner that throws ends nothing.
 */
final class LookBack {
  private static final System.Logger LOG = System.getLogger("dev.beryl");
  private static final int FIRST_LOOK = 30;

  private final @Nullable StudyPlugin<Pruner> pruner;
  private final Set<String> found = new LinkedHashSet<>();

  LookBack(@Nullable StudyPlugin<Pruner> pruner) {
    this.pruner = pruner;
  }

  void afterTrial(int trials) {
    if (pruner != null && trials == FIRST_LOOK) {
      look(pruner);
    }
  }

  /** All sentences that were found, each once. */
  List<String> atEnd() {
    if (pruner != null) {
      look(pruner);
    }
    return List.copyOf(found);
  }

  private void look(StudyPlugin<Pruner> asked) {
    try {
      Optional<String> sentence = asked.instance().lookBack();
      if (sentence.isPresent()) {
        String text = Text.repaired(sentence.get());
        if (found.add(text)) {
          LOG.log(System.Logger.Level.WARNING, text);
        }
      }
    } catch (Throwable e) {
      LOG.log(
          System.Logger.Level.WARNING,
          asked.title() + " could not look back at its trials; the study does not depend on it",
          e);
    }
  }
}
