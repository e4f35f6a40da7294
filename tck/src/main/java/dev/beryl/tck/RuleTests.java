package dev.beryl.tck;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/**
 * The tests of one rule.
 *
 * @param <S> what a check runs in: a space, or curves
 * @param <C> what a check is given
 */
final class RuleTests<S, C extends Case> {
  private final int seeds;
  private final Duration patience;
  private final BiFunction<S, Long, C> cases;
  private final List<DynamicTest> tests = new ArrayList<>();

  /** One way in which a rule can be broken. */
  @FunctionalInterface
  interface Check<C> {
    void on(C test) throws Exception;
  }

  RuleTests(int seeds, Duration patience, BiFunction<S, Long, C> cases) {
    this.seeds = seeds;
    this.patience = patience;
    this.cases = cases;
  }

  /** Adds a test for each place and each of the usual seeds. */
  RuleTests<S, C> each(String what, List<S> places, Check<? super C> check) {
    return add(what, places, seeds, check);
  }

  /** Adds a test for each place, under one seed. */
  RuleTests<S, C> once(String what, List<S> places, Check<? super C> check) {
    return add(what, places, 1, check);
  }

  private RuleTests<S, C> add(String what, List<S> places, int count, Check<? super C> check) {
    for (S place : places) {
      for (long seed : Rerun.seeds(count)) {
        C test = cases.apply(place, seed);
        if (Rerun.selects(test.place())) {
          tests.add(
              DynamicTest.dynamicTest(
                  "%s%s, seed %s".formatted(what.isEmpty() ? "" : what + ": ", place, seed),
                  () -> run(check, test)));
        }
      }
    }
    return this;
  }

  private void run(Check<? super C> check, C test) {
    Callable<Boolean> call =
        () -> {
          check.on(test);
          return true;
        };
    new OtherThread<>("plug-in under test", call).get(test, patience);
  }

  Stream<DynamicTest> stream() {
    return tests.stream();
  }
}
