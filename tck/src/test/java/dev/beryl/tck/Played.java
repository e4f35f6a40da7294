package dev.beryl.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.beryl.spi.OptimizerProvider;
import dev.beryl.spi.PrunerProvider;
import dev.beryl.tck.broken.HangsAtTheEnd;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.opentest4j.TestAbortedException;

/** What becomes of a contract's tests of one rule, run without JUnit. */
record Played(int passed, List<Throwable> failures, List<String> skipped) {

  /** An author's contract test. */
  static class OfOptimizer extends OptimizerContract {
    private final OptimizerProvider provider;

    OfOptimizer(OptimizerProvider provider) {
      this.provider = provider;
    }

    @Override
    protected OptimizerProvider provider() {
      return provider;
    }

    @Override
    protected Duration patience() {
      return provider instanceof HangsAtTheEnd ? Duration.ofSeconds(1) : super.patience();
    }
  }

  /** An author's contract test of a pruner. */
  static class OfPruner extends PrunerContract {
    private final PrunerProvider provider;

    OfPruner(PrunerProvider provider) {
      this.provider = provider;
    }

    @Override
    protected PrunerProvider provider() {
      return provider;
    }
  }

  static Played rule(int rule, Object contract) {
    var failures = new ArrayList<Throwable>();
    var skipped = new ArrayList<String>();
    int passed = 0;
    for (DynamicTest test : tests(rule, contract).toList()) {
      try {
        test.getExecutable().execute();
        passed++;
      } catch (TestAbortedException skip) {
        skipped.add(test.getDisplayName() + ": " + skip.getMessage());
      } catch (Throwable failure) {
        failures.add(failure);
      }
    }
    return new Played(passed, failures, skipped);
  }

  private static Stream<DynamicTest> tests(int rule, Object contract) {
    Method method =
        methods(contract)
            .filter(m -> m.getName().startsWith("rule%02d".formatted(rule)))
            .findFirst()
            .orElseThrow();
    try {
      @SuppressWarnings("unchecked")
      var tests = (Stream<DynamicTest>) method.invoke(contract);
      return tests;
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }

  /** The rules' methods, in their order. */
  static Stream<Method> methods(Object contract) {
    return Arrays.stream(contract.getClass().getMethods())
        .filter(method -> method.isAnnotationPresent(TestFactory.class))
        .sorted(Comparator.comparing(Method::getName));
  }

  /** The offender fails its rule's tests with messages that say all that the author needs. */
  static void requireCaught(Offense offense) {
    Played played = rule(offense.rule(), offense.contract());

    assertThat(played.failures())
        .allSatisfy(failure -> assertThat(failure).isInstanceOf(BrokenRule.class))
        .anySatisfy(failure ->
            assertThat(failure)
                .hasMessageStartingWith("rule " + offense.rule() + ": ")
                .hasMessageContaining(offense.message())
                .hasMessageContaining("'" + offense.name() + "'")
                .hasMessageContaining(", seed ")
                .hasMessageContaining(
                    "mvn test -Dtest='%s#rule%02d*' -Dberyl.tck.space='"
                        .formatted(
                            offense.contract().getClass().getName().replaceFirst(".*\\.", ""),
                            offense.rule())));
    PluginGuide.requireRow(
        offense,
        played.failures().stream()
            .filter(failure -> failure.getMessage().contains(offense.message()))
            .map(Played::what)
            .findFirst()
            .orElseThrow());
  }

  /** The line of a failure that says what came. */
  static String what(Throwable failure) {
    return failure
        .getMessage()
        .lines()
        .filter(line -> line.startsWith("  what:"))
        .findFirst()
        .orElseThrow()
        .substring("  what:".length())
        .strip();
  }
}
