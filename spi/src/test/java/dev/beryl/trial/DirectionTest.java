package dev.beryl.trial;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DirectionTest {

  @Test
  void loss_isSmallerForTheBetterValue() {
    assertThat(Direction.MINIMIZE.loss(1)).isLessThan(Direction.MINIMIZE.loss(2));
    assertThat(Direction.MAXIMIZE.loss(2)).isLessThan(Direction.MAXIMIZE.loss(1));
  }

  @Test
  void loss_appliedTwice_isTheValue() {
    for (Direction direction : Direction.values()) {
      assertThat(direction.loss(direction.loss(2.5))).isEqualTo(2.5);
    }
  }
}
