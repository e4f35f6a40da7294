package dev.beryl.execution.local;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ClaimsTest {
  private final Claims claims = new Claims();

  @Test
  void claim_fromALaterReplicateOn_givesEachOnce() {
    claims.open(7, 3, 2);

    assertThat(claims.anyLeft(7)).isTrue();
    assertThat(claims.claim(7)).isEqualTo(3);
    assertThat(claims.claim(7)).isEqualTo(4);
    assertThat(claims.claim(7)).isEqualTo(-1);
    assertThat(claims.anyLeft(7)).isFalse();
  }

  @Test
  void claim_atAnotherTurn_givesNone() {
    claims.open(7, 0, 2);

    assertThat(claims.claim(6)).isEqualTo(-1);
    assertThat(claims.anyLeft(8)).isFalse();
    assertThat(claims.turn()).isEqualTo(7);
  }

  @Test
  void done_saysWhichWasTheLast() {
    claims.open(0, 3, 2);

    assertThat(claims.done()).isFalse();
    assertThat(claims.allDone()).isFalse();
    assertThat(claims.done()).isTrue();
    assertThat(claims.allDone()).isTrue();
  }

  @Test
  void isMoot_afterTheFirstThatSettles_untilOpenedAgain() {
    claims.open(0, 0, 4);
    claims.settle(2);
    claims.settle(1);
    claims.settle(3);
    assertThat(claims.isMoot(1)).isFalse();
    assertThat(claims.isMoot(2)).isTrue();

    claims.open(1, 0, 4);
    assertThat(claims.isMoot(3)).isFalse();
  }

  @Test
  void started_isTheFirstStart_untilOpenedAgain() {
    claims.open(0, 0, 2);
    claims.noteStart(5);
    claims.noteStart(9);
    assertThat(claims.started()).isEqualTo(5);

    claims.open(1, 0, 2);
    assertThat(claims.started()).isZero();
  }
}
