package dev.beryl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.beryl.space.CategoricalParameter;
import dev.beryl.space.IntegerParameter;
import dev.beryl.space.Parameter;
import dev.beryl.space.RealParameter;
import dev.beryl.space.SearchSpace;
import dev.beryl.study.StudyResult;
import dev.beryl.trial.Objective;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnreadParameterTest {
  private static final RealParameter X = Parameter.real("x", -5, 5).withDefault(0);
  private static final RealParameter RATE = Parameter.real("rate", 0, 1).withDefault(0.5);
  private static final IntegerParameter DEPTH = Parameter.integer("depth", 1, 9).withDefault(3);

  private static StudyResult run(SearchSpace space, Measure measure, int threads) {
    return Experiment.measuring("loss", measure)
        .optimize(
            Study.of(space, Objective.minimize("loss"))
                .optimizer(TestOptimizers.uniform())
                .trials(40)
                .parallelism(4)
                .threads(threads)
                .neverFail());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4})
  void warnings_searchedAndUnread_andReadAndNotSearched_areNamedAndLogged(int threads)
      throws ReflectiveOperationException {
    try (CapturedLog log = CapturedLog.of("dev.beryl")) {
      StudyResult result =
          run(SearchSpace.of(X, RATE), ctx -> ctx.get(X) + ctx.get(DEPTH), threads);

      assertThat(result.warnings())
          .containsExactly(
              "parameter 'rate' is searched, but no step read it in the first trials; read are"
                  + " [depth, x]",
              "parameter 'depth' is read, but the space lacks it, so it is not tuned; known are"
                  + " [x, rate]");
      assertThat(result.toString())
          .contains("; warning: parameter 'rate' is searched")
          .endsWith(result.warnings().getLast());
      assertThat(log.entries())
          .extracting(CapturedLog.Entry::message)
          .containsAll(result.warnings());
    }
  }

  @Test
  void warnings_allRead_areNone() {
    assertThat(run(SearchSpace.of(X, RATE), ctx -> ctx.get(X) + ctx.get(RATE), 1).warnings())
        .isEmpty();
    assertThat(run(SearchSpace.of(X), ctx -> (double) ctx.value("x"), 1).warnings()).isEmpty();
    assertThat(run(SearchSpace.of(X), ctx -> ctx.treatment().get(X), 1).warnings()).isEmpty();
  }

  @Test
  void warnings_conditionalParameterReadWhereItIsActive_areNone() {
    CategoricalParameter<String> kernel = Parameter.choice("kernel", "linear", "rbf");
    RealParameter gamma = Parameter.real("gamma", 0, 1).when(kernel, "rbf");

    assertThat(
            run(
                    SearchSpace.of(kernel, gamma),
                    ctx -> ctx.get(kernel).equals("rbf") ? ctx.get(gamma) : 1,
                    1)
                .warnings())
        .isEmpty();
  }

  @Test
  void warnings_stepThatFailsBeforeItReads_areNone() {
    assertThat(
            run(
                    SearchSpace.of(X, RATE),
                    ctx -> {
                      if (ctx.get(X) > -6 && ctx.trial() < 30) {
                        throw new IllegalStateException("it broke");
                      }
                      return ctx.get(RATE);
                    },
                    1)
                .warnings())
        .isEmpty();
  }
}
