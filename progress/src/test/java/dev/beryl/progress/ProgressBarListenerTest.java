package dev.beryl.progress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.beryl.Experiment;
import dev.beryl.Study;
import dev.beryl.space.Parameter;
import dev.beryl.space.RealParameter;
import dev.beryl.space.SearchSpace;
import dev.beryl.spi.Delegation;
import dev.beryl.study.StudyFailedException;
import dev.beryl.trial.Objective;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ProgressBarListenerTest {
  private static final RealParameter X = Parameter.real("x", 0, 1);
  private static final Locale LOCALE = Locale.getDefault();

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);

  @AfterEach
  void restoreLocale() {
    Locale.setDefault(LOCALE);
  }

  @Test
  void budgetOfThirty_printsALineAtEachTenth() {
    optimize(fallingLoss(), study().trials(30));

    assertThat(trialsOfLines()).containsExactly(3, 6, 9, 12, 15, 18, 21, 24, 27, 30);
    assertThat(lines().getFirst()).matches("3/30 trials, best loss -2\\.0000 \\(\\d+\\.\\d s\\)");
    assertThat(lines().getLast()).startsWith("30/30 trials, best loss -29.000 (");
  }

  @Test
  void budgetNotDivisibleByTen_printsOnceForEachTenthAndTheLast() {
    optimize(fallingLoss(), study().trials(23));

    assertThat(trialsOfLines()).containsExactly(3, 5, 7, 10, 12, 14, 17, 19, 21, 23);
  }

  @Test
  void budgetBelowTen_printsEachTrial() {
    optimize(fallingLoss(), study().trials(3));

    assertThat(trialsOfLines()).containsExactly(1, 2, 3);
  }

  @Test
  void openBudget_printsRoundNumbersThenTheEndAndWhy() {
    optimize(fallingLoss(), study().stopWhen(progress -> progress.trials() == 70));

    assertThat(trialsOfLines()).containsExactly(1, 2, 5, 10, 20, 50, 70);
    assertThat(lines().getFirst()).startsWith("1 trials, best loss 0.0000 (");
    assertThat(lines().getLast()).startsWith("ended: ").contains("rule");
  }

  @Test
  void endBeforeTheBudget_printsWhereAndWhy() {
    optimize(fallingLoss(), study().trials(100).target(-24));

    assertThat(trialsOfLines()).containsExactly(10, 20, 25);
    assertThat(lines().getLast()).startsWith("ended: ").contains("target");
  }

  @Test
  void maximizedMetric_printsTheLargestValue() {
    optimize(fallingLoss(), study(Objective.maximize("loss")).trials(20));

    assertThat(lines().getLast()).startsWith("20/20 trials, best loss 0.0000 (");
  }

  @Test
  void severalObjectives_printsTheBestOfTheFirst() {
    var study = study(Objective.minimize("loss"), Objective.maximize("trial")).trials(10);
    var experiment =
        Experiment.from(ctx -> ctx.trial())
            .then(
                "record",
                (trial, ctx) -> {
                  ctx.record("loss", -trial);
                  ctx.record("trial", trial);
                  return trial;
                })
            .build();

    optimize(experiment, study.stopWhen(progress -> progress.trials() == 4));

    assertThat(lines().get(3)).startsWith("4/10 trials, best loss -3.0000 (");
    assertThat(lines().getLast()).startsWith("ended: ");
  }

  @Test
  void failedTrials_areCountedBesideTheBest() {
    var experiment =
        Experiment.measuring(
            "loss",
            ctx -> {
              if (ctx.trial() % 2 == 0) {
                throw new IllegalStateException("even");
              }
              return ctx.trial();
            });

    optimize(experiment, study().trials(4));

    assertThat(lines())
        .hasSize(4)
        .satisfiesExactly(
            line -> assertThat(line).startsWith("1/4 trials, 1 failed ("),
            line -> assertThat(line).startsWith("2/4 trials, best loss 1.0000, 1 failed ("),
            line -> assertThat(line).startsWith("3/4 trials, best loss 1.0000, 2 failed ("),
            line -> assertThat(line).startsWith("4/4 trials, best loss 1.0000, 2 failed ("));
  }

  @Test
  void failedStudy_printsTheFirstLineOfWhy() {
    var experiment =
        Experiment.measuring(
            "loss",
            ctx -> {
              throw new IllegalStateException("broken");
            });

    assertThatThrownBy(() -> optimize(experiment, study().trials(100)))
        .isInstanceOf(StudyFailedException.class);

    assertThat(lines()).hasSize(2);
    assertThat(lines().getFirst()).startsWith("10/100 trials, 10 failed (");
    assertThat(lines().getLast()).startsWith("ended: ").contains("10 trials in a row");
  }

  @Test
  void secondStudy_beginsAnew() {
    var listener = ProgressBarListener.plain(out);
    fallingLoss().optimize(study().trials(2).listener(listener));
    bytes.reset();

    fallingLoss().optimize(study().trials(2).listener(listener));

    assertThat(trialsOfLines()).containsExactly(1, 2);
    assertThat(lines().getFirst()).startsWith("1/2 trials, best loss 0.0000 (");
  }

  @Test
  void optimizerThatLetsOthersPropose_printsALineForEach_andNamesItInTheOthers() {
    var optimizer =
        new Center(
            List.of(
                new Delegation(0, "gp", "it needs few trials"),
                new Delegation(2, "cma-es", "it refines")));
    optimize(
        fallingLoss(),
        Study.of(SearchSpace.of(X), Objective.minimize("loss")).optimizer(optimizer).trials(3));

    assertThat(lines()).hasSize(5);
    assertThat(lines().get(0)).isEqualTo("gp from trial 0 on: it needs few trials");
    assertThat(lines().get(1)).startsWith("1/3 trials, best loss 0.0000, by gp (");
    assertThat(lines().get(3)).isEqualTo("cma-es from trial 2 on: it refines");
    assertThat(lines().get(4)).startsWith("3/3 trials, best loss -2.0000, by cma-es (");
  }

  @Test
  void closedListener_printsNoMoreAndStreamStaysOpen() {
    var listener = ProgressBarListener.plain(out);

    fallingLoss()
        .optimize(
            study()
                .trials(5)
                .stopWhen(progress -> {
                  listener.close();
                  return false;
                })
                .listener(listener));
    out.println("still open");

    assertThat(lines()).hasSize(2);
    assertThat(lines().getFirst()).startsWith("1/5 trials");
    assertThat(lines().getLast()).isEqualTo("still open");
  }

  @Test
  void anotherStreamThanTheStandardOnes_getsLines() {
    fallingLoss().optimize(study().trials(1).listener(ProgressBarListener.to(out)));

    assertThat(lines().getFirst()).startsWith("1/1 trials, best loss 0.0000 (");
  }

  @Test
  void localeWithOtherDigits_changesNothing() {
    Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));

    optimize(fallingLoss(), study().trials(1));

    assertThat(lines().getFirst()).matches("1/1 trials, best loss 0\\.0000 \\([0-9]+\\.[0-9] s\\)");
  }

  private static Study study() {
    return study(Objective.minimize("loss"));
  }

  private static Study study(Objective... objectives) {
    return Study.of(SearchSpace.of(X), objectives).optimizer(new Center());
  }

  /** Trial n has the loss -n, so that each is the best so far. */
  private static Experiment<Double> fallingLoss() {
    return Experiment.measuring("loss", ctx -> ctx.trial() == 0 ? 0 : -ctx.trial());
  }

  private void optimize(Experiment<?> experiment, Study study) {
    experiment.optimize(study.listener(ProgressBarListener.plain(out)));
  }

  private List<String> lines() {
    return bytes.toString(StandardCharsets.UTF_8).lines().toList();
  }

  private List<Integer> trialsOfLines() {
    return lines().stream()
        .filter(line -> line.contains(" trials"))
        .map(line -> Integer.valueOf(line.split("[/ ]", 2)[0]))
        .toList();
  }
}
