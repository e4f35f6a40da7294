package dev.beryl.report.study;

import dev.beryl.space.SearchSpace;
import dev.beryl.space.Treatment;
import dev.beryl.spi.Prediction;
import dev.beryl.study.Interval;
import dev.beryl.study.Recommendation;
import dev.beryl.study.StudyResult;
import dev.beryl.study.Verdict;
import dev.beryl.trial.Objective;
import dev.beryl.trial.Trial;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;

/**
 * What a study says: the treatment to use, and how sure it is.
 *
 * @param treatment the treatment to use; empty if there is none, or several objectives
 * @param origin where it comes from, such as {@code recommended by cma-es, not run as a trial}
 * @param estimate what is known of its value; empty if nothing
 * @param sentences what else to know of it
 */
public record Statement(
    Optional<Treatment> treatment, String origin, String estimate, List<String> sentences) {
  /** Copies the list. */
  public Statement {
    sentences = List.copyOf(sentences);
  }

  /** {@return the statement of a study} */
  public static Statement of(StudyView view) {
    StudyResult result = view.result();
    if (result.trials().isEmpty()) {
      return none("No trial has ended yet.");
    }
    if (result.objectives().size() > 1) {
      return ofFront(result);
    }
    Recommendation recommendation;
    try {
      recommendation = result.recommendation();
    } catch (NoSuchElementException e) {
      return none("There is no best treatment: " + e.getMessage() + ".");
    }
    return of(view, recommendation);
  }

  private static Statement none(String why) {
    return new Statement(Optional.empty(), "", "", List.of(why));
  }

  private static Statement ofFront(StudyResult result) {
    int size = result.paretoFront().size();
    return none(
        size == 0
            ? "No completed trial satisfies all outcome constraints."
            : "%s not dominated by any other: choose among them."
                .formatted(size == 1 ? "1 trial is" : size + " trials are"));
  }

  private static Statement of(StudyView view, Recommendation recommendation) {
    String by = recommendation.optimizer().map(name -> "recommended by " + name + ", ").orElse("");
    String run =
        recommendation
            .trial()
            .map(trial ->
                (by.isEmpty() ? "the best trial, number " : "run as trial ") + trial.number())
            .orElse("not run as a trial");
    Verdict verdict = view.result().verdict().orElse(null);
    if (verdict != null) {
      return new Statement(
          Optional.of(recommendation.treatment()), by + run, "", List.of(verdict.sentence()));
    }
    var sentences = new ArrayList<String>();
    Trial trial = recommendation.trial().orElse(null);
    recommendation
        .prediction()
        .map(expected -> expected(view, recommendation, expected))
        .ifPresent(sentences::add);
    if (trial == null) {
      sentences.add("Its value is not known: run it with several seeds before you rely on it.");
      return new Statement(Optional.of(recommendation.treatment()), by + run, "", sentences);
    }
    int completed = view.counts().getOrDefault(State.COMPLETED, 0);
    if (completed > 1 && recommendation.prediction().isEmpty()) {
      sentences.add(
          "It is the best of %s measured ones, and so partly the luckiest: measured again, it is likely to be somewhat worse."
              .formatted(completed));
    }
    var differences = new Differences(view);
    baseline(view, trial, differences).ifPresent(sentences::add);
    indistinguishable(view, trial, differences).ifPresent(sentences::add);
    return new Statement(
        Optional.of(recommendation.treatment()), by + run, estimate(trial), sentences);
  }

  private static String expected(
      StudyView view, Recommendation recommendation, Prediction expected) {
    return "Given all trials, %s expects %s there (mean and standard deviation of its model)."
        .formatted(
            recommendation.optimizer().orElse("the model"),
            view.result().objectives().getFirst().metric()
                + " "
                + Figures.estimate(expected.mean(), expected.standardDeviation()));
  }

  private static String estimate(Trial trial) {
    Objective objective = trial.objectives().getFirst();
    String value =
        "%s of %s: %s"
            .formatted(
                objective.aggregation().name(),
                objective.metric(),
                Figures.estimate(trial.value(), trial.standardError()));
    if (trial.replicates() < 2) {
      return value + " (one replicate: its spread is not known)";
    }
    String of = "%s (%s".formatted(value, Figures.count(trial.replicates(), "replicate"));
    if (!Differences.isMean(objective)) {
      return of + ")";
    }
    Interval interval = Interval.ofMean(trial.samples(objective.metric()), 0.95);
    return "%s; 95 %% interval %s to %s)"
        .formatted(
            of,
            Figures.upTo(trial.standardError(), interval.low()),
            Figures.upTo(trial.standardError(), interval.high()));
  }

  private static Optional<String> baseline(StudyView view, Trial best, Differences differences) {
    SearchSpace space = view.result().space();
    if (!space.hasDefaults()) {
      return Optional.empty();
    }
    Treatment defaults = space.defaults();
    return view.result().trials().stream()
        .filter(trial -> trial.isCompleted() && trial.treatment().equals(defaults))
        .findFirst()
        .filter(trial -> trial.number() != best.number())
        .map(trial -> againstBaseline(trial, best, differences));
  }

  private static String againstBaseline(Trial baseline, Trial best, Differences differences) {
    double gain = baseline.loss() - best.loss();
    String metric = best.objectives().getFirst().metric();
    String of =
        "The defaults gave %s %s (trial %s)"
            .formatted(
                metric,
                Figures.estimate(baseline.value(), baseline.standardError()),
                baseline.number());
    return differences
        .of(baseline, best)
        .map(interval ->
            "%s; it is better by %s (95 %% interval %s to %s%s)."
                .formatted(
                    of,
                    Figures.rounded(gain, 3),
                    Figures.rounded(interval.low(), 3),
                    Figures.rounded(interval.high(), 3),
                    differences.arePaired() ? ", replicates paired" : ""))
        .orElseGet(() -> "%s; it is better by %s.".formatted(of, Figures.rounded(gain, 3)));
  }

  private static Optional<String> indistinguishable(
      StudyView view, Trial best, Differences differences) {
    if (differences.of(best, best).isEmpty()) {
      return Optional.empty();
    }
    int equal = 0;
    var first = new ArrayList<String>();
    for (Trial trial : view.result().trials()) {
      if (trial.number() != best.number()
          && trial.isFeasible()
          && differences.of(trial, best).filter(interval -> interval.contains(0)).isPresent()) {
        equal++;
        if (first.size() < 5) {
          first.add(Integer.toString(trial.number()));
        }
      }
    }
    return Optional.of(
        equal == 0
            ? "Every other trial is worse beyond its noise (95 % interval of each difference)."
            : "%s cannot be told from it at 95 %%: %s%s"
                .formatted(
                    equal == 1 ? "1 other trial" : equal + " other trials",
                    String.join(", ", first),
                    equal > first.size() ? ", …" : "."));
  }
}
