package dev.beryl.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a person sees of a study while it runs. */
@Tag("browser")
@Timeout(120)
class LiveInBrowserTest {
  @TempDir static Path folder;
  private static byte[] whole;

  private Tab tab;

  @BeforeAll
  static void runAStudy() throws IOException {
    Path journal = folder.resolve("whole.journal");
    var _ = SampleStudies.sphere(journal, 25, 1);
    whole = Files.readAllBytes(journal);
  }

  @BeforeEach
  void openTheBrowser() throws Exception {
    tab = Browser.open();
  }

  @AfterEach
  void closeThePage() throws IOException {
    if (tab != null) {
      tab.close();
    }
  }

  private void awaitText(String text) throws IOException {
    tab.await("document.body.innerText.includes(%s)".formatted(Json.write(text)));
  }

  @Test
  void page_followsAStudyFromBeforeItsStartToItsEndAndSaysThatItIsClosed() throws Exception {
    Path journal = folder.resolve("running.journal");
    try (LivePage page = LivePage.of(journal).open()) {
      tab.go(page.address().toString());
      awaitText("not there yet");
      awaitText("live");

      Thread study = Thread.ofVirtual().start(() -> SampleStudies.sphere(journal, 40, 2));
      awaitText("40 completed");
      study.join();
      tab.await("document.querySelector('#history svg') !== null");
      tab.await("document.getElementById('facts').textContent.includes('all 40 trials are done')");
      assertThat(tab.shown()).doesNotContain("not there yet", "Not ended");
      assertThat(tab.requests).allMatch(address -> address.startsWith(page.address().toString()));
      assertThat(tab.errors).filteredOn(error -> !error.contains("favicon")).isEmpty();
    }
    awaitText("closed; what is shown is the last state");
    assertThat(tab.shown()).contains("40 completed");
  }

  /** The process ended within a record; another one continues the study. */
  @Test
  void studyThatWasKilledAndIsResumed_isShownAllTheWayAndWhatWasOpenStaysOpen() throws Exception {
    Path journal = folder.resolve("killed.journal");
    Files.write(journal, Arrays.copyOf(whole, whole.length * 2 / 3 + 5));
    try (LivePage page = LivePage.of(journal).open()) {
      tab.go(page.address().toString());
      tab.await("document.getElementById('facts').textContent.includes('its process was killed')");
      assertThat(tab.shown()).contains("completed").doesNotContain("25 completed");
      tab.value("document.getElementById('facts').open = true");

      var _ = SampleStudies.sphere(journal, 25, 1);

      awaitText("25 completed");
      tab.await("document.getElementById('facts').textContent.includes('all 25 trials are done')");
      assertThat(tab.value("document.getElementById('facts').open")).isEqualTo(true);
    }
    assertThat(Files.readAllBytes(journal)).startsWith(Arrays.copyOf(whole, whole.length / 2));
  }

  @Test
  void newerOrDamagedJournal_isNamedInSight() throws Exception {
    byte[] newer = whole.clone();
    newer[11] = 99;
    byte[] damaged = whole.clone();
    damaged[whole.length / 2] ^= 1;
    Path first = Files.write(folder.resolve("newer.journal"), newer);
    Path second = Files.write(folder.resolve("hurt.journal"), damaged);
    try (LivePage page = LivePage.of(first, second).open()) {
      tab.go(page.address().toString());
      awaitText("version 99");

      assertThat(tab.textsOf("[role=alert]"))
          .anyMatch(alert -> alert.contains("newer.journal") && alert.contains("version 99"))
          .anyMatch(alert -> alert.contains("hurt.journal") && alert.contains("damaged at offset"));
      assertThat(tab.shown()).contains("completed", "History");
    }
  }
}
