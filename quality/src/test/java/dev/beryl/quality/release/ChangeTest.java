package dev.beryl.quality.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.beryl.optimizers.CmaEs;
import dev.beryl.optimizers.RandomSearch;
import dev.beryl.optimizers.Sobol;
import dev.beryl.quality.measure.Estimate;
import dev.beryl.quality.run.Contender;
import dev.beryl.quality.run.PluginSearch;
import dev.beryl.quality.run.Search;
import dev.beryl.spi.OptimizerProvider;
import dev.beryl.trial.Samples;
import dev.beryl.trial.Trial;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ChangeTest {
  private static final Logger NOTICES = Logger.getLogger("dev.beryl");
  private static final Search SOBOL = PluginSearch.of(Sobol.withDefaults());
  private static final Scores BEFORE = scores(SOBOL);

  @BeforeAll
  static void silenceNotices() {
    NOTICES.setLevel(Level.SEVERE);
  }

  @AfterAll
  static void allowNotices() {
    NOTICES.setLevel(null);
  }

  @Test
  void between_sameSearch_isNoChangeAtAll() {
    List<Change> changes = Change.between(BEFORE, scores(SOBOL), 1, 20);

    assertThat(changes).hasSize(8).extracting(Change::family).contains("rotated", "all");
    assertThat(changes).allMatch(change -> change.difference().equals(new Estimate(0, 0)));
    assertThat(changes).noneMatch(Change::isDrop);
  }

  /** As good a search, that proposes other points: 8 comparisons, false alarm 8e-4. */
  @Test
  void between_otherSeedOrRandomSearch_isNoDrop() {
    Scores others = scores((instance, budget, seed) -> SOBOL.run(instance, budget, ~seed));
    Scores random = scores(PluginSearch.of(RandomSearch.withDefaults()));

    assertThat(Change.between(BEFORE, others, 1, 20))
        .noneMatch(Change::isDrop)
        .anyMatch(change -> change.difference().mean() < 0);
    assertThat(Change.between(BEFORE, random, 1, 20)).noneMatch(Change::isDrop);
  }

  /**
   * A wrong weight: places are drawn a fifth of the way towards the middle of their ranges. That
   * helps where the minimum lies inside; the boundary is out of reach.
   */
  @Test
  void between_plantedFault_isADrop() {
    var provider =
        new FaultyProvider(
            Sobol.withDefaults().provider(), unit -> 0.8 * unit + 0.2 * 0.5, trial -> trial);

    List<Change> changes =
        Change.between(BEFORE, scores(new PluginSearch(provider, Map.of())), 1, 20);

    assertThat(changes.stream().filter(Change::isDrop).map(Change::family)).contains("boundary");
  }

  /** Every tenth trial is told with the wrong sign. */
  @Test
  void between_plantedFaultInALearner_isADropEverywhere() {
    OptimizerProvider sound = CmaEs.withDefaults().provider();
    var faulty = new FaultyProvider(sound, unit -> unit, ChangeTest::withWrongSignEveryTenthTime);

    List<Change> changes =
        Change.between(
            scores(new PluginSearch(sound, Map.of())),
            scores(new PluginSearch(faulty, Map.of())),
            1,
            20);

    assertThat(changes).allMatch(Change::isDrop);
  }

  private static Trial withWrongSignEveryTenthTime(Trial trial) {
    return trial.number() % 10 == 0
        ? Trial.of(trial.number(), trial.treatment(), trial.problem())
            .samples("loss", Samples.of(-trial.loss(0)))
            .completed()
        : trial;
  }

  @Test
  void isDrop_smallButCertain_isLetPass() {
    var change = new Change("o", "all", new Estimate(0.99, 0.1), new Estimate(-0.01, 0), 0.02);

    assertThat(change.isDrop()).isFalse();
    assertThat(new Change("o", "all", change.now(), new Estimate(-0.03, 0), 0.02).isDrop())
        .isTrue();
  }

  /** Quantiles of Student's distribution at 1 - 1e-4 with 19 and 9 degrees of freedom. */
  @Test
  void margin_fewObservations_isStudents() {
    assertThat(new Estimate(0, 1).margin(20)).isCloseTo(4.590, within(0.01));
    assertThat(new Estimate(0, 1).margin(10)).isCloseTo(6.010, within(0.05));
  }

  @Test
  void parse_lines_givesTheScoresBack() {
    Scores again = Scores.parse(BEFORE.lines());

    assertThat(again.lines()).isEqualTo(BEFORE.lines());
    assertThat(Change.between(BEFORE, again, 1, 20))
        .allMatch(change -> change.difference().equals(new Estimate(0, 0)));
  }

  @Test
  void between_moreInstancesThanKept_isRefused() {
    assertThatThrownBy(() -> Change.between(BEFORE, BEFORE, 1, 21))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no scores of optimizer 'search' on 21 instances");
  }

  private static Scores scores(Search search) {
    return Scores.run(List.of(new Contender("search", search)), 1, 20);
  }
}
