package dev.beryl.tck;

import dev.beryl.spi.OptimizerProvider;
import dev.beryl.spi.PluginProvider;
import dev.beryl.spi.PrunerProvider;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.opentest4j.TestAbortedException;

/** One rule, in one place, under one seed: says how the rule is broken, and how to see it again. */
interface Case {
  PluginContract<?> contract();

  PluginProvider provider();

  /** The rule that is broken by a failure. */
  Rule rule();

  /** The rule whose tests are run. */
  Rule tested();

  /** What the name of a place means: {@code space} or {@code curves}. */
  String kindOfPlace();

  /** The name of the space or of the curves. */
  String place();

  /** The seed of the plug-in and of the study that is played with it. */
  long seed();

  /**
   * The failure to throw.
   *
   * @param trial the trial's number; negative if no trial is to blame
   * @param what what came, and what was expected
   * @param cause what the plug-in threw, if it did
   */
  default BrokenRule broken(int trial, String what, @Nullable Throwable cause) {
    String where = "%s '%s', seed %s".formatted(kindOfPlace(), place(), seed());
    String kind =
        switch (provider()) {
          case OptimizerProvider _ -> "optimizer";
          case PrunerProvider _ -> "pruner";
        };
    return new BrokenRule(
        rule(),
        what,
        "%s '%s' (%s)".formatted(kind, provider().name(), ClassOrigin.of(provider().getClass())),
        trial < 0 ? where : where + ", trial " + trial,
        Rerun.command(contract().testClass(), tested(), place(), seed()),
        cause);
  }

  /** Calls the plug-in; whatever it throws breaks the rule. */
  default <T> T call(int trial, String what, Callable<T> call) {
    try {
      return call.call();
    } catch (BrokenRule | TestAbortedException own) {
      throw own;
    } catch (Throwable thrown) { // also an Error, so that the author reads it in these words
      throw broken(trial, "%s threw %s".formatted(what, thrown), thrown);
    }
  }

  /** Calls the plug-in on behalf of no trial. */
  default <T> T call(String what, Callable<T> call) {
    return call(-1, what, call);
  }

  /** Calls the plug-in, which answers nothing. */
  default void run(int trial, String what, Runnable call) {
    call(
        trial,
        what,
        () -> {
          call.run();
          return true;
        });
  }

  @SuppressWarnings("AnnotateFormatMethod") // the annotation would be a dependency
  default void require(boolean holds, int trial, String what, @Nullable Object... arguments) {
    if (!holds) {
      throw broken(trial, what.formatted(arguments), null);
    }
  }
}
