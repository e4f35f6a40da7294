package dev.beryl.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.beryl.benchmarks.BerylBenchmark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DocumentTest {
  private static final String TEXT =
      """
      # By hand
      <!-- environment -->
      old machine
      <!-- end -->
      <!-- goals -->
      <!-- end -->
      <!-- another comment -->
      <!-- benchmarks TrialOverhead -->
      old table
      <!-- end -->
      More by hand.
      <!-- benchmarks SobolPoints -->
      kept table
      <!-- end -->
      The last line.
      """;

  @TempDir Path folder;
  private RunReport report;

  @BeforeEach
  void read() throws IOException {
    report =
        Reports.of(
            Reports.trialLoop(folder),
            "TrialOverhead.studyOf1000;dimension=5;floors;3;little more");
  }

  @Test
  void renewed_replacesWhatStandsBetweenTheMarkersAndNothingElse() {
    String text = Document.renewed(TEXT, report).text();

    assertThat(text)
        .startsWith("# By hand\n<!-- environment -->\nCommit c0ffee. a <machine>, 2 processors")
        .contains("<!-- goals -->\n| benchmark | parameters | asked | limit |")
        .contains(
            "<!-- end -->\n<!-- another comment -->\n<!-- benchmarks TrialOverhead -->\n| bench")
        .contains(" |\n<!-- end -->\nMore by hand.\n")
        .endsWith("<!-- end -->\nThe last line.\n")
        .doesNotContain("old machine")
        .doesNotContain("old table");
  }

  @Test
  void renewed_ofItsOwnText_isTheSame() {
    String once = Document.renewed(TEXT, report).text();

    assertThat(Document.renewed(once, report).text()).isEqualTo(once);
  }

  @Test
  void renewed_withoutResultsForASection_keepsItAndSaysSo() {
    Document document = Document.renewed(TEXT, report);

    assertThat(document.older()).containsExactly("SobolPoints");
    assertThat(document.text())
        .contains("<!-- benchmarks SobolPoints -->\nkept table\n<!-- end -->\n")
        .contains(
            "**Not in this run**, so that their tables are of an earlier one or empty: Sobol");
    assertThat(Document.renewed(TEXT.replace("SobolPoints", "TrialOverhead"), report).text())
        .doesNotContain("Not in this run")
        .doesNotContain("kept table");
  }

  @Test
  void renewed_withoutASectionForAClass_isRefusedByName() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Document.renewed(TEXT.replace(" TrialOverhead", " Other"), report))
        .withMessageContaining("there is no section for TrialOverhead: it needs the lines <!--");
  }

  @Test
  void renewed_withASectionThatDoesNotEnd_isRefusedByName() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Document.renewed("<!-- goals -->\n" + TEXT, report))
        .withMessage("the section <!-- goals --> has no <!-- end -->");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Document.renewed(TEXT + "<!-- benchmarks TpeAsk -->", report))
        .withMessage("the section <!-- benchmarks TpeAsk --> has no <!-- end -->");
  }

  @Test
  void projectsDocument_hasASectionForEachBenchmark() throws Exception {
    String text = Files.readString(Path.of("../docs/benchmarks.md"));

    assertThat(Document.sections(text)).doesNotHaveDuplicates().containsAll(benchmarks());
    assertThat(text.lines()).containsOnlyOnce("<!-- environment -->", "<!-- goals -->");
  }

  /** The names of all classes that JMH runs, from the folder that they were compiled into. */
  private static List<String> benchmarks() throws Exception {
    Path folder =
        Path.of(BerylBenchmark.class.getResource("BerylBenchmark.class").toURI()).getParent();
    try (Stream<Path> files = Files.list(folder)) {
      List<String> names =
          files
              .map(file -> file.getFileName().toString())
              .filter(file -> file.endsWith(".class"))
              .map(file -> file.substring(0, file.length() - ".class".length()))
              .filter(name -> !name.contains("$") && !name.equals("package-info"))
              .filter(DocumentTest::isBenchmark)
              .toList();
      assertThat(names).contains("TrialOverhead", "Aggregating").doesNotContain("BerylBenchmark");
      return names;
    }
  }

  private static boolean isBenchmark(String name) {
    try {
      Class<?> type = Class.forName("dev.beryl.benchmarks." + name);
      return BerylBenchmark.class.isAssignableFrom(type) && type != BerylBenchmark.class;
    } catch (ClassNotFoundException e) {
      throw new AssertionError(e);
    }
  }
}
