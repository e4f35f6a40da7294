package dev.beryl.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class WorkUnitTest {
  private static final WorkUnit UNIT =
      new WorkUnit("5f2c", 300, 2, Long.MIN_VALUE, Double.doubleToRawLongBits(0.5), -4);

  @Test
  void bytes_readBack_areAnEqualUnit() {
    WorkUnit read = WorkUnit.fromBytes(UNIT.toBytes());

    assertThat(read).isEqualTo(UNIT).hasSameHashCodeAs(UNIT).hasToString(UNIT.toString());
  }

  /** The form of version 1, byte by byte: it must not change. */
  @Test
  void bytes_areThoseOfThePage() {
    assertThat(new WorkUnit("ab", 300, 1, 258, 7).toBytes())
        .containsExactly(
            128, 1, // kind, version
            2, 'a', 'b', 0xac, 2, 1, // study, trial, replicate
            0, 0, 0, 0, 0, 0, 1, 2, // seed
            1, 0, 0, 0, 0, 0, 0, 0, 7); // coordinates
  }

  /** The form of version 2, which has a judge. */
  @Test
  void bytes_withAJudge_areThoseOfThePage() {
    var judged = new WorkUnit("ab", 300, 1, 258, new byte[] {5, 6}, 7);

    assertThat(judged.toBytes())
        .containsExactly(
            128, 2, // kind, version
            2, 'a', 'b', 0xac, 2, 1, // study, trial, replicate
            0, 0, 0, 0, 0, 0, 1, 2, // seed
            2, 5, 6, // judge
            1, 0, 0, 0, 0, 0, 0, 0, 7); // coordinates
    WorkUnit read = WorkUnit.fromBytes(judged.toBytes());
    assertThat(read).isEqualTo(judged).isNotEqualTo(new WorkUnit("ab", 300, 1, 258, 7));
    assertThat(read.judge()).containsExactly(5, 6);
    assertThat(read).hasToString("replicate 1 of trial 300 of study ab, seed 258, at [7], judged");
    assertThat(UNIT.judge()).isNull();
  }

  @Test
  void judge_isCopied() {
    byte[] judge = {1, 2};
    var unit = new WorkUnit("s", 0, 0, 0, judge, 3);
    judge[0] = 9;
    Objects.requireNonNull(unit.judge())[1] = 9;

    assertThat(unit.judge()).containsExactly(1, 2);
  }

  @Test
  void bytes_cutOrLonger_areRefusedWithThePlace() {
    byte[] bytes = UNIT.toBytes();
    for (int length = 0; length < bytes.length + 2; length++) {
      byte[] other = Arrays.copyOf(bytes, length);
      if (length != bytes.length) {
        assertThatIllegalArgumentException()
            .isThrownBy(() -> WorkUnit.fromBytes(other))
            .withMessageMatching("unit of work: malformed at byte \\d+: .*");
      }
    }
  }

  @Test
  void coordinates_areCopied() {
    long[] coordinates = {1, 2};
    var unit = new WorkUnit("s", 0, 0, 0, coordinates);
    coordinates[0] = 9;
    unit.coordinates()[1] = 9;

    assertThat(unit.coordinates()).containsExactly(1, 2);
  }

  @Test
  void equality_isByValue() {
    assertThat(new WorkUnit("s", 1, 2, 3, 4))
        .isEqualTo(new WorkUnit("s", 1, 2, 3, 4))
        .isNotEqualTo(new WorkUnit("t", 1, 2, 3, 4))
        .isNotEqualTo(new WorkUnit("s", 1, 2, 3, 5))
        .isNotEqualTo(new WorkUnit("s", 1, 2, 4, 4))
        .hasToString("replicate 2 of trial 1 of study s, seed 3, at [4]");
  }

  @Test
  void components_thatAreNotAsStated_areRefusedTogether() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new WorkUnit(" ", -1, -2, 0))
        .withMessageContaining("study: expected a text")
        .withMessageContaining("trial: expected >= 0, got -1")
        .withMessageContaining("replicate: expected >= 0, got -2");
  }
}
