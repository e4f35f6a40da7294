package dev.beryl.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What axe-core, a checker of accessibility, finds in the pages: nothing serious. */
@Tag("browser")
class AccessibilityTest {
  private static final String SHA_256 =
      "29348999450cdf2849a8e70b7912fc2da85a849da39c0d0d5394f51d4a9ed95c";

  @TempDir static Path folder;
  private static String axe;

  @BeforeAll
  static void readTheChecker() throws Exception {
    byte[] script;
    try (InputStream in =
        Objects.requireNonNull(
            AccessibilityTest.class.getResourceAsStream("/axe-core-4.14.1.min.js"))) {
      script = in.readAllBytes();
    }
    assertThat(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(script)))
        .as("as its authors published it")
        .isEqualTo(SHA_256);
    axe = new String(script, StandardCharsets.UTF_8);
  }

  /** What is faulty, with all that is folded open. */
  private static List<String> faults(Tab tab) throws IOException {
    tab.value("document.querySelectorAll('details').forEach(part => { part.open = true; })");
    tab.value(axe + "; true");
    return tab.texts(
        """
        (await axe.run(document, {resultTypes: ['violations']})).violations
          .filter(found => ['serious', 'critical'].includes(found.impact)),
          found => found.id + ': ' + found.help + ': '
            + found.nodes.slice(0, 5).map(node => node.html.slice(0, 200) + ' ' + node.failureSummary).join(' | ')
        """);
  }

  @Test
  void checker_findsAFault() throws Exception {
    try (Tab tab = Browser.open()) {
      tab.go("data:text/html,<html lang=en><title>x</title><h1>x</h1><img src=x>");

      assertThat(faults(tab)).singleElement().asString().startsWith("image-alt");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"light", "dark"})
  void viewer_hasNoSeriousFaultWithoutAndWithAJournal(String theme) throws Exception {
    Path page = Files.writeString(folder.resolve("viewer.html"), Report.viewerHtml());
    try (Tab tab = Browser.open()) {
      tab.prefers("prefers-color-scheme", theme).go(page);
      assertThat(faults(tab)).isEmpty();
      for (String kind : List.of("everything", "front", "waits")) {
        tab.choose("viewer-file", SampleJournals.all().get(kind));
        tab.await("document.getElementById('explore-on').dataset.ready");
        assertThat(faults(tab)).isEmpty();
        tab.value("delete document.getElementById('explore-on').dataset.ready");
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "everything, light",
    "everything, dark",
    "front, dark",
    "kinds, light",
    "failing, dark",
    "waits, dark",
    "waits, light",
    "none, light"
  })
  void report_hasNoSeriousFault(String kind, String theme) throws Exception {
    Path page = folder.resolve(kind + theme + ".html");
    Report.of(SampleJournals.all().get(kind)).writeHtml(page);
    try (Tab tab = Browser.open()) {
      tab.prefers("prefers-color-scheme", theme).go(page);

      assertThat(faults(tab)).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"light", "dark"})
  void livePage_hasNoSeriousFault(String theme) throws Exception {
    try (LivePage page = LivePage.of(SampleJournals.all().get("everything")).open();
        Tab tab = Browser.open()) {
      tab.prefers("prefers-color-scheme", theme).go(page.address().toString());

      assertThat(faults(tab)).isEmpty();
    }
  }

  @Test
  void severalStudies_haveNoSeriousFault() throws Exception {
    Path page = folder.resolve("several.html");
    Report.of(SampleJournals.all().get("everything"), SampleJournals.all().get("race"))
        .writeHtml(page);
    try (Tab tab = Browser.open()) {
      assertThat(faults(tab.go(page))).isEmpty();
    }
  }
}
