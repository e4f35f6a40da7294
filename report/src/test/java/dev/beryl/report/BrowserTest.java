package dev.beryl.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.beryl.report.study.State;
import dev.beryl.study.StudyResult;
import dev.beryl.trial.Trial;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a browser makes of a report, and what a person can do with it there. */
@Tag("browser")
class BrowserTest {
  /** What a build server sends with the pages that it keeps. */
  private static final String BUILD_SERVER =
      "sandbox; default-src 'none'; img-src 'self'; style-src 'self';";

  private static final String ROWS = "#explore-table tbody tr";

  @TempDir static Path folder;
  private static Path page;
  private static StudyResult result;

  private Tab tab;

  @BeforeAll
  static void runAStudy() throws IOException {
    Path journal = folder.resolve("everything.journal");
    result = SampleStudies.everything(journal, 60);
    page = folder.resolve("page.html");
    Report.of(journal).writeHtml(page);
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

  private void ready() throws IOException {
    tab.go(page).await("document.getElementById('explore-on').dataset.ready");
  }

  /** The cells of a column of the table of trials, from 0, on the page that is open. */
  private List<String> column(int number) throws IOException {
    return tab.textsOf(ROWS + " td:nth-child(%s)".formatted(number + 2));
  }

  @Test
  void page_runsItsScriptsUnderItsOwnPolicyAndAsksForNothing() throws Exception {
    ready();

    assertThat(tab.textsOf("h1")).containsExactly("Kernel machine");
    assertThat(tab.number("document.querySelectorAll('canvas').length")).isEqualTo(2);
    assertThat(tab.shown()).contains("60 of 60 trials").doesNotContain("needs scripts");
    assertThat(tab.errors).isEmpty();
    assertThat(tab.dialogs).isEmpty();
    assertThat(tab.requests).containsExactly(page.toUri().toString());
  }

  @Test
  void charts_haveDrawnEachState() throws Exception {
    ready();

    for (String chart : List.of("explore-parallel", "explore-chart")) {
      int colors =
          tab.number(
              """
              (() => {
                const canvas = document.querySelector('#%s canvas');
                const data = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;
                return new Set(new Uint32Array(data.buffer)).size;
              })()
              """
                  .formatted(chart));
      assertThat(colors).as(chart).isGreaterThan(20);
    }
  }

  @Test
  void table_startsWithTheBestAndIsSortedByAClick() throws Exception {
    ready();
    List<Double> losses =
        result.trials().stream().filter(Trial::isCompleted).map(Trial::value).sorted().toList();

    assertThat(Double.parseDouble(column(2).getFirst()))
        .isCloseTo(losses.getFirst(), Percentage.withPercentage(0.01));

    tab.value("document.querySelectorAll('#explore-table th button')[0].click()");
    assertThat(column(0)).isEqualTo(IntStream.range(0, 25).mapToObj(Integer::toString).toList());
    assertThat(
            tab.text("document.querySelectorAll('#explore-table th')[1].getAttribute('aria-sort')"))
        .isEqualTo("ascending");

    tab.value("document.querySelectorAll('#explore-table th button')[0].click()");
    assertThat(column(0).getFirst()).isEqualTo("59");
    assertThat(column(0).stream().map(Integer::valueOf).toList())
        .isSortedAccordingTo(Collections.reverseOrder());
  }

  private void choose(String element, String value) throws IOException {
    tab.value(
        "(e => { e.value = '%s'; e.dispatchEvent(new Event(e.type === 'search' ? 'input' : 'change')); })(%s)"
            .formatted(value, element));
  }

  @Test
  void table_isFilteredBySearchAndByState() throws Exception {
    ready();
    long failed = result.trials().stream().filter(trial -> State.of(trial) == State.FAILED).count();
    assertThat(failed).isPositive();

    choose("[...document.querySelectorAll('#explore-on select')].at(-1)", "3");
    assertThat(tab.textsOf("#explore-on output").getFirst()).contains(failed + " of 60 trials");
    assertThat(column(1)).containsOnly("failed");

    choose("[...document.querySelectorAll('#explore-on select')].at(-1)", "");
    choose("document.getElementById('explore-search')", "RBF");
    long rbf =
        result.trials().stream()
            .filter(trial -> "rbf".equals(trial.treatment().value("kernel")))
            .count();
    assertThat(tab.textsOf("#explore-on output").getFirst()).contains(rbf + " of 60 trials");
  }

  /** Dragging along the first axis, that of the objective, keeps the better half. */
  @Test
  void brush_keepsTheTrialsWithinAndOneIsCopiedAsCode() throws Exception {
    ready();
    tab.value("document.getElementById('explore-parallel').scrollIntoView()");
    String box = "document.getElementById('explore-parallel').getBoundingClientRect()";
    double left = tab.number(box + ".left");
    double top = tab.number(box + ".top");

    tab.drag(left + 60, top + 275, left + 60, top + 330);
    tab.await("!document.querySelector('#explore-on output').textContent.includes('60 of 60')");
    tab.settle();

    List<String> kept = column(0);
    int count = tab.number("parseInt(document.querySelector('#explore-on output').textContent)");
    assertThat(count).isBetween(1, 25).isEqualTo(kept.size());
    double worst = Double.parseDouble(column(2).getLast()) * 1.0001; // it is shown with five digits
    assertThat(
            result.trials().stream().filter(trial -> trial.isCompleted() && trial.value() < worst))
        .hasSize(count);

    tab.value("document.querySelector('" + ROWS + " button').click()");
    Trial first = result.trials().get(Integer.parseInt(kept.getFirst()));
    assertThat(tab.text("document.getElementById('explore-code').value"))
        .startsWith("Treatment.of(\"trial %s\", Map.of(".formatted(first.number()))
        .contains("\"learning_rate\", " + first.treatment().value("learning_rate"))
        .contains("\"kernel\", \"" + first.treatment().value("kernel") + "\"")
        .contains("\"batch\", " + first.treatment().value("batch") + "L")
        .endsWith("))");
  }

  @Test
  void darkPage_isDarkAndItsChartsFollow() throws Exception {
    ready();
    String background = "getComputedStyle(document.body).backgroundColor";
    String light = tab.text(background);
    byte[] bright = tab.picture();

    tab.prefers("prefers-color-scheme", "dark");

    assertThat(light).isEqualTo("rgb(255, 255, 255)");
    assertThat(tab.text(background)).isEqualTo("rgb(20, 24, 29)");
    assertThat(tab.text("getComputedStyle(document.querySelector('#history text')).fill"))
        .isEqualTo("rgb(154, 165, 177)");
    assertThat(tab.picture()).isNotEqualTo(bright);
    assertThat(tab.errors).isEmpty();
  }

  @Test
  void printedPage_hasNoControlsAndAllElse() throws Exception {
    ready();
    tab.printed();

    assertThat(tab.shown())
        .contains("Kernel machine", "History", "Importance", "Failures")
        .doesNotContain("60 of 60 trials");
    assertThat(String.valueOf(tab.call("Page.printToPDF").get("data"))).hasSizeGreaterThan(20_000);
  }

  /** No script, no style, no picture by data: what is on the first screen is there all the same. */
  @Test
  void pageUnderABuildServersPolicy_showsTheFirstScreen() throws Exception {
    HttpServer server = serve(Report.of(folder.resolve("everything.journal")).html(), BUILD_SERVER);
    try {
      tab.go("http://127.0.0.1:" + server.getAddress().getPort() + "/");

      assertThat(tab.shown())
          .contains(
              "Kernel machine", "Use, the best trial", "95 % interval", "History", "Importance")
          .contains("Slices", "Failures", "out of memory", "needs scripts");
      assertThat(tab.textsOf("#explore-on")).containsExactly("");
      for (String part : List.of("#history", "#importance", "#slices")) {
        assertThat(tab.number("document.querySelectorAll('" + part + " svg path').length"))
            .as(part)
            .isPositive();
        assertThat(
                tab.number(
                    "Math.round(document.querySelector('"
                        + part
                        + " svg').getBoundingClientRect().width)"))
            .as(part)
            .isGreaterThan(400);
      }
      assertThat(tab.text("getComputedStyle(document.querySelector('#history svg path')).stroke"))
          .startsWith("rgb(");
      assertThat(tab.text("getComputedStyle(document.body).fontFamily"))
          .doesNotContain("system-ui");
    } finally {
      server.stop(0);
    }
  }

  private static HttpServer serve(String page, String policy) throws IOException {
    byte[] bytes = page.getBytes(StandardCharsets.UTF_8);
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
          exchange.getResponseHeaders().set("Content-Security-Policy", policy);
          exchange.sendResponseHeaders(200, bytes.length);
          try (exchange) {
            exchange.getResponseBody().write(bytes);
          }
        });
    server.start();
    return server;
  }
}
