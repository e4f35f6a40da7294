package dev.beryl.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class FaultsTest {

  @Test
  void throwIfAny_withoutFaults_passes() {
    var faults = new Faults("study");
    faults.require(true, "never");
    assertThat(faults.found()).isEmpty();
    assertThatCode(faults::throwIfAny).doesNotThrowAnyException();
  }

  @Test
  void throwIfAny_withOne_saysItInALine() {
    var faults = new Faults("study");
    faults.require(false, "trials: expected >= 1, got %s", 0);
    assertThatIllegalArgumentException()
        .isThrownBy(faults::throwIfAny)
        .withMessage("study: trials: expected >= 1, got 0");
  }

  @Test
  void throwIfAny_withSeveral_listsThemInOrder() {
    var faults = new Faults("study");
    faults.add("first %s", 1);
    faults.require(true, "not this");
    faults.require(Double.NaN <= 1, "second %s", Double.NaN);
    assertThat(faults.found()).containsExactly("first 1", "second NaN");
    assertThatIllegalArgumentException()
        .isThrownBy(faults::throwIfAny)
        .withMessage("study has 2 faults:\n - first 1\n - second NaN");
  }

  @Test
  void messages_withoutArguments_areTakenAsTheyAre() {
    var faults = new Faults("study");
    faults.add("at 100% of %s");
    faults.add("%s", "50% %d");
    assertThat(faults.found()).containsExactly("at 100% of %s", "50% %d");
  }
}
