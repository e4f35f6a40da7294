package dev.beryl;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The resources and steps of an experiment that are open for one study or run. They are closed
 * once, in reverse order. An exception from closing one is thrown when all are closed.
 */
final class Scope implements AutoCloseable {
  private final Map<Resource<?>, Object> opened = new LinkedHashMap<>();
  private final Deque<Runnable> toClose = new ArrayDeque<>();

  /** All that a pipeline has. */
  static Scope of(Pipeline<?> pipeline) {
    return pipeline instanceof Pipeline.Steps<?> steps
        ? open(steps.resources(), steps.stages())
        : open(List.of(), List.of());
  }

  static Scope open(List<Resource<?>> resources, List<Stage> stages) {
    var scope = new Scope();
    try {
      resources.forEach(scope::open);
      stages.forEach(scope::open);
      return scope;
    } catch (ExperimentException failed) {
      try {
        scope.close();
      } catch (ExperimentException also) {
        failed.addSuppressed(also);
      }
      throw failed;
    }
  }

  private <R> void open(Resource<R> resource) {
    guarded(
        "open",
        resource.toString(),
        () -> {
          R value = resource.open();
          if (value == null) {
            throw new IllegalStateException("expected its opener to return an object, got null");
          }
          opened.put(resource, value);
          toClose.push(
              () -> guarded("close", resource.toString(), () -> resource.closer().close(value)));
        });
  }

  private void open(Stage stage) {
    String whom = "step '" + stage.name() + "'";
    guarded("open", whom, stage.step()::open);
    toClose.push(() -> guarded("close", whom, stage.step()::close));
  }

  private interface Action {
    void run() throws Exception;
  }

  private static void guarded(String what, String whom, Action action) {
    try {
      action.run();
    } catch (Throwable thrown) {
      Interrupts.restore(thrown);
      throw new ExperimentException("could not %s %s: %s".formatted(what, whom, thrown), thrown);
    }
  }

  @SuppressWarnings("unchecked")
  <R> R get(Resource<R> resource) {
    Object value = opened.get(resource);
    if (value == null) {
      throw new IllegalArgumentException(
          "%s is not among those of the experiment %s; add it with using(…)"
              .formatted(resource, opened.keySet()));
    }
    return (R) value;
  }

  @Override
  public void close() {
    ExperimentException first = null;
    while (!toClose.isEmpty()) {
      try {
        toClose.pop().run();
      } catch (ExperimentException failed) {
        if (first == null) {
          first = failed;
        } else {
          first.addSuppressed(failed);
        }
      }
    }
    if (first != null) {
      throw first;
    }
  }
}
