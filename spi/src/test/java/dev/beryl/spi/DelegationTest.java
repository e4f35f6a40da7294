package dev.beryl.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class DelegationTest {
  private static final Delegation GP = new Delegation(0, "gp", "it needs few trials");
  private static final Delegation CMA_ES = new Delegation(100, "cma-es", "it refines");

  @Test
  void text_namesEachWithTheTrialUpToWhichItProposed() {
    assertThat(Delegation.text(List.of())).isEmpty();
    assertThat(Delegation.text(List.of(GP))).isEqualTo("gp");
    assertThat(Delegation.text(List.of(GP, CMA_ES))).isEqualTo("gp until trial 100, then cma-es");
    assertThat(Delegation.text(List.of(CMA_ES))).isEqualTo("from trial 100 on cma-es");
  }

  @Test
  void string_hasTheReason() {
    assertThat(CMA_ES).hasToString("cma-es from trial 100 on: it refines");
  }

  @Test
  void faults_areRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Delegation(-1, "gp", "why"))
        .withMessage("delegation: trial: expected a number >= 0, got -1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Delegation(0, " ", "why"))
        .withMessage("delegation: optimizer: expected a name, got a blank one");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Delegation(0, "gp", "why\nnot"))
        .withMessage("delegation: reason: expected one line, got 2: 'why\nnot'");
  }
}
