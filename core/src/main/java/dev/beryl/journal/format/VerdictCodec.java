package dev.beryl.journal.format;

import dev.beryl.binary.BytesIn;
import dev.beryl.binary.BytesIn.Malformed;
import dev.beryl.binary.BytesOut;
import dev.beryl.binary.RecordKind;
import dev.beryl.study.Interval;
import dev.beryl.study.Verdict;
import dev.beryl.study.Verdict.Difference;
import dev.beryl.study.Verdict.Finalist;
import dev.beryl.study.Verdict.Method;
import dev.beryl.study.Verdict.OnConstraint;
import dev.beryl.study.Verdict.OnObjective;
import dev.beryl.study.Verdict.Standing;
import dev.beryl.trial.Objective;
import dev.beryl.trial.OutcomeConstraint;
import dev.beryl.trial.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** A verdict as bytes. Objectives and constraints are those of the problem, in its order. */
public final class VerdictCodec {
  private static final int VERSION = 1;
  private static final int LEAST_BYTES = 5; // of a finalist

  private final Problem problem;

  VerdictCodec(Problem problem) {
    this.problem = problem;
  }

  /** The payload of a verdict; two are of the same bytes only if they say the same. */
  public static byte[] toBytes(Verdict verdict) {
    var out = new BytesOut(256);
    put(out, verdict);
    return out.toBytes();
  }

  static void put(BytesOut out, Verdict verdict) {
    out.putByte(RecordKind.RACE_ENDED);
    out.putByte(VERSION);
    out.putText(verdict.method().name());
    out.putDouble(verdict.confidence());
    out.putDouble(verdict.indifference());
    out.putVarint(verdict.finalists().size());
    for (Finalist finalist : verdict.finalists()) {
      out.putVarint(finalist.trial());
      out.putText(finalist.name());
      out.putText(finalist.standing().name());
      out.putVarint(finalist.replicates());
      out.putByte(finalist.reason().isPresent() ? 1 : 0);
      finalist.reason().ifPresent(out::putText);
    }
    out.putVarint(verdict.best());
    out.putVarint(verdict.baseline().orElse(-1) + 1);
    for (OnObjective on : verdict.objectives()) {
      out.putDouble(on.value());
      put(out, on.interval());
      for (Difference difference : on.differences()) {
        out.putByte(difference.ofTheBest() ? 1 : 0);
        out.putDouble(difference.worseBy());
        put(out, difference.interval());
        out.putVarint(difference.replicates());
      }
    }
    for (OnConstraint on : verdict.bounds()) {
      out.putDouble(on.value());
      put(out, on.interval());
      out.putByte(on.satisfied() ? 1 : 0);
      out.putByte(on.certain() ? 1 : 0);
    }
  }

  private static void put(BytesOut out, Interval interval) {
    out.putDouble(interval.low());
    out.putDouble(interval.high());
    out.putDouble(interval.level());
  }

  /** Whether a payload is of this kind, in the form that is known here. */
  static boolean reads(byte[] payload) {
    return payload.length > 1
        && (payload[0] & 0xff) == RecordKind.RACE_ENDED
        && payload[1] == VERSION;
  }

  Verdict take(byte[] payload) throws Malformed {
    var in = new BytesIn(payload);
    var _ = in.takeByte();
    var _ = in.takeByte();
    Method method = in.takeName(Method.values());
    double confidence = in.takeDouble();
    double indifference = in.takeDouble();
    var finalists = new ArrayList<Finalist>();
    for (int left = in.takeCount(LEAST_BYTES); left > 0; left--) {
      finalists.add(
          new Finalist(
              in.takeInt(),
              in.takeText(),
              in.takeName(Standing.values()),
              in.takeInt(),
              takeFlag(in) ? Optional.of(in.takeText()) : Optional.empty()));
    }
    int best = in.takeInt();
    int baseline = in.takeInt();
    List<OnObjective> objectives = takeObjectives(in, finalists.size());
    List<OnConstraint> bounds = takeConstraints(in);
    in.requireEnd();
    try {
      return new Verdict(
          method,
          confidence,
          indifference,
          finalists,
          best,
          baseline == 0 ? OptionalInt.empty() : OptionalInt.of(baseline - 1),
          objectives,
          bounds);
    } catch (IllegalArgumentException e) {
      throw new Malformed(String.valueOf(e.getMessage()));
    }
  }

  private List<OnObjective> takeObjectives(BytesIn in, int finalists) throws Malformed {
    var objectives = new ArrayList<OnObjective>();
    for (Objective objective : problem.objectives()) {
      double value = in.takeDouble();
      Interval interval = takeInterval(in);
      var differences = new ArrayList<Difference>();
      for (int i = 0; i < finalists; i++) {
        differences.add(
            new Difference(takeFlag(in), in.takeDouble(), takeInterval(in), in.takeInt()));
      }
      objectives.add(new OnObjective(objective, value, interval, differences));
    }
    return objectives;
  }

  private List<OnConstraint> takeConstraints(BytesIn in) throws Malformed {
    var bounds = new ArrayList<OnConstraint>();
    for (OutcomeConstraint constraint : problem.constraints()) {
      bounds.add(
          new OnConstraint(
              constraint, in.takeDouble(), takeInterval(in), takeFlag(in), takeFlag(in)));
    }
    return bounds;
  }

  private static Interval takeInterval(BytesIn in) throws Malformed {
    return new Interval(in.takeDouble(), in.takeDouble(), in.takeDouble());
  }

  private static boolean takeFlag(BytesIn in) throws Malformed {
    int flag = in.takeByte();
    if (flag > 1) {
      throw new Malformed("expected 0 or 1, got " + flag);
    }
    return flag == 1;
  }
}
