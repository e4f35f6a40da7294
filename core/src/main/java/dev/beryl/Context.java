package dev.beryl;

import dev.beryl.execution.local.ReplicateSlot;
import dev.beryl.fault.Nearest;
import dev.beryl.fault.Nulls;
import dev.beryl.fault.Text;
import dev.beryl.metric.Recorder;
import dev.beryl.random.PhiloxRandom;
import dev.beryl.random.Seeds;
import dev.beryl.space.ChoiceParameter;
import dev.beryl.space.IntegerParameter;
import dev.beryl.space.ItemsParameter;
import dev.beryl.space.RealParameter;
import dev.beryl.space.RecordSpace;
import dev.beryl.space.SearchSpace;
import dev.beryl.space.Treatment;
import dev.beryl.spi.Pruner;
import dev.beryl.trial.Artifact;
import dev.beryl.trial.Objective;
import dev.beryl.trial.Outcome;
import dev.beryl.trial.Report;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The view that a step has of its replicate: parameter values, write-once entries, the replicate's
 * random generator, and methods that record metrics.
 *
 * <p>A context belongs to one replicate. Use it from one thread at a time, and not after the
 * pipeline has ended.
 */
public final class Context {
  private final int trial;
  private final int replicate;
  private final long seed;
  private final Treatment treatment;
  private final Pipeline<?> pipeline;
  private final Scope scope;
  private final Shared shared;
  private final ReplicateSlot slot;
  private @Nullable Map<String, Object> entries;
  private @Nullable RandomGenerator random;
  private final @Nullable Set<String> read; // collects the names of the parameters that are read
  private boolean ended;

  Context(
      int trial,
      long seed,
      Treatment treatment,
      Pipeline<?> pipeline,
      Scope scope,
      Shared shared,
      ReplicateSlot slot,
      @Nullable Set<String> read) {
    this.trial = trial;
    this.replicate = slot.replicate();
    this.seed = seed;
    this.treatment = treatment;
    this.pipeline = pipeline;
    this.scope = scope;
    this.shared = shared;
    this.slot = slot;
    this.read = read;
  }

  void enter(int place) {
    slot.enter(place);
  }

  ReplicateSlot slot() {
    return slot;
  }

  /** Has the replicate hold an item of a leased resource. */
  void leased(String resource, Object item) {
    put(Leases.KEY + resource, item);
    slot.recorder().note(Leases.KEY + resource, Text.repaired(String.valueOf(item)));
  }

  void end() {
    ended = true;
  }

  /** {@return the name of the running step; {@code source} before the first step} */
  public String step() {
    return pipeline.nameAt(slot.place());
  }

  private void reading(String parameter) {
    if (read != null) {
      read.add(parameter);
    }
  }

  /**
   * Returns the value of a real parameter.
   *
   * @param parameter the handle
   * @return the treatment's value, or the handle's default if it gives none
   * @throws IllegalArgumentException if there is neither, or if the treatment's space has a
   *     different parameter of that name
   */
  public double get(RealParameter parameter) {
    Nulls.refuse("context: parameter", parameter);
    reading(parameter.name());
    return treatment.get(parameter);
  }

  /**
   * Returns the value of an integer parameter.
   *
   * @param parameter the handle
   * @return the treatment's value, or the handle's default if it gives none
   * @throws IllegalArgumentException if there is neither, or if the treatment's space has a
   *     different parameter of that name
   */
  public long get(IntegerParameter parameter) {
    Nulls.refuse("context: parameter", parameter);
    reading(parameter.name());
    return treatment.get(parameter);
  }

  /**
   * Returns the value of an integer parameter as an {@code int}.
   *
   * @param parameter the handle, whose range is within that of {@code int}
   * @return the treatment's value, or the handle's default if it gives none
   * @throws IllegalArgumentException if the parameter's range goes beyond {@code int}, whatever its
   *     value is; there is neither a value nor a default; or the treatment's space has a different
   *     parameter of that name
   */
  public int getInt(IntegerParameter parameter) {
    Objects.requireNonNull(parameter, "parameter: expected an integer parameter, got null");
    reading(parameter.name());
    return treatment.getInt(parameter);
  }

  /**
   * Returns the value of a categorical or ordinal parameter.
   *
   * @param <T> the type of the values
   * @param parameter the handle
   * @return the treatment's value, or the handle's default if it gives none
   * @throws IllegalArgumentException if there is neither, or if the treatment's space has a
   *     different parameter of that name
   */
  public <T> T get(ChoiceParameter<T> parameter) {
    Nulls.refuse("context: parameter", parameter);
    reading(parameter.name());
    return treatment.get(parameter);
  }

  /**
   * Returns the value of a subset or permutation.
   *
   * @param <T> the type of the items
   * @param parameter the handle
   * @return the treatment's value, or the handle's default if it gives none; unmodifiable
   * @throws IllegalArgumentException if there is neither, or if the treatment's space has a
   *     different parameter of that name
   */
  public <T> List<T> get(ItemsParameter<T> parameter) {
    Nulls.refuse("context: parameter", parameter);
    reading(parameter.name());
    return treatment.get(parameter);
  }

  /**
   * Returns the treatment as an instance of a record or sealed interface.
   *
   * @param <T> the record or sealed interface
   * @param space the study's space, or one that it was narrowed from
   * @return a new instance
   * @throws IllegalArgumentException if the treatment does not fit the space
   * @throws RuntimeException as the constructor throws it
   */
  public <T> T get(RecordSpace<T> space) {
    Nulls.refuse("context: space", space);
    if (read != null) {
      space.parameters().forEach(parameter -> reading(parameter.name()));
    }
    return space.instance(treatment);
  }

  /**
   * Returns a parameter's value by name.
   *
   * @param parameter the parameter's name
   * @return a {@link Double}, a {@link Long} or a choice
   * @throws IllegalArgumentException if the treatment gives it no value
   */
  public Object value(String parameter) {
    Nulls.refuse("context: parameter", parameter);
    reading(parameter);
    Object value = treatment.value(parameter);
    if (value == null) {
      throw new IllegalArgumentException(
          "treatment '%s' gives no value to parameter '%s'; %s"
              .formatted(
                  treatment.name(),
                  parameter,
                  Nearest.hint(parameter, treatment.values().keySet())));
    }
    return value;
  }

  /**
   * Returns a parameter's value by name, or a given value if there is none.
   *
   * @param <T> the type of the value
   * @param parameter the parameter's name
   * @param otherwise the value to return if the treatment gives none: a {@link Double} for a real,
   *     a {@link Long} for an integer, else a value of the choices' type
   * @return the value
   * @throws IllegalArgumentException if {@code otherwise} is a number, text, boolean or enum
   *     constant and the treatment's value is of another type
   */
  public <T> T value(String parameter, T otherwise) {
    Nulls.refuse("context: parameter", parameter);
    Nulls.refuse("context: otherwise", otherwise);
    reading(parameter);
    Object value = treatment.value(parameter);
    return value == null ? otherwise : NamedValue.like(otherwise, parameter, value);
  }

  /** {@return the treatment; that of the baseline has no values} */
  public Treatment treatment() {
    if (read != null) {
      read.addAll(treatment.values().keySet());
    }
    return treatment;
  }

  /** {@return the space of the treatment; empty if the treatment was made by hand} */
  public Optional<SearchSpace> space() {
    return treatment.space();
  }

  /** {@return the trial's number, from 0; -1 outside a study} */
  public int trial() {
    return trial;
  }

  /** {@return the replicate, from 0} */
  public int replicate() {
    return replicate;
  }

  /** {@return the replicate's seed, for code that seeds its own generators} */
  public long seed() {
    return seed;
  }

  /**
   * {@return the replicate's own generator, seeded with {@link #seed()}; every call returns the
   * same one}
   */
  public RandomGenerator random() {
    if (random == null) {
      random = new PhiloxRandom(seed, 0);
    }
    return random;
  }

  /**
   * Returns a generator that is the same in all replicates and trials of a study, for what they
   * must share, such as the division of data into folds. The generators of different names are
   * independent of each other and of {@link #random()}.
   *
   * @param name what the random numbers are for, such as {@code folds}
   * @return a new generator at its start; every call with the same name, in any replicate of the
   *     study or of a run with the same seed, returns an equal one
   */
  public RandomGenerator studyRandom(String name) {
    Objects.requireNonNull(name, "name: expected what the random numbers are for, got null");
    return new PhiloxRandom(Seeds.shared(shared.seed(), name), 0);
  }

  /**
   * Records a value of a metric. A metric may be recorded any number of times; every value counts.
   *
   * @param metric the metric's name; well-formed UTF-16
   * @param value any double; if an objective's value is not finite, the trial fails
   * @throws IllegalArgumentException if the name is null or not well-formed
   * @throws IllegalStateException if the replicate has ended
   */
  public void record(String metric, double value) {
    if (metric == null) {
      throw new IllegalArgumentException(
          "step '%s' records %s: expected the name of a metric, got null".formatted(step(), value));
    }
    running().record(metric, value);
  }

  /**
   * Reports intermediate values, such as the loss after an epoch. The study's pruner, if it has
   * one, judges the reports of replicate 0. If it stops the trial, this method throws {@link
   * PrunedException}; do not catch it. Reports of other replicates are kept, and never judged; what
   * their trial's values are after some replicates decides whether the others run.
   *
   * @param step how far the replicate is, such as its epoch; increasing
   * @param values one for each objective
   * @throws IllegalArgumentException if the number of values is not that of the study's objectives,
   *     or, outside a study, if there is none
   * @throws PrunedException if the pruner stops the trial
   * @throws CancellationException if the replicate must end, as {@link #checkCancelled} says
   * @throws IllegalStateException if the replicate has ended
   */
  public void report(long step, double... values) {
    Nulls.refuse("context: values", values);
    checkCancelled();
    List<Objective> objectives = shared.objectives();
    if (values.length == 0) {
      throw new IllegalArgumentException("report at step " + step + ": expected a value, got none");
    }
    if (values.length != objectives.size() && !objectives.isEmpty()) {
      throw new IllegalArgumentException(
          "report at step %s: expected a value for each objective of %s, got %s"
              .formatted(step, objectives, Arrays.toString(values)));
    }
    var report = new Report(replicate, step, values.clone());
    running().report(report);
    Pruner.Judge judge = slot.judge();
    if (judge != null && prunes(judge, report)) {
      slot.end(new Outcome.Pruned(replicate, step));
      slot.cancelPruned();
      throw new PrunedException(replicate, step);
    }
  }

  private static boolean prunes(Pruner.Judge judge, Report report) {
    try {
      return judge.prunes(report);
    } catch (Throwable e) {
      throw new IllegalStateException("the pruner could not judge the report " + report, e);
    }
  }

  /**
   * Keeps a note with the trial, such as the path of a saved model. Notes appear in {@link
   * dev.beryl.trial.Trial#notes()}, in the journal and in exports; they do not influence the study.
   * A later note under the same key replaces the earlier one. If several replicates use the same
   * key, the note of the last replicate is kept; put the replicate's number in the key to keep all.
   *
   * @param key what the note is about; not blank
   * @param text the note
   * @throws IllegalArgumentException if the key is blank, or a text is null or not well-formed
   *     UTF-16
   * @throws IllegalStateException if the replicate has ended
   */
  public void note(String key, String text) {
    NoteTexts.require("step '" + step() + "'", key, text);
    running().note(key, text);
  }

  /**
   * Records a file that the replicate leaves, such as a model that it trained. Its path, size and
   * SHA-256 are kept with the trial, as a note; the file is read once and stays where it is. See
   * {@link dev.beryl.trial.Trial#artifacts()}. If several replicates use the same name, the file of
   * the last replicate is kept; put the replicate's number in the name to keep all.
   *
   * @param name what it is, such as {@code model}; not blank
   * @param file a file that is complete and will not change
   * @throws IllegalArgumentException if there is no such file, or the name is blank or not
   *     well-formed UTF-16
   * @throws IOException if the file cannot be read
   * @throws IllegalStateException if the replicate has ended
   */
  public void artifact(String name, Path file) throws IOException {
    Nulls.refuse("context: name", name);
    Nulls.refuse("context: file", file);
    Artifact artifact = ArtifactFiles.describe("step '" + step() + "'", name, file);
    running().note(Artifact.KEY + name, artifact.note());
  }

  /**
   * Ends the replicate if it ran into a time limit, its trial was pruned without it, or the study
   * is over. Call it in long loops that nothing else interrupts.
   *
   * @throws CancellationException if the replicate must end
   */
  public void checkCancelled() {
    if (slot.isCancelRequested()) {
      throw new CancellationException(
          ("replicate %s of trial %s must end in step '%s': it ran into a time limit, its trial was pruned"
                  + " without it, or the study is over")
              .formatted(replicate, trial, step()));
    }
  }

  /**
   * Has something done if the replicate must end early: it runs into a time limit, its trial is
   * pruned, or the study is over. Such an action ends what an interrupt does not reach, such as a
   * process that a step started or a client that waits for a server:
   *
   * {@snippet :
   * Process solver = new ProcessBuilder("solver", "model.lp").start();
   * ctx.onCancel(solver::destroyForcibly);
   * }
   *
   * <p>Each action runs at most once, the last one first, whatever the others throw, which is
   * logged. It does not run if the replicate ends by itself, be it with an exception; close what
   * must be closed then, too, by {@code try} and {@code finally}. If the replicate must end
   * already, the action runs before this method returns.
   *
   * <p>Actions run when the replicate is interrupted, on a thread of their own, as the replicate's
   * may be blocked and may still use what they close. If a report is pruned they run on the
   * replicate's thread before {@link #report} throws. A replicate ends when both its last step and
   * the actions have ended; if that takes longer than the grace time, it is abandoned, see {@link
   * Study#abandonAfter}.
   *
   * @param action what is done; it should return soon
   * @throws IllegalStateException if the replicate has ended
   */
  public void onCancel(AutoCloseable action) {
    Nulls.refuse("context: action", action);
    var _ = running();
    slot.onCancel(action);
  }

  /** {@return the time that this replicate has left; empty if there is no limit} */
  public Optional<Duration> timeLeft() {
    long left = slot.nanosLeft();
    return left == Long.MAX_VALUE ? Optional.empty() : Optional.of(Duration.ofNanos(left));
  }

  private Recorder running() {
    if (ended) {
      throw new IllegalStateException(
          "replicate %s of trial %s has ended; record before its last step returns"
              .formatted(replicate, trial));
    }
    return slot.recorder();
  }

  /**
   * Writes an entry for later steps. An entry is written once.
   *
   * @param key the entry's key
   * @param value its value
   * @throws IllegalArgumentException if the value is null
   * @throws IllegalStateException if the key was already written
   */
  public void put(String key, Object value) {
    Nulls.refuse("context: key", key);
    if (value == null) {
      throw new IllegalArgumentException(
          "step '%s' writes context entry '%s': expected a value, got null".formatted(step(), key));
    }
    if (entries == null) {
      entries = new HashMap<>();
    }
    if (initial().containsKey(key) || entries.putIfAbsent(key, value) != null) {
      throw new IllegalStateException(
          "step '%s' writes context entry '%s', which is already written; entries are write-once"
              .formatted(step(), key));
    }
  }

  private Map<String, Object> initial() {
    return pipeline instanceof Pipeline.Steps<?> steps ? steps.entries() : Map.of();
  }

  /**
   * Reads an entry.
   *
   * @param <T> the type of its value
   * @param key the entry's key
   * @param type the value's type
   * @return the value
   * @throws IllegalArgumentException if the key was not written or its value is of another type
   */
  public <T> T entry(String key, Class<T> type) {
    Nulls.refuse("context: key", key);
    Nulls.refuse("context: type", type);
    Object value = initial().get(key);
    if (value == null && entries != null) {
      value = entries.get(key);
    }
    if (value == null) {
      var known = new HashSet<>(initial().keySet());
      known.addAll(entries == null ? Set.of() : entries.keySet());
      throw new IllegalArgumentException(
          "step '%s' reads context entry '%s', which no step wrote; %s"
              .formatted(step(), key, Nearest.hint(key, known.stream().sorted().toList())));
    }
    if (!type.isInstance(value)) {
      throw new IllegalArgumentException(
          "context entry '%s': expected a %s, got a %s"
              .formatted(key, type.getName(), value.getClass().getName()));
    }
    return type.cast(value);
  }

  /**
   * Returns a shared resource of the experiment, or the item of a leased one that this replicate
   * holds.
   *
   * @param <R> its type
   * @param resource the handle
   * @return the opened resource
   * @throws IllegalArgumentException if the experiment does not use it
   */
  public <R> R get(Resource<R> resource) {
    Nulls.refuse("context: resource", resource);
    Object item = entries == null ? null : entries.get(Leases.KEY + resource.name());
    if (item != null && resource.leases() != null) {
      return resource.item(item);
    }
    return scope.get(resource);
  }
}
