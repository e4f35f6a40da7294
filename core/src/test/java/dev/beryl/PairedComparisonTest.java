package dev.beryl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.beryl.PairedVerdict.Finding;
import dev.beryl.random.Seeds;
import dev.beryl.space.Parameter;
import dev.beryl.space.RealParameter;
import dev.beryl.space.Treatment;
import dev.beryl.trial.Aggregation;
import dev.beryl.trial.Objective;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PairedComparisonTest {
  private static final RealParameter SHIFT = Parameter.real("shift", -9, 9);
  private static final Objective LOSS = Objective.minimize("loss");

  /** Noise that both treatments share, a little of their own, and the shift. */
  private static final Experiment<Double> SHIFTED =
      Experiment.measuring(
          "loss",
          ctx -> {
            double shift = ctx.get(SHIFT);
            double common = 3 * ctx.random().nextGaussian();
            double own = 0;
            for (int i = 0; i <= Math.floorMod(Double.hashCode(shift), 5); i++) {
              own = ctx.random().nextGaussian();
            }
            return shift + common + 0.3 * own;
          });

  private static Treatment shift(String name, double shift) {
    return Treatment.of(name, Map.of("shift", shift));
  }

  private static final Treatment NEW = shift("new", 0.5);
  private static final Treatment OLD = shift("old", 1.25);

  @Test
  void compare_oneThatIsBetter_saysSoAndStops() {
    PairedVerdict verdict = SHIFTED.compare(NEW, OLD, LOSS).until(0.95, 200);

    assertThat(verdict.finding()).isEqualTo(Finding.BETTER);
    assertThat(verdict.replicates()).isBetween(4, 40);
    assertThat(verdict.betterBy()).isCloseTo(0.75, within(0.4));
    assertThat(verdict.interval().low()).isPositive();
    assertThat(verdict.interval().level()).isCloseTo(0.95, within(1e-12));
    assertThat(verdict.first().samples("loss").size()).isEqualTo(verdict.replicates());
    assertThat(verdict.sentence())
        .startsWith("new is better than old by 0.")
        .contains(" in loss, 95 % interval ")
        .endsWith(" after " + verdict.replicates() + " replicates of each");
  }

  @Test
  void compare_theOtherWayRound_isTheMirrorImage() {
    PairedVerdict verdict = SHIFTED.compare(NEW, OLD, LOSS).until(0.95, 200);
    PairedVerdict mirrored = SHIFTED.compare(OLD, NEW, LOSS).until(0.95, 200);

    assertThat(mirrored.finding()).isEqualTo(Finding.WORSE);
    assertThat(mirrored.replicates()).isEqualTo(verdict.replicates());
    assertThat(mirrored.betterBy()).isEqualTo(-verdict.betterBy());
    assertThat(mirrored.interval().low()).isEqualTo(-verdict.interval().high());
    assertThat(mirrored.sentence()).startsWith("old is worse than new by 0.");
  }

  @Test
  void compare_maximized_isTheOtherFinding() {
    assertThat(SHIFTED.compare(NEW, OLD, Objective.maximize("loss")).until(0.95, 200).finding())
        .isEqualTo(Finding.WORSE);
  }

  @Test
  void compare_twoThatDoTheSame_runsToTheEnd() {
    PairedVerdict verdict = SHIFTED.compare(NEW, shift("copy", 0.5), LOSS).until(0.95, 20);

    assertThat(verdict.finding()).isEqualTo(Finding.NOT_DISTINGUISHABLE);
    assertThat(verdict.replicates()).isEqualTo(20);
    assertThat(verdict.interval().low()).isZero();
    assertThat(verdict.interval().high()).isZero();
    assertThat(verdict.sentence()).startsWith("new can't be told from copy after 20 replicates");
  }

  /** 1 000 comparisons of the same; 5 % + 3 standard errors is 0.0707. */
  @Test
  void compare_withoutADifference_findsOneAsRarelyAsPromised() {
    var noise =
        Experiment.measuring(
            "loss", ctx -> (ctx.get(SHIFT) > 1 ? -1 : 1) * ctx.random().nextGaussian());
    int found = 0;
    for (int seed = 0; seed < 1000; seed++) {
      PairedVerdict verdict = noise.compare(NEW, OLD, LOSS).seed(seed).until(0.95, 30);
      found += verdict.finding() == Finding.NOT_DISTINGUISHABLE ? 0 : 1;
      assertThat(verdict.interval().contains(0))
          .isEqualTo(verdict.finding() == Finding.NOT_DISTINGUISHABLE);
    }

    assertThat(found / 1000.0).isLessThan(0.0707);
  }

  @Test
  void compare_replicates_haveTheSeedsOfARun() {
    PairedVerdict verdict = SHIFTED.compare(NEW, OLD, LOSS).seed(99).until(0.95, 30);
    RunResult run = SHIFTED.run(List.of(NEW, OLD), verdict.replicates(), 99);

    assertThat(verdict.first().seeds())
        .isEqualTo(
            LongStream.range(0, verdict.replicates())
                .map(r -> Seeds.replicate(99, (int) r))
                .boxed()
                .toList());
    assertThat(verdict.first().samples("loss")).isEqualTo(run.run("new").samples("loss"));
    assertThat(verdict.second().samples("loss")).isEqualTo(run.run("old").samples("loss"));
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 8, 64})
  void compare_onSeveralThreads_findsTheSame(int threads) {
    PairedComparison comparison = SHIFTED.compare(NEW, OLD, LOSS).seed(4);

    assertThat(comparison.threads(threads).until(0.95, 100)).isEqualTo(comparison.until(0.95, 100));
  }

  @Test
  void compare_decidedWhileOthersRun_cancelsThem() {
    var waiting = new AtomicInteger();
    var endless = new CountDownLatch(1);
    var canceled = new AtomicInteger();
    var experiment =
        Experiment.measuring(
            "loss",
            ctx -> {
              if (ctx.replicate() >= 20) {
                waiting.incrementAndGet();
                try {
                  endless.await();
                } catch (InterruptedException e) {
                  canceled.incrementAndGet();
                  throw e;
                }
              }
              return ctx.get(SHIFT) + 0.01 * ctx.random().nextGaussian();
            });

    PairedVerdict verdict = experiment.compare(NEW, OLD, LOSS).threads(48).until(0.95, 100);

    assertThat(verdict.finding()).isEqualTo(Finding.BETTER);
    assertThat(verdict.replicates()).isLessThanOrEqualTo(20);
    assertThat(canceled.get()).isEqualTo(waiting.get());
  }

  @Test
  void compare_median_isBySigns() {
    var objective = Objective.minimize("loss", Aggregation.median());
    PairedVerdict verdict = SHIFTED.compare(NEW, shift("far", 6), objective).until(0.95, 100);

    assertThat(verdict.finding()).isEqualTo(Finding.BETTER);
    assertThat(verdict.replicates()).as("8 of the same sign: 57 to 1").isEqualTo(8);
  }

  @Test
  void compare_valuesInARange_isByBetting() {
    var coin =
        Experiment.measuring("right", ctx -> ctx.random().nextDouble() < ctx.get(SHIFT) ? 1 : 0);
    PairedComparison comparison =
        coin.compare(shift("a", 0.9), shift("b", 0.2), Objective.maximize("right"));

    PairedVerdict verdict = comparison.valuesIn(0, 1).until(0.95, 200);

    assertThat(verdict.finding()).isEqualTo(Finding.BETTER);
    assertThat(verdict.interval().low()).isBetween(0.0, 0.7);
    assertThat(verdict.interval().high()).isBetween(0.7, 1.0);
  }

  @Test
  void compare_replicateThatFails_endsWithTheReason() {
    var failing =
        Experiment.measuring(
            "loss",
            ctx -> {
              if (ctx.replicate() == 2 && ctx.get(SHIFT) > 1) {
                throw new IllegalStateException("boom");
              }
              return 1;
            });
    PairedVerdict verdict = failing.compare(NEW, OLD, LOSS).until(0.95, 10);

    assertThat(verdict.finding()).isEqualTo(Finding.FAILED);
    assertThat(verdict.replicates()).isEqualTo(2);
    assertThat(verdict.reason().orElseThrow()).startsWith("old: ").contains("boom");
    assertThat(verdict.sentence()).startsWith("new and old can't be compared: old: ");
  }

  @Test
  void compare_valueThatIsNotFinite_endsWithTheReason() {
    var nan =
        Experiment.measuring("loss", ctx -> ctx.replicate() == 1 ? Double.NaN : ctx.get(SHIFT));

    assertThat(nan.compare(NEW, OLD, LOSS).until(0.95, 10).reason())
        .contains("new: 'loss' is NaN in replicate 1");
  }

  @Test
  void compare_interrupted_stopsAndKeepsTheFlag() {
    var interrupting =
        Experiment.measuring(
            "loss",
            ctx -> {
              if (ctx.replicate() == 3) {
                Thread.currentThread().interrupt();
              }
              return ctx.random().nextGaussian() * ctx.get(SHIFT);
            });
    PairedVerdict verdict = interrupting.compare(NEW, OLD, LOSS).until(0.95, 100);

    assertThat(Thread.interrupted()).isTrue();
    assertThat(verdict.finding()).isEqualTo(Finding.FAILED);
    assertThat(verdict.reason()).contains("it was interrupted");
    assertThat(verdict.replicates()).isEqualTo(3);
  }

  @Test
  void compare_whatIsMistyped_isRefused() {
    assertThatThrownBy(() -> SHIFTED.compare(NEW, OLD, Objective.minimize("lost")).until(0.95, 9))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'new' has no metric 'lost'");
    Treatment unread = Treatment.of("unread", Map.of("shift", 1.0, "shfit", 2.0));
    assertThatThrownBy(() -> SHIFTED.compare(NEW, unread, LOSS).until(0.95, 9))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'shfit', which the experiment never read");
    assertThatThrownBy(() -> SHIFTED.compare(NEW, shift("new", 2), LOSS))
        .hasMessageContaining("both are named 'new'");
    assertThatThrownBy(
            () -> SHIFTED.compare(NEW, OLD, Objective.minimize("loss", Aggregation.quantile(0.9))))
        .hasMessageContaining("expected one by the mean or the median, got 'quantile(0.9)'");
    assertThatThrownBy(() -> SHIFTED.compare(NEW, OLD, LOSS).until(1, 0))
        .hasMessageContainingAll(
            "confidence: expected it in [0.5, 1), got 1.0", "replicates: expected >= 1, got 0");
    assertThatThrownBy(() -> SHIFTED.compare(NEW, OLD, LOSS).threads(0))
        .hasMessage("compare: threads: expected >= 1, got 0");
    assertThatThrownBy(() -> SHIFTED.compare(NEW, OLD, LOSS).valuesIn(0, 1).until(0.95, 9))
        .hasMessageStartingWith("value: expected it in its range, 0.0 to 1.0, got ");
  }
}
