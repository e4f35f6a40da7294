package dev.beryl.examples.cancer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SettingsTest {

  @AfterEach
  void clear() {
    System.clearProperty("optimizer");
    System.clearProperty("trials");
  }

  @Test
  void properties_areRead() {
    System.setProperty("optimizer", "grid");
    System.setProperty("trials", "7");

    assertThat(Settings.fromProperties().optimizer()).isEqualTo("grid");
    assertThat(Settings.fromProperties().trials()).isEqualTo(7);
  }

  @Test
  void propertyThatIsNoNumber_isRefusedByName() {
    System.setProperty("trials", "many");

    assertThatIllegalArgumentException()
        .isThrownBy(Settings::fromProperties)
        .withMessage("-Dtrials: expected an integer, got 'many'");
  }
}
