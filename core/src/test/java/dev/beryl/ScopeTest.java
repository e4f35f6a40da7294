package dev.beryl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.beryl.space.Treatment;
import dev.beryl.study.StudyFailedException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Resources and steps are opened once and closed once, in reverse, whatever happens. */
class ScopeTest {
  private static final Treatment NONE = Treatment.of("none", Map.of());

  private final List<String> log = Collections.synchronizedList(new ArrayList<>());
  private final Set<String> failing = new HashSet<>();

  private void note(String what) throws IOException {
    log.add(what);
    if (failing.contains(what)) {
      throw new IOException(what + " is broken");
    }
    if (failing.contains(what + " fatally")) {
      throw new AssertionError(what + " is broken");
    }
  }

  private Resource<String> resource(String name) {
    return Resource.of(
        name,
        () -> {
          note("open " + name);
          return name;
        },
        opened -> note("close " + opened));
  }

  @Test
  void resource_isClosedIfItCanBe() {
    Resource<AutoCloseable> closeable =
        Resource.of("file", () -> (AutoCloseable) () -> note("close file"));
    Resource<List<String>> plain = Resource.of("rows", () -> List.of("a", "b"));
    Experiment<Integer> experiment =
        Experiment.from(ctx -> ctx.get(plain).size()).using(closeable).using(plain).build();

    assertThat(experiment.apply(NONE)).isEqualTo(2);
    assertThat(log).containsExactly("close file");
    assertThatThrownBy(() -> Resource.of("rows", null))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("resource 'rows': opener: expected a value, got null");
  }

  private final class Noted implements Step<Integer, Integer> {
    private final String name;

    Noted(String name) {
      this.name = name;
    }

    @Override
    public void open() throws IOException {
      note("open " + name);
    }

    @Override
    public Integer apply(Integer input, Context context) throws IOException {
      note(name);
      context.record("loss", input);
      return input + 1;
    }

    @Override
    public void close() throws IOException {
      note("close " + name);
    }
  }

  private Experiment<Integer> experiment() {
    return Experiment.from(ctx -> 1)
        .using(resource("data"))
        .then("fit", new Noted("fit"))
        .using(resource("pool"))
        .then("test", new Noted("test"))
        .build();
  }

  @Test
  void run_allReplicatesOfAllTreatments_shareOneScope() {
    experiment().run(List.of(NONE), 2);

    assertOpenedAndClosedOnceAround(4);
  }

  @Test
  void optimize_allTrials_shareOneScope() {
    experiment().optimize(OneParameter.study(1, 2, 3).replicates(2));

    assertOpenedAndClosedOnceAround(6);
  }

  /** Replicates may run side by side, so their steps come in any order. */
  private void assertOpenedAndClosedOnceAround(int replicates) {
    assertThat(log).hasSize(4 + 2 * replicates + 4);
    assertThat(log).startsWith("open data", "open pool", "open fit", "open test");
    assertThat(log).endsWith("close test", "close fit", "close pool", "close data");
    assertThat(log).filteredOn(what -> what.equals("fit")).hasSize(replicates);
    assertThat(log).filteredOn(what -> what.equals("test")).hasSize(replicates);
  }

  @Test
  void apply_opensAndCloses() {
    assertThat(experiment().apply(NONE)).isEqualTo(3);

    assertThat(log)
        .containsExactly(
            "open data",
            "open pool",
            "open fit",
            "open test",
            "fit",
            "test",
            "close test",
            "close fit",
            "close pool",
            "close data");
  }

  @Test
  void open_failingResource_closesThoseBeforeIt() {
    failing.add("open pool");

    assertThatThrownBy(() -> experiment().run(List.of(), 1))
        .isInstanceOf(ExperimentException.class)
        .hasMessage("could not open resource 'pool': java.io.IOException: open pool is broken")
        .hasCauseInstanceOf(IOException.class);
    assertThat(log).containsExactly("open data", "open pool", "close data");
  }

  @Test
  void open_failingStep_closesStepsAndResourcesBeforeItAndNotItself() {
    failing.add("open test");

    assertThatThrownBy(() -> experiment().optimize(OneParameter.study(1)))
        .isInstanceOf(ExperimentException.class)
        .hasMessageStartingWith("could not open step 'test'");
    assertThat(log)
        .containsExactly(
            "open data",
            "open pool",
            "open fit",
            "open test",
            "close fit",
            "close pool",
            "close data");
  }

  @Test
  void open_errorInsteadOfException_closesAllTheSame() {
    failing.add("open test fatally");

    assertThatThrownBy(() -> experiment().run(List.of(), 1))
        .isInstanceOf(ExperimentException.class)
        .hasMessage("could not open step 'test': java.lang.AssertionError: open test is broken")
        .hasCauseInstanceOf(AssertionError.class);
    assertThat(log).endsWith("close fit", "close pool", "close data");
  }

  @Test
  void open_andThenCloseFails_hasTheSecondFailureSuppressed() {
    failing.add("open test");
    failing.add("close fit");

    var thrown =
        catchThrowableOfType(ExperimentException.class, () -> experiment().run(List.of(), 1));

    assertThat(thrown).hasMessageStartingWith("could not open step 'test'");
    assertThat(thrown.getSuppressed()).hasSize(1);
    assertThat(thrown.getSuppressed()[0]).hasMessageStartingWith("could not close step 'fit'");
    assertThat(log).endsWith("close fit", "close pool", "close data");
  }

  @Test
  void open_resourceThatGivesNull_isRefused() {
    Resource<String> nothing = Resource.of("nothing", () -> null, r -> {});
    Experiment<Integer> experiment = Experiment.from(ctx -> 1).using(nothing).build();

    assertThatThrownBy(() -> experiment.apply(NONE))
        .isInstanceOf(ExperimentException.class)
        .hasMessageContaining("could not open resource 'nothing'")
        .hasMessageContaining("got null");
  }

  @Test
  void close_severalFail_closesAllAndThrowsTheFirstWithTheOthersSuppressed() {
    failing.addAll(Set.of("close test", "close fit fatally", "close data"));

    var thrown =
        catchThrowableOfType(ExperimentException.class, () -> experiment().run(List.of(), 1));

    assertThat(thrown)
        .hasMessage("could not close step 'test': java.io.IOException: close test is broken");
    assertThat(thrown.getSuppressed())
        .extracting(Throwable::getMessage)
        .containsExactly(
            "could not close step 'fit': java.lang.AssertionError: close fit is broken",
            "could not close resource 'data': java.io.IOException: close data is broken");
    assertThat(log).endsWith("close test", "close fit", "close pool", "close data");
  }

  @Test
  void apply_stepFailsAndCloseFails_throwsTheStepsFailure() {
    failing.addAll(Set.of("test", "close pool"));

    var thrown = catchThrowableOfType(ExperimentException.class, () -> experiment().apply(NONE));

    assertThat(thrown).hasMessageStartingWith("step 'test' failed under treatment 'none'");
    assertThat(thrown.getSuppressed())
        .extracting(Throwable::getMessage)
        .containsExactly(
            "could not close resource 'pool': java.io.IOException: close pool is broken");
  }

  @Test
  void run_failingStep_isAnOutcomeAndClosesAll() {
    failing.add("test");

    Run baseline = experiment().run(List.of(), 3).baseline();

    assertThat(baseline.outcome())
        .hasToString("failed in replicate 0 at 'test': java.io.IOException: test is broken");
    assertThat(log).endsWith("close test", "close fit", "close pool", "close data");
  }

  @Test
  void optimize_failingStudy_closesAll() {
    failing.add("fit");

    assertThatThrownBy(() -> experiment().optimize(OneParameter.study(1, 2, 3).failFast()))
        .isInstanceOf(StudyFailedException.class);
    assertThat(log)
        .containsExactly(
            "open data",
            "open pool",
            "open fit",
            "open test",
            "fit",
            "close test",
            "close fit",
            "close pool",
            "close data");
  }

  @Test
  void of_closeableResource_isClosedByItself() {
    var closed = new ArrayList<String>();
    Resource<AutoCloseable> pool = Resource.of("pool", () -> () -> closed.add("pool"));

    Experiment.from(ctx -> ctx.get(pool)).using(pool).build().apply(NONE);

    assertThat(closed).containsExactly("pool");
    assertThat(pool.name()).isEqualTo("pool");
  }
}
