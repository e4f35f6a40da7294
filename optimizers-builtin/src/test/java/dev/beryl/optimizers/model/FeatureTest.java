package dev.beryl.optimizers.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.beryl.space.Parameter;
import dev.beryl.space.SearchSpace;
import java.util.List;
import org.junit.jupiter.api.Test;

class FeatureTest {

  @Test
  void of_space_leavesOutParametersWithOneValue() {
    var space =
        SearchSpace.of(
            Parameter.integer("fixed", 3, 3),
            Parameter.choice("kind", "a", "b", "c"),
            Parameter.real("x", 0, 1));

    List<Feature> features = Feature.of(space);

    assertThat(features).extracting(Feature::place).containsExactly(1, 2);
    assertThat(features.getFirst())
        .isEqualTo(new Feature.Categorical(space.parameters().get(1), 1, 3));
    assertThat(features.getLast()).isInstanceOf(Feature.Numeric.class);
  }
}
