package dev.beryl.replay;

import dev.beryl.journal.JournalException;
import dev.beryl.journal.JournalHeader;
import dev.beryl.journal.JournalReader;
import dev.beryl.journal.JournalRecord;
import dev.beryl.result.StudyDigest;
import dev.beryl.space.ChoiceParameter;
import dev.beryl.space.Parameter;
import dev.beryl.space.Treatment;
import dev.beryl.trial.Outcome;
import dev.beryl.trial.Problem;
import dev.beryl.trial.Samples;
import dev.beryl.trial.Trial;
import dev.beryl.trial.TrialBuilder;
import java.time.Duration;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.eclipse.collections.impl.list.mutable.primitive.DoubleArrayList;

/**
 * The trials of another study, as observations for this one: with numbers -1, -2 and so on, and
 * aggregated as this study's objectives and outcome constraints have it.
 */
public final class WarmStart {
  private static final System.Logger LOG = System.getLogger("dev.beryl.journal");
  private static final int MISFITS_SHOWN = 10;

  private final Path path;
  private final JournalHeader header;
  private final Problem problem;
  private final List<Trial> trials = new ArrayList<>();
  private final List<String> misfits = new ArrayList<>();
  private final Map<Integer, JournalRecord.Asked> asked = new HashMap<>();
  private final Map<Integer, TreeMap<Integer, JournalRecord.ReplicateEnded>> ended =
      new HashMap<>();

  private WarmStart(Path path, Problem problem, JournalHeader header) {
    this.path = path;
    this.header = header;
    this.problem = problem;
  }

  /**
   * Reads what a journal has told.
   *
   * @param path the journal
   * @param problem of the study that is to learn from them
   * @return the trials; those that do not fit are left out and logged
   * @throws JournalException if the journal cannot be read or none of its trials fits
   */
  public static WarmStart read(Path path, Problem problem) {
    try (JournalReader reader = JournalReader.open(path)) {
      var read = new WarmStart(path, problem, reader.header());
      for (JournalRecord record = reader.next(); record != null; record = reader.next()) {
        read.take(record);
      }
      read.reportMisfits();
      return read;
    }
  }

  /** {@return the trials, in the order in which they were told} */
  public List<Trial> trials() {
    return List.copyOf(trials);
  }

  /** {@return canonical text that identifies what is learned from them} */
  public String identity() {
    return "warm start from %s trials %s".formatted(trials.size(), StudyDigest.of("", trials));
  }

  private void take(JournalRecord record) {
    switch (record) {
      case JournalRecord.Asked a -> asked.put(a.trial(), a);
      case JournalRecord.ReplicateEnded r -> take(r);
      case JournalRecord.Told told -> take(told);
      case JournalRecord.Opened _, JournalRecord.AskedInVain _, JournalRecord.Ended _ -> {}
    }
  }

  private void take(JournalRecord.ReplicateEnded replicate) {
    var ofTrial = ended.computeIfAbsent(replicate.trial(), _ -> new TreeMap<>());
    if (header.session() && replicate.replicate() == 0) {
      ofTrial.clear(); // of a tell that was cut short
    }
    ofTrial.put(replicate.replicate(), replicate);
  }

  private void take(JournalRecord.Told told) {
    JournalRecord.Asked then = asked.remove(told.trial());
    Map<Integer, JournalRecord.ReplicateEnded> replicates =
        Optional.ofNullable(ended.remove(told.trial())).orElseGet(TreeMap::new);
    if (then == null) {
      throw new JournalException(
          path, "damaged: trial %s is told and was not asked for".formatted(told.trial()));
    }
    try {
      Treatment treatment = treatment(then);
      TrialBuilder trial =
          Trial.of(-1 - trials.size(), treatment, problem)
              .duration(Duration.ofNanos(told.nanos()))
              .reports(replicates.values().stream().flatMap(r -> r.reports().stream()).toList());
      trials.add(
          told.outcome() instanceof Outcome.Completed
              ? trial.samples(samples(penalized(replicates.values()))).completed()
              : trial.unfinished(told.outcome()));
    } catch (IllegalArgumentException misfit) {
      misfits.add("trial %s: %s".formatted(told.trial(), misfit.getMessage()));
    }
  }

  private Treatment treatment(JournalRecord.Asked then) {
    var values = new LinkedHashMap<String, Object>(then.values());
    for (Parameter parameter : problem.space().parameters()) {
      Object value = values.get(parameter.name());
      if (value != null && parameter instanceof ChoiceParameter<?> choice) {
        values.put(parameter.name(), choiceOf(choice, value.toString()));
      } else if (value == null && parameter.condition().isEmpty()) {
        parameter
            .defaultCoordinate()
            .ifPresent(c -> values.put(parameter.name(), parameter.valueAt(c)));
      }
    }
    return problem.space().bind(Treatment.of("trial " + then.trial() + " of " + path, values));
  }

  private static Object choiceOf(ChoiceParameter<?> choice, String text) {
    return choice.values().stream()
        .filter(value -> value.toString().equals(text))
        .map(Object.class::cast)
        .findFirst()
        .orElse(text);
  }

  /** The replicates that count, with the penalties that the other study had for failing ones. */
  private List<JournalRecord.ReplicateEnded> penalized(
      Collection<JournalRecord.ReplicateEnded> replicates) {
    Penalties penalties = Penalties.of(header);
    return replicates.stream()
        .map(penalties::applyTo)
        .filter(replicate -> replicate.trouble().isEmpty())
        .toList();
  }

  private static Map<String, Samples> samples(List<JournalRecord.ReplicateEnded> whole) {
    var names =
        whole.stream()
            .flatMap(r -> r.metrics().stream().map(JournalRecord.Metric::name))
            .distinct()
            .toList();
    var samples = new LinkedHashMap<String, Samples>();
    for (String name : names) {
      samples.put(name, samples(name, whole));
    }
    return samples;
  }

  private static Samples samples(String name, List<JournalRecord.ReplicateEnded> whole) {
    int[] ends = new int[whole.size()];
    var values = new DoubleArrayList();
    for (int r = 0; r < ends.length; r++) {
      for (JournalRecord.Metric metric : whole.get(r).metrics()) {
        if (metric.name().equals(name)) {
          values.addAll(metric.values());
        }
      }
      ends[r] = values.size();
    }
    return Samples.wrap(values.toArray(), 0, values.size(), ends);
  }

  private void reportMisfits() {
    if (trials.isEmpty()) {
      throw new JournalException(
          path, "has no trial to start from that fits this study%s".formatted(shown()));
    }
    if (!misfits.isEmpty()) {
      LOG.log(
          System.Logger.Level.WARNING,
          "journal {0}: of its trials {1} do not fit this study and are left out{2}",
          path,
          Integer.toString(misfits.size()),
          shown());
    }
  }

  private String shown() {
    return misfits.stream()
        .limit(MISFITS_SHOWN)
        .map(misfit -> "\n - " + misfit)
        .collect(Collectors.joining());
  }
}
