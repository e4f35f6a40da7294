package dev.beryl.replay;

import dev.beryl.journal.JournalException;
import dev.beryl.journal.JournalTrials;
import dev.beryl.result.StudyDigest;
import dev.beryl.space.ChoiceParameter;
import dev.beryl.space.Parameter;
import dev.beryl.space.Treatment;
import dev.beryl.trial.Outcome;
import dev.beryl.trial.Problem;
import dev.beryl.trial.Samples;
import dev.beryl.trial.Trial;
import dev.beryl.trial.TrialBuilder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The trials of another study, as observations for this one: with numbers -1, -2 and so on, and
 * aggregated by this study's objectives and outcome constraints.
 */
public final class WarmStart {
  private static final System.Logger LOG = System.getLogger("dev.beryl");
  private static final int MISFITS_SHOWN = 10;

  private final String source;
  private final Problem problem;
  private final List<Trial> trials = new ArrayList<>();
  private final List<String> misfits = new ArrayList<>();

  private WarmStart(String source, Problem problem) {
    this.source = source;
    this.problem = problem;
  }

  /**
   * Reads the told trials of a journal.
   *
   * @param problem of the study that is to learn from them
   * @return the trials; those that do not fit are left out and logged
   * @throws JournalException if the journal cannot be read or none of its trials fits
   */
  public static WarmStart read(Path path, Problem problem) {
    var warmStart = new WarmStart("journal " + path, problem);
    JournalTrials.read(path).trials().forEach(warmStart::take);
    if (warmStart.trials.isEmpty()) {
      throw new JournalException(path, warmStart.noneFits());
    }
    warmStart.logMisfits();
    return warmStart;
  }

  /**
   * Takes trials that the caller has.
   *
   * @param problem of the study that is to learn from them
   * @return the trials; those that do not fit are left out and logged
   * @throws IllegalArgumentException if none fits
   */
  public static WarmStart of(List<Trial> past, Problem problem) {
    var warmStart = new WarmStart("warm start", problem);
    past.forEach(warmStart::take);
    if (warmStart.trials.isEmpty()) {
      throw new IllegalArgumentException(warmStart.source + ": " + warmStart.noneFits());
    }
    warmStart.logMisfits();
    return warmStart;
  }

  /** {@return the trials, in the order in which they were told} */
  public List<Trial> trials() {
    return List.copyOf(trials);
  }

  /** {@return canonical text that identifies what is learned from them} */
  public String identity() {
    return "warm start from %s trials %s".formatted(trials.size(), StudyDigest.of("", trials));
  }

  private void take(Trial told) {
    try {
      TrialBuilder trial =
          Trial.of(-1 - trials.size(), treatment(told), problem)
              .duration(told.duration())
              .reports(told.reports());
      trials.add(
          switch (told.outcome()) {
            case Outcome.Completed _ -> trial.samples(samples(told)).completed();
            case Outcome.Pruned pruned -> trial.samples(samples(told)).unfinished(pruned);
            default -> trial.unfinished(told.outcome());
          });
    } catch (IllegalArgumentException misfit) {
      misfits.add("trial %s: %s".formatted(told.number(), misfit.getMessage()));
    }
  }

  private static Map<String, Samples> samples(Trial told) {
    var samples = new LinkedHashMap<String, Samples>();
    told.metrics().forEach(metric -> samples.put(metric, told.samples(metric)));
    return samples;
  }

  private Treatment treatment(Trial told) {
    var values = new LinkedHashMap<String, Object>(told.treatment().values());
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
    return problem.space().bind(Treatment.of("trial " + told.number() + " of " + source, values));
  }

  private static Object choiceOf(ChoiceParameter<?> choice, String text) {
    return choice.values().stream()
        .filter(value -> value.toString().equals(text))
        .map(Object.class::cast)
        .findFirst()
        .orElse(text);
  }

  private String noneFits() {
    return "has no trial that fits this study%s".formatted(shown());
  }

  private void logMisfits() {
    if (!misfits.isEmpty()) {
      String text =
          "%s: %s of its %s trials fit this study; the others are skipped%s"
              .formatted(source, trials.size(), trials.size() + misfits.size(), shown());
      LOG.log(System.Logger.Level.WARNING, () -> text);
    }
  }

  private String shown() {
    return misfits.stream()
        .limit(MISFITS_SHOWN)
        .map(misfit -> "\n - " + misfit)
        .collect(Collectors.joining());
  }
}
