package dev.beryl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.beryl.binary.BytesIn.Malformed;
import dev.beryl.binary.BytesOut;
import dev.beryl.journal.JournalRecord;
import dev.beryl.journal.format.RecordCodec;
import dev.beryl.space.Parameter;
import dev.beryl.space.SearchSpace;
import dev.beryl.study.Interval;
import dev.beryl.study.Verdict;
import dev.beryl.study.Verdict.Difference;
import dev.beryl.study.Verdict.Finalist;
import dev.beryl.study.Verdict.Method;
import dev.beryl.study.Verdict.OnConstraint;
import dev.beryl.study.Verdict.OnObjective;
import dev.beryl.study.Verdict.Standing;
import dev.beryl.trial.Aggregation;
import dev.beryl.trial.Objective;
import dev.beryl.trial.OutcomeConstraint;
import dev.beryl.trial.Problem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** The verdict of a race in a journal. */
class VerdictCodecProperties {

  /** A verdict with every number, NaN and the infinities among them. */
  private record Draw(SplittableRandom random) {
    Problem problem() {
      var objectives = new ArrayList<Objective>();
      for (int i = random.nextInt(1, 4); i > 0; i--) {
        objectives.add(
            random.nextBoolean()
                ? Objective.minimize("loss" + i)
                : Objective.maximize("gain" + i, Aggregation.median()));
      }
      return new Problem(
          SearchSpace.of(Parameter.real("x", 0, 1)),
          objectives,
          random.nextBoolean() ? List.of() : List.of(OutcomeConstraint.atMost("latency", 9)));
    }

    Verdict verdict(Problem problem) {
      int count = random.nextInt(2, 7);
      int best = random.nextInt(count);
      var finalists = new ArrayList<Finalist>();
      for (int i = 0; i < count; i++) {
        int trial = random.nextInt(1 << random.nextInt(1, 31));
        finalists.add(
            new Finalist(
                trial,
                random.nextBoolean() ? "the baseline" : "trial " + trial,
                Standing.values()[random.nextInt(Standing.values().length)],
                random.nextInt(100),
                random.nextBoolean() ? Optional.empty() : Optional.of("it is wörse\n")));
      }
      return new Verdict(
          Method.values()[random.nextInt(Method.values().length)],
          number(),
          number(),
          finalists,
          best,
          random.nextBoolean() ? OptionalInt.empty() : OptionalInt.of(random.nextInt(count)),
          problem.objectives().stream().map(each -> onObjective(each, count, best)).toList(),
          problem.constraints().stream().map(this::onConstraint).toList());
    }

    private OnObjective onObjective(Objective objective, int finalists, int best) {
      var differences = new ArrayList<Difference>();
      for (int i = 0; i < finalists; i++) {
        differences.add(new Difference(i == best, number(), interval(), random.nextInt(300)));
      }
      return new OnObjective(objective, number(), interval(), differences);
    }

    private OnConstraint onConstraint(OutcomeConstraint constraint) {
      return new OnConstraint(
          constraint, number(), interval(), random.nextBoolean(), random.nextBoolean());
    }

    private Interval interval() {
      return new Interval(number(), number(), number());
    }

    private double number() {
      return switch (random.nextInt(6)) {
        case 0 -> Double.NaN;
        case 1 -> Double.NEGATIVE_INFINITY;
        case 2 -> Double.POSITIVE_INFINITY;
        case 3 -> -0.0;
        default -> random.nextGaussian();
      };
    }
  }

  private static byte[] bytes(Problem problem, Verdict verdict) {
    var out = new BytesOut(16);
    new RecordCodec(problem).put(out, new JournalRecord.RaceEnded(verdict));
    return out.toBytes();
  }

  @Property(tries = 300, seed = "20261204")
  void verdict_readBack_isEqual(@ForAll long seed) throws Malformed {
    var draw = new Draw(new SplittableRandom(seed));
    Problem problem = draw.problem();
    Verdict verdict = draw.verdict(problem);

    JournalRecord read = new RecordCodec(problem).fromBytes(bytes(problem, verdict));

    assertThat(read).isEqualTo(new JournalRecord.RaceEnded(verdict));
  }

  @Property(tries = 30, seed = "20261205")
  void verdict_cutAnywhereOrChanged_isMalformedOrAnother(@ForAll long seed) throws Malformed {
    var random = new SplittableRandom(seed);
    var draw = new Draw(random);
    Problem problem = draw.problem();
    byte[] whole = bytes(problem, draw.verdict(problem));
    var codec = new RecordCodec(problem);

    for (int length = 2; length < whole.length; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      assertThatExceptionOfType(Malformed.class).isThrownBy(() -> codec.fromBytes(cut));
    }
    for (int i = 2; i < whole.length; i++) {
      byte[] changed = whole.clone();
      changed[i] ^= (byte) (1 << random.nextInt(8));
      try {
        var _ = codec.fromBytes(changed);
      } catch (Malformed expected) {
        assertThat(expected).hasMessageMatching("(?s).+");
      }
    }
  }

  @Property(tries = 1)
  void verdict_inAFormOfALaterVersion_isPassedOver() throws Malformed {
    var draw = new Draw(new SplittableRandom(1));
    Problem problem = draw.problem();
    byte[] later = bytes(problem, draw.verdict(problem));
    later[1] = 2;

    assertThat(new RecordCodec(problem).fromBytes(later)).isNull();
  }
}
