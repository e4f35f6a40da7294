package dev.beryl.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.beryl.Experiment;
import dev.beryl.Study;
import dev.beryl.journal.JournalException;
import dev.beryl.space.Parameter;
import dev.beryl.space.RealParameter;
import dev.beryl.space.SearchSpace;
import dev.beryl.study.StudyResult;
import dev.beryl.trial.Objective;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {
  @TempDir static Path folder;
  private static Path journal;
  private static StudyResult result;

  @BeforeAll
  static void runTheStudy() {
    journal = folder.resolve("everything.journal");
    result = SampleStudies.everything(journal, 80);
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  @Test
  void journal_givesTheSameBytesEachTime() {
    assertThat(Report.of(journal).html()).isEqualTo(Report.of(journal).html());
    assertThat(Report.of(journal).text()).isEqualTo(Report.of(journal).text());
    assertThat(Report.of(journal).markdown()).isEqualTo(Report.of(journal).markdown());
  }

  @Test
  void firstScreen_parsesAndNeedsNeitherScriptsNorStyles() {
    String page = Report.of(journal).stillHtml();

    assertThat(Markup.tags(page))
        .noneMatch(
            tag -> tag.startsWith("script") || tag.contains(" style") || tag.contains(" class"))
        .noneMatch(tag -> tag.startsWith("img") || tag.contains(" on"));
    assertThat(bytes(page)).isLessThan(80_000);
  }

  @Test
  void firstScreen_saysWhatWasFound() {
    String page = Report.of(journal).stillHtml();

    assertThat(page)
        .contains("<h1>Kernel machine</h1>")
        .contains("id=\"history\"", "id=\"importance\"", "id=\"slices\"", "id=\"failures\"")
        .contains("pruned", "failed", "infeasible")
        .contains("diverged at step")
        .contains("the best trial, number " + result.bestTrial().orElseThrow().number())
        .contains(result.digest());
  }

  @Test
  void firstScreenOfManyTrialsAndParameters_staysBelow80kB() {
    Path large = folder.resolve("large.journal");
    var _ = SampleStudies.sphere(large, 3000, 1, 20, "random");

    assertThat(bytes(Report.of(large).stillHtml())).isLessThan(80_000);
  }

  @Test
  void resultAndItsJournal_showTheSameHistory() {
    String ofJournal = Report.of(journal).stillHtml();
    String ofResult = Report.of(result).stillHtml();

    assertThat(section(ofResult, "history")).isEqualTo(section(ofJournal, "history"));
    assertThat(ofResult).contains("<summary>stack</summary>").contains("IllegalStateException");
  }

  private static String section(String page, String id) {
    int from = page.indexOf("<section id=\"" + id + "\"");
    return page.substring(from, page.indexOf("</section>", from));
  }

  @Test
  void studyOfFailuresOnly_showsTheirCauseAndNoBestTreatment() {
    Path failing = folder.resolve("failing.journal");
    var _ = SampleStudies.failing(failing, "no <b>luck</b> with ");

    String page = Report.of(failing).stillHtml();

    assertThat(Markup.tags(page)).isNotEmpty();
    assertThat(page)
        .contains("There is no best treatment")
        .contains("no &lt;b&gt;luck&lt;/b&gt; with ")
        .doesNotContain("id=\"importance\"", "id=\"slices\"");
  }

  @Test
  void oneTrial_isEnough() {
    Path one = folder.resolve("one.journal");
    var _ = SampleStudies.sphere(one, 1, 1);

    assertThat(Markup.tags(Report.of(one).html())).isNotEmpty();
    assertThat(Report.of(one).text()).contains("1 trial of random");
  }

  @Test
  void recommendationOfAModel_hasWhatItExpects() {
    RealParameter x = Parameter.real("x", -1, 1);
    StudyResult noisy =
        Experiment.measuring("loss", ctx -> ctx.get(x) * ctx.get(x) + ctx.random().nextDouble())
            .optimize(
                Study.of(SearchSpace.of(x), Objective.minimize("loss"))
                    .optimizer("gp")
                    .trials(20)
                    .independentSeeds()
                    .seed(2));

    assertThat(noisy.recommendation().prediction()).isPresent();
    assertThat(Report.of(noisy).text().replaceAll("\\s+", " "))
        .contains("recommended by gp, run as trial ")
        .contains("Given all trials, gp expects loss ")
        .contains("(mean and standard deviation of its model).");
  }

  @Test
  void journalWithoutATrial_saysSo() throws IOException {
    byte[] whole = Files.readAllBytes(journal);
    int header = headerEnd(whole);
    Path empty = folder.resolve("empty.journal");
    Files.write(empty, Arrays.copyOf(whole, header));

    String page = Report.of(empty).html();

    assertThat(Markup.tags(page)).isNotEmpty();
    assertThat(page).contains("No trial has ended yet.").contains("was killed");
  }

  private static int headerEnd(byte[] journal) {
    int at = 12;
    int length =
        (journal[at] & 255) << 24
            | (journal[at + 1] & 255) << 16
            | (journal[at + 2] & 255) << 8
            | journal[at + 3] & 255;
    return at + 8 + length + 4;
  }

  @Test
  void severalObjectives_haveAFront() {
    Path front = folder.resolve("front.journal");
    var _ = SampleStudies.front(front, 60);

    assertThat(Report.of(front).html()).contains("not dominated by any other");
  }

  @Test
  void journalOfTwoProcesses_hasATimelineOfSlots() {
    Path twice = folder.resolve("twice.journal");
    var _ = SampleStudies.everything(twice, 12);
    var _ = SampleStudies.everything(twice, 20);

    String page = Report.of(twice).html();

    assertThat(page)
        .contains("id=\"timeline\"", "In the last process", "A vertical line is where another")
        .contains("nothing had been chosen");
    assertThat(Markup.tags(page)).isNotEmpty();
    assertThat(Report.of(result).html()).doesNotContain("id=\"timeline\"");
    assertThat(Report.of(twice).stillHtml()).doesNotContain("id=\"timeline\"");
  }

  /** The slots' time is 2 x 60 s: they ran 89 s, and one waited 20 s for trial 0. */
  @Test
  void timeline_saysWhichTrialSlotsWaitedFor() {
    String page = Report.of(SampleJournals.all().get("waits")).html();

    assertThat(page)
        .contains(
            "Here 2 slots ran 74 % of the time. For 17 % they waited for a trial that had to be taken in before the next one was chosen, most for trial 0 (20 s).")
        .contains("For 8 % nothing was left to start, and for 1 % nothing had been chosen")
        .contains("<tr><td>0</td><td>20 s</td><td>20 s</td><td>30 s</td></tr>");
  }

  @Test
  void text_fits80Columns() {
    assertThat(Report.of(journal).text().lines())
        .allSatisfy(
            line -> assertThat(line.codePointCount(0, line.length())).isLessThanOrEqualTo(80))
        .anyMatch(line -> line.contains("▁"))
        .anyMatch(line -> line.contains("kernel = "));
  }

  @Test
  void markdown_hasTheTreatmentAndATable() {
    assertThat(Report.of(journal).markdown())
        .startsWith("### Kernel machine\n")
        .contains("**Use** (the best trial")
        .contains("| trial | loss | learning\\_rate | kernel |");
  }

  @Test
  void missingJournal_isRefusedByName() {
    assertThatThrownBy(() -> Report.of(folder.resolve("none.journal")))
        .isInstanceOf(JournalException.class)
        .hasMessageContaining("none.journal");
  }

  private record Ran(int code, String out, String err) {}

  private static Ran run(String... arguments) {
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    int code =
        ReportCommand.run(
            arguments,
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8));
    return new Ran(
        code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  @Test
  void command_writesThePageAndPrintsItsPath() throws IOException {
    Path page = folder.resolve("page.html");
    Ran ran = run("html", journal.toString(), "-o", page.toString());

    assertThat(ran.code()).isZero();
    assertThat(ran.out()).isEqualTo(page.toAbsolutePath() + System.lineSeparator());
    assertThat(Files.readString(page)).isEqualTo(Report.of(journal).html());
  }

  @Test
  void command_writesTheViewerWithoutAJournal() throws IOException {
    Path page = folder.resolve("viewer.html");
    Ran ran = run("viewer", "-o", page.toString());

    assertThat(ran.code()).isZero();
    assertThat(ran.out()).isEqualTo(page.toAbsolutePath() + System.lineSeparator());
    assertThat(Files.readString(page)).isEqualTo(Report.viewerHtml());
    assertThat(bytes(Report.viewerHtml())).isLessThan(1_250_000);
    assertThat(run("viewer", journal.toString()).code()).isEqualTo(2);
  }

  /** Each script is allowed by its hash, and nothing else is. */
  @Test
  void viewer_allowsItsScriptsAndNothingElse() {
    assertThat(Markup.tags(Report.viewerHtml()))
        .filteredOn(tag -> tag.startsWith("script"))
        .containsExactly("script", "script");
    assertThat(Report.viewerHtml())
        .containsPattern(
            "content=\"default-src 'none'; script-src 'sha256-[^']+' 'sha256-[^']+'; style-src 'sha256-[^']+'; base-uri 'none'; form-action 'none'\"");
  }

  @Test
  void command_printsTextAndMarkdown() {
    assertThat(run("text", journal.toString()).out()).isEqualTo(Report.of(journal).text());
    assertThat(run("markdown", journal.toString()).out()).isEqualTo(Report.of(journal).markdown());
  }

  @Test
  void command_verifiesEachJournalAndNamesTheFaultyOne() throws IOException {
    byte[] bytes = Files.readAllBytes(journal);
    bytes[bytes.length / 2] ^= 1;
    Path damaged = folder.resolve("damaged.journal");
    Files.write(damaged, bytes);

    Ran ran = run("verify", journal.toString(), damaged.toString());

    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.out()).contains("whole; 80 trials, ended; digest " + result.digest());
    assertThat(ran.err()).contains("damaged.journal");
  }

  @Test
  void command_explainsItself() {
    assertThat(run().code()).isEqualTo(2);
    assertThat(run("draw", journal.toString()).err()).contains("unknown command 'draw'", "usage:");
    assertThat(run("html", journal.toString(), "--wide").err()).contains("unknown option '--wide'");
    assertThat(run("text", "none.journal").code()).isEqualTo(1);
  }
}
