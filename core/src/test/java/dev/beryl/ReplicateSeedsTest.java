package dev.beryl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.beryl.random.Seeds;
import dev.beryl.study.StudyResult;
import dev.beryl.trial.Trial;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReplicateSeedsTest {
  private record Place(int trial, int replicate) {}

  /** The seed with which each replicate of each trial was run. */
  private static Map<Place, Long> seeds(Study study) {
    var seeds = new ConcurrentHashMap<Place, Long>();
    Experiment.measuring(
            "loss",
            ctx -> {
              seeds.put(new Place(ctx.trial(), ctx.replicate()), ctx.seed());
              return ctx.get(OneParameter.X);
            })
        .optimize(study);
    return seeds;
  }

  @Test
  void common_replicateHasTheSameSeedInEveryTrial() {
    Map<Place, Long> seeds = seeds(OneParameter.study(1, 2, 3).replicates(4).seed(11));

    assertThat(seeds).hasSize(12);
    seeds.forEach(
        (place, seed) -> assertThat(seed).isEqualTo(Seeds.replicate(11, place.replicate())));
    assertThat(seeds.values().stream().distinct()).hasSize(4);
  }

  @Test
  void common_areThoseOfARunWithTheSameSeed() {
    List<Long> ofRun = OneParameter.EXPERIMENT.run(List.of(), 2, 11).baseline().seeds();

    assertThat(seeds(OneParameter.study(1).replicates(2).seed(11)).values())
        .containsExactlyInAnyOrderElementsOf(ofRun);
  }

  @Test
  void independent_everyReplicateHasASeedOfItsOwn() {
    Map<Place, Long> seeds =
        seeds(OneParameter.study(1, 2, 3).replicates(4).seed(11).independentSeeds());

    seeds.forEach((place, seed) ->
        assertThat(seed)
            .isEqualTo(Seeds.independent(11, place.trial(), place.replicate()))
            .isNotEqualTo(Seeds.replicate(11, place.replicate())));
    assertThat(seeds.values().stream().distinct()).hasSize(12);
  }

  @Test
  void common_noiseCancelsInTheDifferenceOfTrials() {
    Experiment<Double> noisy =
        Experiment.measuring("loss", ctx -> ctx.get(OneParameter.X) + ctx.random().nextGaussian());

    StudyResult common = noisy.optimize(OneParameter.study(1, 2).replicates(3));
    StudyResult independent =
        noisy.optimize(OneParameter.study(1, 2).replicates(3).independentSeeds());

    assertThat(differences(common)).allSatisfy(d -> assertThat(Math.abs(d - 1)).isLessThan(1e-12));
    assertThat(differences(independent))
        .allSatisfy(d -> assertThat(Math.abs(d - 1)).isGreaterThan(1e-3));
  }

  private static List<Double> differences(StudyResult result) {
    Trial first = result.trials().getFirst();
    Trial second = result.trials().get(1);
    return IntStream.range(0, first.replicates())
        .mapToObj(r -> second.samples("loss").get(r) - first.samples("loss").get(r))
        .toList();
  }

  @Test
  void seed_ofAnotherStudy_givesOtherNumbers() {
    assertThat(seeds(OneParameter.study(1).seed(1)).values())
        .doesNotContainAnyElementsOf(seeds(OneParameter.study(1).seed(2)).values());
  }
}
