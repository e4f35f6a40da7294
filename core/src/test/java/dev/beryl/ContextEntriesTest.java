package dev.beryl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.beryl.space.Treatment;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Entries are written once and read by later steps; resources are reached by their handles. */
class ContextEntriesTest {
  private static final Treatment NONE = Treatment.of("none", Map.of());

  private static void assertFails(Source<?> source, String message) {
    Experiment<?> experiment = Experiment.from(source).build();
    assertThatThrownBy(() -> experiment.apply(NONE))
        .isInstanceOf(ExperimentException.class)
        .cause()
        .hasMessage(message);
  }

  @Test
  void put_laterSteps_readTheEntry() {
    Experiment<String> experiment =
        Experiment.from(
                ctx -> {
                  ctx.put("scale", 3);
                  return "x";
                })
            .then("repeat", (text, ctx) -> text.repeat(ctx.entry("scale", Integer.class)))
            .build();

    assertThat(experiment.apply(NONE)).isEqualTo("xxx");
    assertThat(experiment.apply(NONE)).as("entries are the replicate's own").isEqualTo("xxx");
  }

  @Test
  void put_twice_namesKeyAndStep() {
    Experiment<Integer> experiment =
        Experiment.from(
                ctx -> {
                  ctx.put("scale", 3);
                  return 1;
                })
            .then(
                "rescale",
                (x, ctx) -> {
                  ctx.put("scale", 4);
                  return x;
                })
            .build();

    assertThatThrownBy(() -> experiment.apply(NONE))
        .cause()
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "step 'rescale' writes context entry 'scale', which is already written; entries are"
                + " write-once");
  }

  @Test
  void put_overAnInitialEntry_isRefused() {
    Experiment<Integer> experiment =
        Experiment.from(ctx -> 1)
            .with("scale", 3)
            .then(
                "rescale",
                (x, ctx) -> {
                  ctx.put("scale", 4);
                  return x;
                })
            .build();

    assertThatThrownBy(() -> experiment.apply(NONE))
        .cause()
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("step 'rescale' writes context entry 'scale'");
  }

  @Test
  void put_null_isRefused() {
    assertFails(
        ctx -> {
          ctx.put("scale", null);
          return 1;
        },
        "step 'source' writes context entry 'scale': expected a value, got null");
  }

  @Test
  void entry_unknownKey_namesStepAndNearest() {
    assertFails(
        ctx -> {
          ctx.put("scale", 1);
          ctx.put("offset", 2);
          return ctx.entry("scael", Integer.class);
        },
        "step 'source' reads context entry 'scael', which no step wrote; known are [offset, scale];"
            + " did you mean 'scale'?");
  }

  @Test
  void entry_ofAnotherType_isRefused() {
    assertFails(
        ctx -> {
          ctx.put("scale", 1);
          return ctx.entry("scale", String.class);
        },
        "context entry 'scale': expected a java.lang.String, got a java.lang.Integer");
  }

  @Test
  void get_resource_givesWhatWasOpened() {
    Resource<StringBuilder> log = Resource.of("log", StringBuilder::new, r -> {});
    Experiment<Integer> experiment =
        Experiment.from(ctx -> ctx.get(log).append('x').length()).using(log).build();

    assertThat(experiment.apply(NONE)).isEqualTo(1);
    assertThat(experiment.apply(NONE)).as("opened anew for each call").isEqualTo(1);
  }

  @Test
  void get_resourceThatIsNotUsed_isRefused() {
    Resource<Integer> log = Resource.of("log", () -> 1, r -> {});

    assertFails(
        ctx -> ctx.get(log),
        "resource 'log' is not among those of the experiment []; add it with using(…)");
  }
}
