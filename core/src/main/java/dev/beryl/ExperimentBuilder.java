package dev.beryl;

import dev.beryl.fault.Faults;
import dev.beryl.fault.Nulls;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Chains the steps of an experiment. Immutable: each call returns a new builder.
 *
 * @param <T> the type of the last step's output
 */
public final class ExperimentBuilder<T> {
  private final Source<?> source;
  private final List<Stage> stages;
  private final List<Map.Entry<String, Object>> entries;
  private final List<Resource<?>> resources;

  ExperimentBuilder(
      Source<?> source,
      List<Stage> stages,
      List<Map.Entry<String, Object>> entries,
      List<Resource<?>> resources) {
    this.source = source;
    this.stages = stages;
    this.entries = entries;
    this.resources = resources;
  }

  private static <E> List<E> plus(List<? extends E> list, E more) {
    var all = new ArrayList<E>(list);
    all.add(more);
    return List.copyOf(all);
  }

  /**
   * Appends a step.
   *
   * @param <R> the type of its output
   * @param name unique in the pipeline; errors name it
   * @param step takes the output of the step before
   * @return the longer pipeline
   */
  public <R> ExperimentBuilder<R> then(String name, Step<? super T, ? extends R> step) {
    Nulls.refuse("experiment: name", name);
    Nulls.refuse("experiment: step", step);
    return new ExperimentBuilder<>(source, plus(stages, new Stage(name, step)), entries, resources);
  }

  /**
   * Puts an entry into the context of every replicate, before the source runs.
   *
   * @param key the entry's key
   * @param value its value, shared by all replicates
   * @return the pipeline with the entry
   */
  public ExperimentBuilder<T> with(String key, Object value) {
    Nulls.refuse("experiment: key", key);
    Nulls.refuse("experiment: value", value);
    return new ExperimentBuilder<>(source, stages, plus(entries, Map.entry(key, value)), resources);
  }

  /**
   * Opens a resource for all replicates together.
   *
   * @param resource the resource; resources are opened in the order of these calls, before the
   *     steps
   * @return the pipeline with the resource
   */
  public ExperimentBuilder<T> using(Resource<?> resource) {
    Nulls.refuse("experiment: resource", resource);
    return new ExperimentBuilder<>(source, stages, entries, plus(resources, resource));
  }

  /**
   * Builds the experiment.
   *
   * @return the experiment
   * @throws IllegalArgumentException if a step's name, a resource's name or an entry's key is blank
   *     or used twice; the message lists all faults
   */
  public Experiment<T> build() {
    var faults = new Faults("experiment");
    var names = new HashSet<String>();
    for (Stage stage : stages) {
      faults.require(!stage.name().isBlank(), "a step's name is blank");
      faults.requireWellFormed("name of a step", stage.name());
      faults.require(
          names.add(stage.name()),
          "two steps are named '%s'; give each its own name",
          stage.name());
    }
    var initial = new LinkedHashMap<String, Object>();
    for (Map.Entry<String, Object> entry : entries) {
      faults.require(!entry.getKey().isBlank(), "a context entry's key is blank");
      faults.require(
          initial.putIfAbsent(entry.getKey(), entry.getValue()) == null,
          "context entry '%s' is given twice",
          entry.getKey());
    }
    var handles = new HashSet<String>();
    for (Resource<?> resource : resources) {
      faults.require(!resource.name().isBlank(), "a resource's name is blank");
      faults.require(
          handles.add(resource.name()),
          "two resources are named '%s'; use each once, under its own name",
          resource.name());
    }
    faults.throwIfAny();
    return new Experiment<>(new Pipeline.Steps<>(source, stages, Map.copyOf(initial), resources));
  }
}
