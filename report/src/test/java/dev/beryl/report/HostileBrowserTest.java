package dev.beryl.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.beryl.Experiment;
import dev.beryl.Study;
import dev.beryl.random.PhiloxRandom;
import dev.beryl.report.page.Encoder;
import dev.beryl.space.CategoricalParameter;
import dev.beryl.space.Parameter;
import dev.beryl.space.SearchSpace;
import dev.beryl.trial.Objective;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Texts of a study that try to become markup or to run, in a browser and without the policy that
 * would stop them, so that it is the encoder that is tested: nothing runs, no dialog opens, no
 * request leaves.
 */
@Tag("browser")
class HostileBrowserTest {
  private static final int ENCODED = 100_000;
  private static final int PARAMETERS = 20;
  private static final int CHOICES = 1300;
  private static final int TRIALS = 40;

  /** What there must be none of. */
  private static final String FOREIGN =
      "img, iframe, object, embed, link, base, form, [onload], [onerror], [onclick], [onmouseover], [href], [src], script:not([id]) ~ script:not([id]) ~ script:not([id])";

  @TempDir static Path folder;

  private static String hostile(PhiloxRandom random) {
    List<String> more =
        List.of(
            "<script>hit = 1; alert(1)</script>",
            "<img src='http://127.0.0.1:9/hit' onerror='hit = 1'>",
            "\"><svg onload=\"alert(2)\">",
            "'-alert(3)-'",
            "</script><script src=//127.0.0.1:9/hit.js></script>",
            "<meta http-equiv=refresh content='0;url=http://127.0.0.1:9/'>",
            "<a href=javascript:alert(4) autofocus onfocus=alert(5)>",
            "\u202egnp.exe",
            "${alert(6)}",
            "{{constructor.constructor('alert(7)')()}}",
            "<!--<script>",
            "<base href=http://127.0.0.1:9/>");
    return HostileTextTest.text(random)
        + more.get(random.nextInt(more.size()))
        + HostileTextTest.text(random);
  }

  private static Path withoutPolicy(String name, String page) throws IOException {
    String bare = page.replaceFirst("<meta http-equiv=\"Content-Security-Policy\"[^>]*>", "");
    assertThat(bare).hasSizeLessThan(page.length());
    return Files.writeString(folder.resolve(name), bare);
  }

  private static void nothingRan(Tab tab, Path page) throws IOException {
    tab.settle();
    assertThat(tab.text("typeof hit")).isEqualTo("undefined");
    assertThat(tab.textsOf(FOREIGN)).isEmpty();
    assertThat(tab.dialogs).isEmpty();
    assertThat(tab.requests).containsExactly(page.toUri().toString());
    assertThat(tab.text("location.href")).isEqualTo(page.toUri().toString());
    assertThat(tab.errors).isEmpty();
  }

  /** The one way by which texts come into a page, in an element and in an attribute. */
  @Test
  void encodedTexts_areReadByTheBrowserAsTheyAreMeant() throws Exception {
    var random = new PhiloxRandom(31, 0);
    var texts = new ArrayList<String>();
    var markup = new StringBuilder("<!DOCTYPE html><meta charset=\"utf-8\"><body><div hidden>\n");
    for (int i = 0; i < ENCODED; i++) {
      String text = hostile(random);
      texts.add(meant(text));
      String encoded = Encoder.encode(text);
      markup.append("<i title=\"").append(encoded).append("\">").append(encoded).append("</i>");
    }
    Path page = Files.writeString(folder.resolve("encoded.html"), markup);
    try (Tab tab = Browser.open()) {
      tab.go(page);

      assertThat(tab.number("document.querySelectorAll('div *').length")).isEqualTo(ENCODED);
      assertThat(tab.texts("document.querySelectorAll('i'), e => e.textContent").equals(texts))
          .isTrue();
      assertThat(
              tab.number(
                  "[...document.querySelectorAll('i')].filter(e => e.title !== e.textContent || e.attributes.length !== 1).length"))
          .isZero();
      nothingRan(tab, page);
    }
  }

  /** What a reader is to see: hidden characters by their numbers. */
  private static String meant(String text) {
    return Encoder.encode(text)
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&amp;", "&");
  }

  /** A study whose texts are hostile: its own, and those of tens of thousands of choices. */
  private static Path study(long seed) {
    var random = new PhiloxRandom(seed, 0);
    var parameters = new ArrayList<CategoricalParameter<String>>();
    for (int j = 0; j < PARAMETERS; j++) {
      List<String> values = IntStream.range(0, CHOICES).mapToObj(i -> i + hostile(random)).toList();
      parameters.add(Parameter.choice("p" + j + hostile(random), values));
    }
    String metric = "m" + hostile(random);
    List<String> others = Stream.generate(() -> hostile(random)).limit(200).toList();
    Path journal = folder.resolve("hostile.journal");
    var _ =
        Experiment.from(_ -> 0.0)
            .then(
                "s" + hostile(random),
                (x, ctx) -> {
                  String text = others.get(ctx.trial());
                  if (ctx.trial() % 3 == 2) {
                    throw new IllegalStateException("e" + text.repeat(1 + ctx.trial() % 2));
                  }
                  ctx.note("k" + text, "n" + text);
                  ctx.record(metric, ctx.trial());
                  return x;
                })
            .build()
            .optimize(
                Study.of(
                        SearchSpace.of(parameters)
                            .subjectTo(
                                "c" + hostile(random),
                                t -> !t.get(parameters.getFirst()).startsWith("1")),
                        Objective.minimize(metric))
                    .name("t" + hostile(random))
                    .notes(Map.of("study" + hostile(random), hostile(random)))
                    .optimizer("random")
                    .trials(TRIALS)
                    .replicates(1)
                    .neverFail()
                    .seed(seed)
                    .journal(journal));
    return journal;
  }

  /** Opens what is folded, sorts by each column, turns all pages, and copies each trial as code. */
  private static void useEverything(Tab tab) throws IOException {
    tab.await("document.getElementById('explore-on').dataset.ready");
    List<String> code =
        tab.texts(
            """
            (() => {
              document.querySelectorAll('details').forEach(part => { part.open = true; });
              document.querySelectorAll('#explore-table th button').forEach(button => button.click());
              const code = [];
              for (const next = [...document.querySelectorAll('#explore-on p button')].at(-1); ; next.click()) {
                document.querySelectorAll('#explore-table td button').forEach(button => {
                  button.click();
                  code.push(document.getElementById('explore-code').value);
                });
                if (next.disabled) {
                  return code;
                }
              }
            })()
            """);
    assertThat(code)
        .hasSize(TRIALS)
        .allMatch(text -> text.chars().allMatch(c -> c >= ' ' && c < 0x7f));
    List<String> shown =
        tab.texts("document.querySelectorAll('td, th, h1, option, text, p'), e => e.textContent");
    assertThat(shown)
        .noneMatch(text ->
            text.chars()
                .anyMatch(c -> c == 0x202e || c == 0x2066 || (c < ' ' && c != '\n' && c != '\t')))
        .anyMatch(text -> text.contains("<script>"));
  }

  @Test
  void hostileStudy_runsNothingInItsReportNorInTheViewer() throws Exception {
    Path journal = study(41);
    Path page = withoutPolicy("report.html", Report.of(journal).html());
    Path viewer = withoutPolicy("viewer.html", Report.viewerHtml());
    try (Tab tab = Browser.open()) {
      tab.go(page);
      useEverything(tab);
      nothingRan(tab, page);
    }
    try (Tab tab = Browser.open()) {
      tab.go(viewer).choose("viewer-file", journal);
      useEverything(tab);
      nothingRan(tab, viewer);
    }
  }
}
