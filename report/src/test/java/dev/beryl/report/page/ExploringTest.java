package dev.beryl.report.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExploringTest {
  /** dist/echarts.min.js of the package echarts@6.1.0 in the npm registry. */
  private static final String PUBLISHED =
      "b66b25aeb4df84e33199dc21694014d336d222cbd9deb0e5a7c14bd6aa0d0fd0";

  @Test
  void library_isTheOneThatItsAuthorsPublished() throws Exception {
    String library = Resources.text(Exploring.LIBRARY);
    byte[] hash =
        MessageDigest.getInstance("SHA-256").digest(library.getBytes(StandardCharsets.UTF_8));

    assertThat(HexFormat.of().formatHex(hash)).isEqualTo(PUBLISHED);
    assertThat(library).contains("Licensed to the Apache Software Foundation");
    assertThat(Resources.text("echarts-6.1.0-LICENSE.txt")).contains("Apache License");
    assertThat(Resources.text("echarts-6.1.0-NOTICE.txt")).contains("Apache ECharts");
  }

  @Test
  void scripts_cannotEndTheirElementEarly() {
    for (String name : List.of(Exploring.LIBRARY, "explore.js", "live.js")) {
      assertThat(Resources.text(name).toLowerCase(java.util.Locale.ROOT))
          .doesNotContain("</script", "<!--");
    }
  }

  @Test
  void policy_allowsTheTwoScriptsAndNothingElse() {
    assertThat(Exploring.policy())
        .contains("'sha256-" + Resources.hash(Resources.text(Exploring.LIBRARY)) + "'")
        .doesNotContain("unsafe", "http", "*", "data:");
  }

  @Test
  void json_hasNoCharacterOfMarkup() {
    assertThat(JsonText.of("</script>\"\\\u2028é😀\ud800"))
        .isEqualTo("\"\\u003c/script\\u003e\\u0022\\u005c\\u2028\\u00e9\\ud83d\\ude00\\ud800\"");
    assertThat(JsonText.of(Double.NaN)).isEqualTo("null");
  }

  /** Half a step of 65 534 is the largest error. */
  @Test
  void quantizedPlaces_areWithinHalfAStep() {
    Scale log = new Scale(1e-5, 10, true, List.of());
    for (double value = 1e-5; value < 10; value *= 1.37) {
      assertThat(Columns.step(log, value) / 65_534.0)
          .isCloseTo(log.place(value), within(0.5 / 65_534));
    }
    assertThat(Columns.step(log, Double.NaN)).isEqualTo(65_535);
    assertThat(Columns.step(new Scale(-0.5, 2.5, false, List.of("a", "b", "c")), 2)).isEqualTo(2);
  }
}
