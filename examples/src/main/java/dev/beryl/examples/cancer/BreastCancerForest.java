package dev.beryl.examples.cancer;

import dev.beryl.Context;
import dev.beryl.Experiment;
import dev.beryl.Resource;
import dev.beryl.Study;
import dev.beryl.StudyFactory;
import dev.beryl.StudyWorker;
import dev.beryl.progress.ProgressBarListener;
import dev.beryl.report.Report;
import dev.beryl.study.Racing;
import dev.beryl.study.StudyResult;
import dev.beryl.study.Verdict;
import dev.beryl.trial.Objective;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import org.tribuo.Example;
import org.tribuo.Prediction;
import org.tribuo.classification.Label;

/**
 * Tunes a forest on real data. A replicate is one stratified hold-out split: the forest is trained
 * on one half and judged on the other. In the end the best treatments and the defaults race on
 * splits that the search has not used, and the verdict says what that has shown.
 */
public final class BreastCancerForest implements StudyFactory {
  static final String LOG_LOSS = "log_loss";
  static final String ACCURACY = "accuracy";
  static final String TRAINING_SECONDS = "training_seconds";

  private static final double TEST_SHARE = 0.5;
  private static final double LEAST_PROBABILITY = 1e-15;
  private static final long SEARCH_SEED = 1;
  private static final int MOST_SPLITS = 30; // of a finalist in the race
  private static final int FINALISTS = 2; // beside the defaults; with fewer, each runs more splits
  private static final double RESERVE = 1.0 / 3; // of all replicates, for the race
  private static final Path REPORT = Path.of("target", "report.html");

  /** Called where replicates run, if they run elsewhere. */
  public BreastCancerForest() {}

  @Override
  public StudyWorker worker() {
    return experiment().worker(study(Settings.fromProperties()));
  }

  /**
   * Searches, writes a report to {@code target/report.html}, and prints the verdict.
   *
   * @param args none; the system properties {@code optimizer}, {@code trials}, {@code replicates}
   *     and {@code journal} are read
   * @throws IllegalArgumentException if a property that must be a number is not one, or the study
   *     refuses it
   * @throws IOException if the report cannot be written
   */
  public static void main(String[] args) throws IOException {
    tune(study -> study);
  }

  /**
   * Does the same with a study that is changed first, for example to one with a runner.
   *
   * @param change gets the study and returns the one to optimize
   * @throws IllegalArgumentException if a property that must be a number is not one, or the study
   *     refuses it
   * @throws IOException if the report cannot be written
   */
  public static void tune(UnaryOperator<Study> change) throws IOException {
    Settings settings = Settings.fromProperties();
    System.out.println(settings);
    StudyResult result =
        experiment()
            .optimize(change.apply(study(settings).listener(ProgressBarListener.to(System.out))));
    Files.createDirectories(REPORT.toAbsolutePath().getParent());
    Report.of(result).writeHtml(REPORT);
    System.out.println("report: " + REPORT.toAbsolutePath());

    System.out.println();
    System.out.println("use " + result.recommended());
    Verdict verdict = result.verdict().orElseThrow();
    System.out.println(verdict);
    System.out.print(verdict.table());
  }

  static Study study(Settings settings) {
    Study study =
        Study.of(ForestParameters.SPACE, Objective.minimize(LOG_LOSS))
            .optimizer(settings.optimizer())
            .trials(settings.trials())
            .racing(
                Racing.of(settings.replicates(), Math.max(settings.replicates(), MOST_SPLITS))
                    .finalists(FINALISTS)
                    .reserve(RESERVE))
            .baseline(ForestParameters.SPACE.defaults())
            .seed(SEARCH_SEED);
    return settings.journal() == null ? study : study.journal(settings.journal());
  }

  /** Its output is the trained forest. */
  static Experiment<Forest> experiment() {
    Resource<List<Example<Label>>> data = Resource.of("breast cancer data", BreastCancer::read);
    return Experiment.from(ctx -> ctx.get(data))
        .using(data)
        .then("split", (examples, ctx) -> Split.stratified(examples, TEST_SHARE, ctx.random()))
        .then("train", BreastCancerForest::train)
        .then("evaluate", BreastCancerForest::evaluate)
        .build();
  }

  /** A model and the examples that judge it. */
  private record Trained(Forest forest, List<Example<Label>> test) {}

  private static Trained train(Split split, Context ctx) {
    long begun = System.nanoTime();
    Forest forest = Forest.train(split.train(), ctx);
    ctx.record(TRAINING_SECONDS, (System.nanoTime() - begun) / 1e9);
    return new Trained(forest, split.test());
  }

  private static Forest evaluate(Trained trained, Context ctx) {
    double loss = 0;
    int right = 0;
    for (Example<Label> example : trained.test()) {
      Prediction<Label> prediction = trained.forest().predict(example);
      String truth = example.getOutput().getLabel();
      double probability = trained.forest().probability(prediction, truth);
      // A probability of 0 would make the loss infinite; it is raised to 1e-15, as is usual.
      loss -= StrictMath.log(Math.max(probability, LEAST_PROBABILITY));
      right += prediction.getOutput().getLabel().equals(truth) ? 1 : 0;
    }
    ctx.record(LOG_LOSS, loss / trained.test().size());
    ctx.record(ACCURACY, (double) right / trained.test().size());
    return trained.forest();
  }
}
