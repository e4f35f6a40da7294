package dev.beryl.execution.local;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NestingStateTest {

  @Test
  void enterAndLeave_inPairs_leaveTheThreadAsItWas() throws InterruptedException {
    assertThat(Nesting.isInside()).isFalse();
    boolean outer = Nesting.enter();
    assertThat(Nesting.isInside()).isTrue();
    boolean inner = Nesting.enter();
    Nesting.leave(inner);
    assertThat(Nesting.isInside()).as("still inside the outer one").isTrue();
    Thread.ofVirtual()
        .start(() -> assertThat(Nesting.isInside()).as("another thread").isFalse())
        .join();
    Nesting.leave(outer);
    assertThat(Nesting.isInside()).isFalse();
  }
}
