package dev.beryl.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the report of a journal of each kind shows in a browser. */
@Tag("browser")
class JournalsInBrowserTest {
  @TempDir static Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          everything | history importance slices failures more-slices parallel contour curves spread durations facts table explore | out of memory
          front      | front importance slices history0 history1 parallel contour facts table explore  | not dominated by any other
          race       | history slices facts table explore                                   | best
          kinds      | history importance slices parallel contour spread facts table explore | 30 completed
          failing    | history failures facts table explore                                 | no licence for
          given      | history slices facts table explore                                   | 12 completed
          waits      | history slices durations timeline facts table explore                | most for trial 0 (20 s)
          one        | history slices facts table explore                                   | 1 completed
          none       | facts                                                                | No trial has ended yet
          """)
  void report_showsWhatItsJournalHas(String kind, String views, String text) throws Exception {
    Path page = folder.resolve(kind + ".html");
    Report.of(SampleJournals.all().get(kind)).writeHtml(page);
    try (Tab tab = Browser.open()) {
      tab.go(page);
      tab.value("document.querySelectorAll('details').forEach(part => { part.open = true; })");

      assertThat(tab.texts("document.querySelectorAll('body > [id]'), e => e.id"))
          .contains(views.trim().split(" +"));
      assertThat(tab.shown()).contains(text.trim());
      emptyPictures(tab, kind);
      if (views.contains("explore")) {
        tab.await("document.getElementById('explore-on').dataset.ready");
        assertThat(tab.textsOf("#explore-table tbody tr")).isNotEmpty();
      }
      assertThat(tab.errors).isEmpty();
      assertThat(tab.requests).containsExactly(page.toUri().toString());
    }
  }

  /** Each picture has a text alternative, has a size, and has drawn something; none overflows. */
  private static void emptyPictures(Tab tab, String kind) throws IOException {
    List<String> faulty =
        tab.texts(
            """
            [...document.querySelectorAll('svg')].filter(svg => {
              const box = svg.getBoundingClientRect();
              return box.width < 100 || box.height < 50 || box.right > innerWidth + 1
                || !svg.getAttribute('aria-label') || svg.querySelectorAll('path, rect, circle').length === 0;
            }), e => e.outerHTML
            """);
    assertThat(faulty).as(kind).isEmpty();
  }
}
