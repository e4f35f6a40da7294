package dev.beryl.tck;

import dev.beryl.space.Treatment;
import dev.beryl.spi.Optimizer;
import dev.beryl.spi.OptimizerSetting;
import dev.beryl.spi.Prediction;
import dev.beryl.trial.Outcome;
import dev.beryl.trial.Report;
import dev.beryl.trial.Trial;
import dev.beryl.trial.TrialBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/** One optimizer in a study that is only played: asks it, numbers what it proposes, and tells. */
final class Rehearsal {
  /** A treatment that was proposed and not told yet. */
  record Pending(int number, Treatment treatment) {}

  private final OptimizerCase test;
  private final OptimizerSetting setting;
  private final Optimizer optimizer;
  private final SmoothFunction function;
  private final List<Treatment> proposals = new ArrayList<>();
  private final List<Pending> pending = new ArrayList<>();

  Rehearsal(OptimizerCase test, OptimizerSetting setting) {
    this(test, setting, test.create(setting));
  }

  Rehearsal(OptimizerCase test, OptimizerSetting setting, Optimizer optimizer) {
    this.test = test;
    this.setting = setting;
    this.optimizer = optimizer;
    this.function = new SmoothFunction(setting.space(), test.seed());
  }

  /** All treatments that were proposed, by number. */
  List<Treatment> proposals() {
    return proposals;
  }

  List<Pending> pending() {
    return pending;
  }

  Optimizer optimizer() {
    return optimizer;
  }

  OptimizerSetting setting() {
    return setting;
  }

  SmoothFunction function() {
    return function;
  }

  /** Asks, and checks what every answer must be. */
  List<Treatment> ask(int max) {
    int next = proposals.size();
    String asked = "ask(" + max + ")";
    List<Treatment> answer = test.call(next, asked, () -> optimizer.ask(max));
    OptimizerCase inside = test.under(OptimizerRules.PROPOSALS);
    inside.require(answer != null, next, "%s returned null", asked);
    int size = answer.size();
    test.under(OptimizerRules.SIZES)
        .require(size <= max, next, "%s returned %s treatments", asked, size);
    for (int i = 0; i < size; i++) {
      Treatment treatment = answer.get(i);
      requireOwn(inside, asked, treatment);
      pending.add(new Pending(proposals.size(), treatment));
      proposals.add(treatment);
    }
    return answer;
  }

  private void requireOwn(OptimizerCase inside, String asked, @Nullable Treatment answer) {
    if (answer == null || !setting.space().owns(answer)) {
      throw inside.broken(proposals.size(), asked + " returned " + describe(answer), null);
    }
  }

  /** What is wrong with an answer that is no treatment of the space. */
  private String describe(@Nullable Treatment answer) {
    if (answer == null) {
      return "null among its treatments";
    }
    String kind =
        answer.space().isPresent()
            ? ", which belongs to another space: make treatments with setting.space()"
            : ", which was made by hand: use space.fromUnit, space.fromCoordinates or space.bind";
    try {
      setting.space().bind(answer);
      return answer + kind;
    } catch (IllegalArgumentException refused) {
      return answer + kind + "; its values do not fit either: " + refused.getMessage();
    }
  }

  /** Tells that a pending trial was completed, or rejected if a constraint says so. */
  void tell(Pending trial) {
    tell(trial, OutcomeKind.COMPLETED);
  }

  void tell(Pending trial, OutcomeKind kind) {
    double[] losses = new double[setting.objectives().size()];
    for (int i = 0; i < losses.length && kind == OutcomeKind.COMPLETED; i++) {
      losses[i] = function.loss(trial.treatment(), i);
    }
    tell(trial, kind, losses);
  }

  void tell(Pending trial, OutcomeKind kind, double... losses) {
    tell(
        trial,
        told -> {
          if (kind == OutcomeKind.PRUNED) {
            told.reports(reports(trial));
          }
          return kind.end(told, setting, losses);
        });
  }

  /** Tells a completed trial with this loss and these values of the constraints' metrics. */
  void tell(Pending trial, double loss, double... bounded) {
    tell(trial, told -> OutcomeKind.completed(told, setting, new double[] {loss}, bounded));
  }

  private void tell(Pending trial, Function<TrialBuilder, Trial> end) {
    pending.remove(trial);
    TrialBuilder told =
        Trial.of(trial.number(), trial.treatment(), setting.problem())
            .duration(Duration.ofMillis(1 + 7919L * trial.number() % 1000));
    tell(
        setting
            .space()
            .violated(trial.treatment())
            .map(violation -> new Outcome.Rejected(violation.constraint().name()))
            .map(told::unfinished)
            .orElseGet(() -> end.apply(told)));
  }

  /** What a pruned trial reported: every second one nothing, and every fourth NaN in the end. */
  private List<Report> reports(Pending trial) {
    var reports = new ArrayList<Report>();
    for (int step = 0; step <= 3 && trial.number() % 2 == 1; step++) {
      double[] values = new double[setting.objectives().size()];
      for (int i = 0; i < values.length; i++) {
        double loss = function.loss(trial.treatment(), i) + 1.0 / (1 + step);
        values[i] = setting.objectives().get(i).loss(loss);
      }
      if (step == 3 && trial.number() % 4 == 3) {
        Arrays.fill(values, Double.NaN);
      }
      reports.add(new Report(0, step, values));
    }
    return reports;
  }

  void tell(Trial trial) {
    test.run(
        trial.number(),
        "tell(trial %s, %s)".formatted(trial.number(), trial.outcome()),
        () -> optimizer.tell(trial));
  }

  /** Gives a trial that was told as completed more replicates. */
  void revise(Trial trial) {
    test.run(
        trial.number(),
        "revise(trial %s, %s replicates)".formatted(trial.number(), trial.replicates()),
        () -> optimizer.revise(trial));
  }

  /** Asks for one and tells it, until this number were proposed or the answer is empty. */
  Rehearsal oneByOne(int trials) {
    return oneByOne(trials, this::tell);
  }

  Rehearsal oneByOne(int trials, Consumer<Pending> tell) {
    while (proposals.size() < trials && !ask(1).isEmpty()) {
      tell.accept(pending.getFirst());
    }
    return this;
  }

  /**
   * Keeps several pending: asks until they are, or no more are proposed, and then tells some.
   *
   * @param trials how many are proposed in all
   * @param most how many may be pending
   * @param atOnce how many are asked for at once
   * @param left how many of those pending are not told yet when it asks again
   * @param next which of those pending is told next
   */
  Rehearsal pending(
      int trials, int most, int atOnce, IntUnaryOperator left, IntUnaryOperator next) {
    boolean more = true;
    while (more || !pending.isEmpty()) {
      int room = Math.min(most - pending.size(), trials - proposals.size());
      more = room > 0 && !ask(Math.min(room, atOnce)).isEmpty();
      if (!pending.isEmpty() && (!more || pending.size() == most)) {
        int rest = left.applyAsInt(pending.size());
        do {
          tell(pending.get(next.applyAsInt(pending.size())));
        } while (pending.size() > rest);
        more = true;
      }
    }
    return this;
  }

  /** Asks what to apply in the end, and checks the answer. */
  Optional<Treatment> recommend() {
    int next = proposals.size();
    OptimizerCase inside = test.under(OptimizerRules.PROPOSALS);
    Optional<Treatment> answer = inside.call(next, "recommend", optimizer::recommend);
    inside.require(answer != null, next, "recommend returned null");
    answer.ifPresent(treatment -> requireOwn(inside, "recommend", treatment));
    return answer;
  }

  /** Asks what loss is expected of a treatment. */
  Optional<Prediction> predict(Treatment treatment) {
    int next = proposals.size();
    OptimizerCase expecting = test.under(OptimizerRules.PREDICTIONS);
    String asked = "predict(%s)".formatted(treatment);
    Optional<Prediction> answer = expecting.call(next, asked, () -> optimizer.predict(treatment));
    expecting.require(answer != null, next, "%s returned null", asked);
    return answer;
  }
}
