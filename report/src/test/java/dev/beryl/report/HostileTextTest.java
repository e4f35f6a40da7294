package dev.beryl.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.beryl.Experiment;
import dev.beryl.Study;
import dev.beryl.random.PhiloxRandom;
import dev.beryl.report.page.Encoder;
import dev.beryl.space.CategoricalParameter;
import dev.beryl.space.Parameter;
import dev.beryl.space.SearchSpace;
import dev.beryl.study.StudyResult;
import dev.beryl.trial.Objective;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** No text of a study becomes markup. */
class HostileTextTest {
  private static final List<String> PIECES =
      List.of(
          "</script>",
          "<script>alert(1)</script>",
          "<img src=x onerror=alert(1)>",
          "\"",
          "'",
          "&",
          "&lt;",
          "&#x3c;",
          "]]>",
          "<!--",
          "-->",
          "<svg onload=alert(1)>",
          "</title>",
          "</style>",
          "javascript:alert(1)",
          "\u0000",
          "\u0007",
          "\u001b[2J",
          "\u0085",
          "\u202e",
          "\u2066",
          "\u200f",
          "\ufeff",
          "\u2028",
          "\r\n",
          "\t",
          "😀",
          "é",
          "%s",
          "$1",
          "\\",
          "`",
          "|",
          "@all",
          " onclick=\"x\"",
          "=cmd()",
          "a",
          "Z",
          "0");

  static String text(PhiloxRandom random) {
    return IntStream.range(0, 1 + random.nextInt(5))
        .mapToObj(_ -> PIECES.get(random.nextInt(PIECES.size())))
        .collect(Collectors.joining());
  }

  @Test
  void encodedText_neverHasMarkupOrHiddenCharacters() {
    var random = new PhiloxRandom(17, 0);
    for (int i = 0; i < 100_000; i++) {
      String encoded = Encoder.encode(text(random));
      List<String> tags = Markup.tags("<p title=\"" + encoded + "\">" + encoded + "</p>");
      assertThat(tags).containsExactly("p title");
      assertThat(encoded)
          .doesNotContain("<", ">", "\"", "'", "\u0000", "\u001b", "\u202e", "\u2066", "\u200f");
    }
  }

  @Test
  void encodedCharacters_areVisible() {
    assertThat(Encoder.encode("a\u202eb\u0000\ud800c")).isEqualTo("a[U+202E]b[U+0000][U+D800]c");
    assertThat(Encoder.encode("Größe 😀 名")).isEqualTo("Größe 😀 名");
  }

  /** The texts of a study, each of which a function may change. */
  static StudyResult study(UnaryOperator<String> change) {
    CategoricalParameter<String> choice =
        Parameter.choice(
            "p" + change.apply("choice"), "a" + change.apply("1"), "b" + change.apply("2"));
    var real =
        Parameter.real("q" + change.apply("real"), 0, 1).when(choice, choice.values().get(0));
    String metric = "m" + change.apply("metric");
    return Experiment.from(_ -> 0.0)
        .then(
            "s" + change.apply("step"),
            (x, ctx) -> {
              if (ctx.trial() % 5 == 4) {
                throw new IllegalStateException("e" + change.apply("message"));
              }
              ctx.note("k" + change.apply("key"), "n" + change.apply("note"));
              ctx.record(metric, ctx.treatment().has(real.name()) ? ctx.get(real) : 0.5);
              return x;
            })
        .build()
        .optimize(
            Study.of(
                    SearchSpace.of(choice, real)
                        .subjectTo(
                            "c" + change.apply("constraint"),
                            t -> !t.has(real.name()) || t.get(real) < 0.9),
                    Objective.minimize(metric))
                .name("t" + change.apply("title"))
                .optimizer("random")
                .trials(30)
                .replicates(1)
                .neverFail()
                .seed(1));
  }

  private static List<String> structure(String page) {
    return Markup.tags(page);
  }

  @Test
  void everyTextOfAStudy_leavesTheMarkupAsItIs() {
    var plain = Report.of(study(text -> text));
    List<String> still = structure(plain.stillHtml());
    List<String> whole = structure(plain.html());
    var random = new PhiloxRandom(23, 0);

    for (int i = 0; i < 10; i++) {
      var chosen = new ConcurrentHashMap<String, String>();
      Report report =
          Report.of(study(name -> chosen.computeIfAbsent(name, _ -> name + text(random))));
      assertThat(structure(report.stillHtml())).isEqualTo(still);
      List<String> all = structure(report.html()); // durations differ, and so the number of ticks
      assertThat(whole).containsAll(all);
      assertThat(all).filteredOn(tag -> tag.startsWith("script")).hasSize(4);
      assertThat(report.text().lines())
          .allMatch(line -> line.codePointCount(0, line.length()) <= 80)
          .noneMatch(line -> line.chars().anyMatch(c -> c < ' ' || c == 0x7f || c == 0x202e));
      assertThat(report.markdown().replace("\\<", "")).doesNotContain("<");
    }
  }
}
