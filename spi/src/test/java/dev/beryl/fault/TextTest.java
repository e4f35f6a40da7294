package dev.beryl.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextTest {
  @ParameterizedTest
  @ValueSource(strings = {"", "loss", "größe", "so happy \ud83d\ude00", "\ud83d\ude00\ud83d\ude00"})
  void wellFormedText_isTheSame_andComesBack(String text) {
    assertThat(Text.requireWellFormed("metric", text)).isSameAs(text);
    assertThat(Text.repaired(text)).isSameAs(text);
    assertThat(new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
        .isEqualTo(text);
  }

  @Test
  void loneSurrogates_areRefusedWithTheirPlace_orReplaced() {
    String[][] cases = {
      {"\ud83d", "D83D at index 0", "\ufffd"},
      {"\ude00", "DE00 at index 0", "\ufffd"},
      {"cut \ud83d", "D83D at index 4", "cut \ufffd"},
      {"\ude00\ud83d", "DE00 at index 0", "\ufffd\ufffd"},
      {"\ud83d\ud83d\ude00", "D83D at index 0", "\ufffd\ud83d\ude00"},
      {"\ud83d\ude00 \ude00.", "DE00 at index 3", "\ud83d\ude00 \ufffd."}
    };
    for (String[] c : cases) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> Text.requireWellFormed("metric", c[0]))
          .withMessage(
              "metric: expected text that is well-formed UTF-16, got a lone surrogate U+" + c[1]);
      assertThat(Text.repaired(c[0])).isEqualTo(c[2]);
    }
  }

  @Test
  void faults_noteOnlyWhatIsNotWellFormed() {
    var faults = new Faults("parameter");

    faults.requireWellFormed("name", "größe");
    faults.requireWellFormed("values[1]", "größe\ud83d");

    assertThat(faults.found())
        .singleElement()
        .asString()
        .startsWith("values[1]: expected text that is well-formed");
  }
}
