package dev.beryl;

import dev.beryl.PairedVerdict.Finding;
import dev.beryl.execution.local.ReplicateSeeds;
import dev.beryl.execution.local.ReplicateSlot;
import dev.beryl.execution.local.Threads;
import dev.beryl.metric.Recorder;
import dev.beryl.race.BettingEvidence;
import dev.beryl.race.ConfidenceSequence;
import dev.beryl.race.Evidence;
import dev.beryl.race.Evidence.Decision;
import dev.beryl.race.PairedEvidence;
import dev.beryl.race.SignEvidence;
import dev.beryl.race.Thresholds;
import dev.beryl.race.ValueRange;
import dev.beryl.random.Seeds;
import dev.beryl.space.Treatment;
import dev.beryl.study.Interval;
import dev.beryl.trial.Direction;
import dev.beryl.trial.Objective;
import dev.beryl.trial.Outcome;
import dev.beryl.trial.Samples;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Runs two treatments side by side until they can be told apart. */
final class PairRun {
  private final PairedComparison comparison;
  private final Objective objective;
  private final int maxReplicates;
  private final double error;
  private final List<Side> sides;
  private final Pipeline<?> pipeline;
  private final Scope scope;
  private final Shared shared;
  private final double tThreshold;
  private final Evidence evidence;
  private double[] improvements = new double[0]; // of the first over the second, by replicate
  private @Nullable String reason;

  /** One of the treatments. */
  private static final class Side {
    private final Treatment treatment;
    private final Set<String> read = ConcurrentHashMap.newKeySet();
    private final List<Recorder> recorders = new ArrayList<>();
    private Outcome outcome = Outcome.COMPLETED;

    Side(Treatment treatment) {
      this.treatment = treatment;
    }
  }

  PairRun(
      PairedComparison comparison,
      Pipeline<?> pipeline,
      Scope scope,
      double confidence,
      int maxReplicates) {
    this.comparison = comparison;
    this.objective = comparison.objective();
    this.pipeline = pipeline;
    this.scope = scope;
    this.maxReplicates = maxReplicates;
    this.error = 1 - confidence;
    this.shared = Shared.outsideAStudy(comparison.seed());
    this.sides = List.of(new Side(comparison.first()), new Side(comparison.second()));
    this.tThreshold = Thresholds.calibrated(PairedEvidence.PRECISION, maxReplicates, error / 2);
    this.evidence = evidence(comparison.range());
  }

  private Evidence evidence(@Nullable ValueRange range) {
    if (!isMean()) {
      return new SignEvidence(error / 2);
    }
    return range == null
        ? new PairedEvidence(PairedEvidence.PRECISION, tThreshold)
        : new BettingEvidence(range, error / 2);
  }

  private boolean isMean() {
    return objective.aggregation().name().equals("mean");
  }

  PairedVerdict run() {
    Deque<PairUnit> inFlight = new ArrayDeque<>();
    int started = 0;
    int ended = 0;
    try (Threads threads = Threads.own(false)) {
      while (!isOver() && ended < 2L * maxReplicates) {
        if (Thread.currentThread().isInterrupted()) {
          stop("it was interrupted");
          break;
        }
        while (inFlight.size() < comparison.threads() && started < 2L * maxReplicates) {
          PairUnit unit = unit(started++);
          inFlight.addLast(unit);
          if (comparison.threads() == 1) {
            unit.run();
          } else {
            threads.execute(unit);
          }
        }
        PairUnit unit = inFlight.removeFirst();
        if (!unit.await()) {
          inFlight.addFirst(unit);
          stop("it was interrupted");
          break;
        }
        take(unit.side(), unit.slot());
        ended++;
        if (ended % 2 == 0 && !isOver()) {
          compare(ended / 2 - 1);
        }
      }
    } finally {
      inFlight.forEach(PairUnit::cancel);
      inFlight.forEach(PairUnit::awaitEnd);
    }
    return verdict();
  }

  private boolean isOver() {
    return reason != null || evidence.decided() != Decision.UNDECIDED;
  }

  /** The two treatments take turns in an order that is drawn for each replicate. */
  private PairUnit unit(int index) {
    int replicate = index / 2;
    int side = Comparison.order(2, comparison.seed(), replicate)[index % 2];
    Side ran = sides.get(side);
    var body = new ExperimentBody(pipeline, scope, shared, new ReadParameters(ran.read));
    long seed = Seeds.replicate(comparison.seed(), replicate);
    return new PairUnit(body, ran.treatment, side, seed, new ReplicateSlot(replicate));
  }

  private void take(int side, ReplicateSlot slot) {
    Side ran = sides.get(side);
    if (slot.isCompleted()) {
      ran.recorders.add(slot.recorder());
      return;
    }
    slot.status().exception().ifPresent(Interrupts::restore);
    ran.outcome = slot.status();
    stop("%s: %s".formatted(ran.treatment.name(), slot.status()));
  }

  /** Ends it, for the first reason that there was. */
  private void stop(String why) {
    if (reason == null) {
      reason = why;
    }
  }

  private void compare(int replicate) {
    double first = value(0, replicate);
    double second = value(1, replicate);
    if (reason != null) {
      return;
    }
    double difference =
        objective.direction() == Direction.MINIMIZE ? second - first : first - second;
    improvements = Arrays.copyOf(improvements, replicate + 1);
    improvements[replicate] = Math.clamp(difference, -Double.MAX_VALUE, Double.MAX_VALUE);
    evidence.add(improvements[replicate]);
  }

  private double value(int side, int replicate) {
    Side ran = sides.get(side);
    Recorder recorder = ran.recorders.get(replicate);
    for (int i = 0; i < recorder.metrics(); i++) {
      int slot = recorder.slotAt(i);
      if (recorder.name(slot).equals(objective.metric()) && recorder.count(slot) > 0) {
        return checked(ran, replicate, Samples.of(recorder.values(slot)));
      }
    }
    var _ = result(side, replicate + 1).samples(objective.metric()); // never recorded: mistyped
    stop(
        "%s: '%s' was not recorded in replicate %s"
            .formatted(ran.treatment.name(), objective.metric(), replicate));
    return Double.NaN;
  }

  private double checked(Side ran, int replicate, Samples samples) {
    double value = objective.aggregation().aggregate(samples);
    if (!Double.isFinite(value)) {
      stop(
          "%s: '%s' is %s in replicate %s"
              .formatted(ran.treatment.name(), objective.metric(), value, replicate));
    } else if (comparison.range() != null) {
      return comparison.range().required(value);
    }
    return value;
  }

  private Run result(int side, int replicates) {
    Side ran = sides.get(side);
    List<Recorder> recorders = ran.recorders.subList(0, Math.min(replicates, ran.recorders.size()));
    var seeds = new ReplicateSeeds(comparison.seed(), replicates, true);
    return Run.of(ran.treatment, ran.outcome, seeds, replicates, recorders);
  }

  private PairedVerdict verdict() {
    for (Side side : sides) {
      if (side.outcome.equals(Outcome.COMPLETED) && !side.recorders.isEmpty()) {
        Comparison.checkRead(side.treatment, side.read);
      }
    }
    int replicates = improvements.length;
    Finding finding =
        switch (evidence.decided()) {
          case HIGHER -> Finding.BETTER;
          case LOWER -> Finding.WORSE;
          case UNDECIDED -> reason == null ? Finding.NOT_DISTINGUISHABLE : Finding.FAILED;
        };
    return new PairedVerdict(
        finding,
        objective,
        result(0, ran(replicates)),
        result(1, ran(replicates)),
        replicates,
        replicates == 0 ? Double.NaN : objective.aggregation().aggregate(Samples.of(improvements)),
        interval(),
        finding == Finding.FAILED ? Optional.ofNullable(reason) : Optional.empty());
  }

  /** The replicates to show: those of both, and the one that failed. */
  private int ran(int replicates) {
    boolean failed = sides.stream().anyMatch(side -> !side.outcome.equals(Outcome.COMPLETED));
    return failed ? replicates + 1 : replicates;
  }

  /** Of the same process as the decision, so that it contains 0 as long as there is none. */
  private Interval interval() {
    ValueRange range = comparison.range();
    Interval interval;
    if (!isMean()) {
      interval = ConfidenceSequence.ofMedian(improvements, error);
    } else if (range != null) {
      double width = range.width();
      interval =
          ConfidenceSequence.ofBoundedMean(improvements, new ValueRange(-width, width), error);
    } else {
      interval = ConfidenceSequence.ofMean(improvements, PairedEvidence.PRECISION, 1 / tThreshold);
    }
    return new Interval(interval.low(), interval.high(), 1 - error);
  }
}
