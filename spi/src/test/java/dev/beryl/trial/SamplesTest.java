package dev.beryl.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;

class SamplesTest {

  private final double[] column = {9, 1, 2, 3, 4, 9};
  private final Samples single = Samples.wrap(column, 1, 5);
  private final Samples several = Samples.wrap(column, 1, 5, new int[] {2, 2, 3, 4});

  @Test
  void of_copiesItsValues() {
    double[] values = {1, 2};
    Samples samples = Samples.of(values);
    values[0] = 7;

    assertThat(samples.get(0)).isEqualTo(1);
  }

  @Test
  void samples_withOneValuePerReplicate_giveIt() {
    assertThat(single.size()).isEqualTo(4);
    assertThat(single.replicates()).isEqualTo(4);
    assertThat(single.size(2)).isEqualTo(1);
    assertThat(single.get(2)).isEqualTo(3);
    assertThat(single.get(2, 0)).isEqualTo(3);
    assertThat(single.last()).isEqualTo(4);
    assertThat(single.toArray()).containsExactly(1, 2, 3, 4);
    assertThat(single.stream().sum()).isEqualTo(10);
  }

  @Test
  void samples_withAnyNumberOfValuesPerReplicate_giveThem() {
    assertThat(several.size()).isEqualTo(4);
    assertThat(several.replicates()).isEqualTo(4);
    assertThat(several.size(0)).isEqualTo(2);
    assertThat(several.size(1)).isZero();
    assertThat(several.get(0, 1)).isEqualTo(2);
    assertThat(several.get(2, 0)).isEqualTo(3);
    assertThat(several.get(3)).isEqualTo(4);
    assertThat(several.last()).isEqualTo(4);
    assertThat(several.toArray()).containsExactly(1, 2, 3, 4);
  }

  @Test
  void last_ofSamplesWhoseLastReplicateIsEmpty_isTheLastThereIs() {
    assertThat(Samples.wrap(column, 1, 3, new int[] {2, 2}).last()).isEqualTo(2);
  }

  @Test
  void last_ofNoValues_isRefused() {
    assertThatThrownBy(() -> Samples.of().last()).isInstanceOf(NoSuchElementException.class);
  }

  @Test
  void moments_ofAllValues_areThoseOfTheMean() {
    assertThat(single.mean()).isEqualTo(2.5);
    assertThat(single.sd()).isEqualTo(Math.sqrt(5 / 3.0));
    assertThat(single.standardError()).isEqualTo(Math.sqrt(5 / 12.0));
    assertThat(several.mean()).isEqualTo(2.5);
    assertThat(several.sd()).isEqualTo(single.sd());
    assertThat(several.standardError())
        .as("of replicates, whose values are not independent")
        .isEqualTo(Aggregation.mean().standardError(several))
        .isNotEqualTo(single.standardError());
  }

  @Test
  void quantile_isOfType7() {
    assertThat(single.quantile(0)).isEqualTo(1);
    assertThat(single.quantile(0.5)).isEqualTo(2.5);
    assertThat(single.quantile(0.9)).isEqualTo(3.7);
    assertThat(single.quantile(1)).isEqualTo(4);
    assertThatThrownBy(() -> Samples.of().quantile(1.5))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("quantile: expected a probability in [0, 1], got 1.5");
  }

  @Test
  void statistics_whereTheyAreNotDefined_areNaN() {
    Samples none = Samples.of();
    assertThat(none.mean()).isNaN();
    assertThat(none.sd()).isNaN();
    assertThat(none.standardError()).isNaN();
    assertThat(none.quantile(0.5)).isNaN();
    assertThat(Samples.of(3).mean()).isEqualTo(3);
    assertThat(Samples.of(3).sd()).isNaN();
    assertThat(Samples.of(3).standardError()).isNaN();
    assertThat(Samples.wrap(column, 1, 5, new int[] {4}).sd()).isEqualTo(single.sd());
    assertThat(Samples.wrap(column, 1, 5, new int[] {4}).standardError()).isNaN();
    assertThat(Samples.of(1, Double.NaN).mean()).isNaN();
    assertThat(Samples.of(1, Double.NaN).quantile(0.5)).isNaN();
    assertThat(Samples.of(1, Double.POSITIVE_INFINITY).mean()).isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(Samples.of(1, Double.POSITIVE_INFINITY).sd()).isNaN();
  }

  @Test
  void sd_ofValuesWhoseVarianceOverflowsOrUnderflows_isStillRight() {
    assertThat(Samples.of(0, 0x1p1000).sd()).isEqualTo(Math.sqrt(2) * 0x1p999);
    assertThat(Samples.of(0, 0x1p-1000).sd()).isEqualTo(Math.sqrt(2) * 0x1p-1001);
  }

  @Test
  void indices_outsideTheSamples_areRefused() {
    assertRefused(() -> single.get(-1));
    assertRefused(() -> single.get(4));
    assertRefused(() -> single.get(4, 0));
    assertRefused(() -> single.get(0, 1));
    assertRefused(() -> several.get(0, 2));
    assertRefused(() -> several.get(1, 0));
    assertRefused(() -> several.size(4));
    assertRefused(() -> several.size(-1));
    assertRefused(() -> Samples.wrap(column, 3, 7));
    assertRefused(() -> Samples.wrap(column, -1, 0, new int[] {1}));
  }

  private static void assertRefused(Runnable access) {
    assertThatThrownBy(access::run).isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void wrap_withEndsThatDecrease_isRefused() {
    assertThatThrownBy(() -> Samples.wrap(column, 1, 5, new int[] {2, 1, 4}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("ends[1]: expected >= 2, where the replicate starts, got 1");
  }

  @Test
  void wrap_withEndsThatDoNotCoverTheValues_isRefused() {
    assertThatThrownBy(() -> Samples.wrap(column, 1, 5, new int[] {2, 3}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("ends: expected the last one to be the number of values, 4, got 3");
  }

  @Test
  void samples_withTheSameValuesInTheSameReplicates_areEqual() {
    assertThat(Samples.of(1, 2, 3, 4))
        .isEqualTo(single)
        .isEqualTo(Samples.wrap(column, 1, 5, new int[] {1, 2, 3, 4}))
        .hasSameHashCodeAs(single);
    assertThat(Samples.wrap(new double[] {1, 2, 3, 4}, 0, 4, new int[] {2, 2, 3, 4}))
        .isEqualTo(several)
        .hasSameHashCodeAs(several);
    assertThat(Samples.of(Double.NaN)).isEqualTo(Samples.of(Double.NaN));
  }

  @Test
  void samples_withOtherValuesOrReplicates_areNotEqual() {
    assertThat(single)
        .isNotEqualTo(several)
        .isNotEqualTo(Samples.of(1, 2, 3))
        .isNotEqualTo(Samples.of(1, 2, 4, 3));
    assertThat(Samples.of(0.0)).isNotEqualTo(Samples.of(-0.0));
    assertThat(Samples.of()).isNotEqualTo(Samples.wrap(column, 1, 1, new int[] {0}));
  }

  @Test
  void toString_showsReplicatesWhereTheyMatter() {
    assertThat(single).hasToString("[1.0, 2.0, 3.0, 4.0]");
    assertThat(several).hasToString("[[1.0, 2.0], [], [3.0], [4.0]]");
  }
}
