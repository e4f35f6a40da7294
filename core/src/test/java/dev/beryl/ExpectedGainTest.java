package dev.beryl;

import static dev.beryl.study.ExpectedGain.expectedGainOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.beryl.study.Ending;
import dev.beryl.study.StudyResult;
import dev.beryl.trial.Objective;
import dev.beryl.trial.Trial;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Studies that end once more trials are not worth it. */
class ExpectedGainTest {
  private static final Experiment<Double> NOISY =
      Experiment.measuring("loss", ctx -> ctx.get(OneParameter.X) + ctx.random().nextGaussian());

  @TempDir private Path folder;

  /** The loss of trial i is 10 · 0.8^i. */
  private static Study converging() {
    return OneParameter.study(
        new ScriptedOptimizer(i -> i < 500 ? OneParameter.at(10 * Math.pow(0.8, i)) : null));
  }

  /** The numbers from 0 to 10 in a mixed order, over and over. */
  private static Study wandering() {
    return OneParameter.study(
            new ScriptedOptimizer(i -> OneParameter.at((i * 37 + 13) % 101 / 10.0)))
        .replicates(3)
        .independentSeeds()
        .until(expectedGainOf(20).belowNoise());
  }

  @Test
  void until_limit_endsWithTheGainThatWasExpected() {
    StudyResult result =
        OneParameter.EXPERIMENT.optimize(
            converging().untilOptimizerEnds().until(expectedGainOf(20).below(0.01)));

    assertThat(result.ending()).isEqualTo(Ending.SMALL_GAIN);
    assertThat(result.endingText()).isEqualTo("expected gain of the next 20 trials 0.0081 < 0.01");
    assertThat(result.trials()).hasSize(88);
    assertThat(result.isReproducible()).isTrue();
  }

  @Test
  void until_isAnEndOfItsOwn() {
    assertThat(
            OneParameter.EXPERIMENT
                .optimize(converging().until(expectedGainOf(5).below(1)))
                .ending())
        .isEqualTo(Ending.SMALL_GAIN);
  }

  @Test
  void until_maximized_isTheSameGain() {
    Experiment<Double> gain = Experiment.measuring("gain", ctx -> -ctx.get(OneParameter.X));
    Study study =
        Study.of(OneParameter.SPACE, Objective.maximize("gain"))
            .optimizer(
                TestOptimizers.of(
                    _ -> new ScriptedOptimizer(i -> OneParameter.at(10 * Math.pow(0.8, i)))))
            .until(expectedGainOf(20).below(0.01));

    assertThat(gain.optimize(study).endingText())
        .isEqualTo("expected gain of the next 20 trials 0.0081 < 0.01");
  }

  @Test
  void until_noise_endsAtTheSameTrialOnAnyThreads() {
    StudyResult one = NOISY.optimize(wandering().trials(300).threads(1));
    StudyResult four = NOISY.optimize(wandering().trials(300).threads(4));

    assertThat(one.endingText()).endsWith(", the noise of a trial's value");
    assertThat(four.endingText()).isEqualTo(one.endingText());
    assertThat(four.digest()).isEqualTo(one.digest());
  }

  @Test
  void until_resumed_endsAtTheSameTrial() {
    Path journal = folder.resolve("gain.journal");
    StudyResult whole = NOISY.optimize(wandering().trials(300));
    StudyResult part = NOISY.optimize(wandering().trials(30).journal(journal));

    StudyResult resumed = NOISY.optimize(wandering().trials(300).journal(journal));

    assertThat(part.ending()).isEqualTo(Ending.BUDGET);
    assertThat(resumed.endingText()).isEqualTo(whole.endingText());
    assertThat(resumed.digest()).isEqualTo(whole.digest());
    assertThat(resumed.ending()).isEqualTo(Ending.SMALL_GAIN);
  }

  @Test
  void until_noiseThatAllTreatmentsShare_isNone() {
    Study study =
        OneParameter.study(new ScriptedOptimizer(i -> OneParameter.at(i * 37 % 101 / 10.0)))
            .replicates(3)
            .until(expectedGainOf(1).belowNoise());

    assertThat(NOISY.optimize(study.trials(80)).ending()).isEqualTo(Ending.BUDGET);
    assertThatThrownBy(() -> NOISY.optimize(study))
        .as("so it needs another end")
        .hasMessageContaining("it has no end");
  }

  @Test
  void until_withRacing_endsTheSearch_andTheRaceFollows() {
    Study study =
        OneParameter.study(new ScriptedOptimizer(i -> OneParameter.at((i * 37 + 13) % 101 / 10.0)))
            .replicates(2, 10)
            .independentSeeds()
            .trials(300)
            .until(expectedGainOf(20).belowNoise());

    StudyResult result = NOISY.optimize(study);

    assertThat(result.endingText()).contains("expected gain of the next 20 trials");
    assertThat(result.verdict()).isPresent();
  }

  @Test
  void until_session_isOverByIt() {
    try (StudySession session = converging().until(expectedGainOf(2).below(0.1)).open()) {
      while (!session.isOver()) {
        session
            .ask(1)
            .forEach(proposal -> session.tell(proposal, proposal.treatment().get(OneParameter.X)));
      }

      assertThat(session.result().ending()).isEqualTo(Ending.SMALL_GAIN);
      assertThat(session.result().trials()).hasSizeBetween(31, 60);
    }
  }

  @Test
  void until_otherRules_mayEndItBefore() {
    StudyResult result =
        OneParameter.EXPERIMENT.optimize(
            converging().trials(10).until(expectedGainOf(20).below(1)));

    assertThat(result.ending()).isEqualTo(Ending.BUDGET);
    assertThat(result.trials())
        .extracting(Trial::number)
        .isEqualTo(List.of(0, 1, 2, 3, 4, 5, 6, 7, 8, 9));
  }
}
