package dev.beryl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.beryl.journal.JournalTrials;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Someone who writes no Java tunes a program of the shell. */
@DisabledOnOs(OS.WINDOWS)
class NewUserTest {
  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void init() {
    file = folder.resolve("tune.yaml");
    Ran ran = Ran.beryl("init", file);
    assertThat(ran)
        .isEqualTo(
            new Ran(0, "%s is written; edit it, then: beryl run %s\n".formatted(file, file), ""));
  }

  private void edit(String from, String to) throws IOException {
    String text = Files.readString(file);
    assertThat(text).contains(from);
    Files.writeString(file, text.replace(from, to));
  }

  @Test
  void init_existingFile_isRefusedUnlessForced() throws Exception {
    edit("trials: 40", "trials: 2");

    assertThat(Ran.beryl("init", file))
        .isEqualTo(
            new Ran(
                2,
                "",
                file + " exists already; name another file, or overwrite it with --force\n"));
    assertThat(Files.readString(file)).contains("trials: 2");
    assertThat(Ran.beryl("init", "--force", file).code()).isZero();
    assertThat(Files.readString(file)).contains("trials: 40");
  }

  @Test
  void check_example_hasNoFaults_andRunsNothing() throws Exception {
    Ran ran = Ran.beryl("check", file);

    assertThat(ran.code()).isZero();
    assertThat(ran.err()).isEmpty();
    assertThat(ran.out())
        .startsWith(file + ": no faults\nstudy 'example' of [workers, batch, level]: minimize mean")
        .contains("\n  workers: integer [1, 32] default 8\n")
        .contains("\ncommand: sh -c 'echo cost=$((")
        .endsWith("\njournal: " + folder.resolve("tune.journal") + "\n");
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void run_example_findsWhatTheCommandLineSays() throws Exception {
    edit("trials: 40", "trials: 30\noptimizer: gp");
    edit("replicates: 3", "replicates: 1");

    Ran ran = Ran.beryl("run", "-q", file);

    assertThat(ran.code()).isZero();
    assertThat(ran.err()).isEmpty();
    assertThat(ran.out())
        .startsWith("example\n30 trials of gp: 30 completed\n")
        .contains("\n  workers = 12\n  batch = 64\n  level = 3\n")
        .containsPattern("\nIts command line:\nsh -c 'echo .*' example 12 64 3 \\{seed}\n$");
  }

  @Test
  void runAgain_withMoreTrials_runsTheNewOnesOnly() throws Exception {
    Path count = folder.resolve("count");
    edit("- echo cost", "- echo run >> '" + count + "'; echo cost");
    edit("trials: 40", "trials: 3");
    edit("minimize: cost", "minimize: cost\noptimizer: sobol");
    assertThat(Ran.beryl("run", "-q", file).code()).isZero();
    String digest = digest();
    assertThat(Files.readAllLines(count)).hasSize(9);

    Ran again = Ran.beryl("run", "-q", file);
    assertThat(again.code()).isZero();
    assertThat(again.err()).isEqualTo("goes on from " + folder.resolve("tune.journal") + "\n");
    assertThat(digest()).isEqualTo(digest);
    assertThat(Files.readAllLines(count)).hasSize(9);

    edit("trials: 3", "trials: 5");
    assertThat(Ran.beryl("run", "-q", file).out()).contains("5 trials of sobol: 5 completed");
    assertThat(Files.readAllLines(count)).hasSize(15);
  }

  private String digest() {
    return JournalTrials.read(folder.resolve("tune.journal")).result().digest();
  }

  @Test
  void runAgain_withAnotherCommand_isRefusedUnlessResultsAreKept() throws Exception {
    edit("trials: 40", "trials: 2");
    assertThat(Ran.beryl("run", "-q", file).code()).isZero();
    edit("echo cost=$(( 20", "echo cost=$(( 21");

    Ran ran = Ran.beryl("run", "-q", file);

    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.out()).isEmpty();
    assertThat(ran.err())
        .contains("has results of another command", "$(( 20", "now it is:", "$(( 21")
        .endsWith("beryl run " + file + " --keep-results\n");
    assertThat(Ran.beryl("run", "-q", "--keep-results", file).code()).isZero();
    assertThat(Ran.beryl("run", "-q", file).code()).as("it is known now").isZero();
  }

  @Test
  void runAgain_withOtherParameters_isRefusedByTheJournal() throws Exception {
    edit("trials: 40", "trials: 2");
    assertThat(Ran.beryl("run", "-q", file).code()).isZero();
    edit("high: 32", "high: 33");

    Ran ran = Ran.beryl("run", "-q", file);

    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.err()).contains("belongs to another study", "[1, 32]", "[1, 33]");
  }

  @Test
  void run_race_endsWithAVerdict_andAPage() throws Exception {
    edit("trials: 40", "budget: 30\nbaseline: {workers: 8}");
    edit("replicates: 3", "replicates: 1..6\nracing: {finalists: 2}\nreport: tune.html");

    Ran ran = Ran.beryl("run", "-q", file);

    assertThat(ran.code()).isZero();
    assertThat(ran.out()).contains("Of 3 finalists trial ", "\nIts command line:\n");
    assertThat(folder.resolve("tune.html")).content().contains("<svg");
  }

  @Test
  void reportAndExport_takeTheStudyOrItsJournal() throws Exception {
    edit("trials: 40", "trials: 2");
    Path journal = folder.resolve("tune.journal");
    assertThat(Ran.beryl("report", file))
        .isEqualTo(
            new Ran(
                2,
                "",
                "%s: there is no journal %s yet; run the study first: beryl run %s\n"
                    .formatted(file, journal, file)));
    assertThat(Ran.beryl("run", "-q", file).code()).isZero();

    Path page = folder.resolve("page.html");
    assertThat(Ran.beryl("report", file, "-o", page)).isEqualTo(new Ran(0, page + "\n", ""));
    assertThat(page).content().contains("<svg");
    assertThat(Ran.beryl("report", journal, "-f", "text").out()).startsWith("example\n2 trials");
    assertThat(Ran.beryl("report", file, journal, "-f", "markdown").out()).contains("example");

    Ran csv = Ran.beryl("export", file);
    assertThat(csv.code()).isZero();
    assertThat(csv.out().lines()).hasSize(3);
    assertThat(csv.out()).startsWith("number,outcome,value:cost,");
    Path json = folder.resolve("trials.json");
    assertThat(Ran.beryl("export", journal, "-f", "json", "-o", json))
        .isEqualTo(new Ran(0, "", ""));
    assertThat(json).content().startsWith("{\"name\":\"example\"");
  }

  @Test
  void run_programThatFails_endsTheStudy_andGoesOnOnceItsCauseIsCorrected() throws Exception {
    edit("- echo cost", "- test -e $5 || {{ echo no licence >&2; exit 3; }}; echo cost");
    edit("- \"{seed}\"\n", "- \"{seed}\"\n  - \"{here}/licence\"\n");
    edit("trials: 40", "trials: 4\nfailures-in-a-row: 2\ndirectories-in: runs");

    Ran failed = Ran.beryl("run", "-q", file);

    assertThat(failed.code()).isEqualTo(1);
    assertThat(failed.err())
        .contains("exit code 3", "no licence", "kept: " + folder.resolve("runs"))
        .contains("'failures-in-a-row: any number'", "--rerun-failed\n");

    Files.createFile(folder.resolve("licence"));
    edit("failures-in-a-row: 2", "failures-in-a-row: any number");
    Ran again = Ran.beryl("run", "-q", "--rerun-failed", file);

    assertThat(again.code()).isZero();
    assertThat(again.out()).contains("4 trials of auto: 4 completed");
  }

  @Test
  void run_nothingFeasible_exitsWith1() throws Exception {
    edit("trials: 40", "trials: 2\noutcome-constraints: [{metric: cost, at-most: 0}]");

    Ran ran = Ran.beryl("run", "-q", file);

    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.out()).contains("2 trials").doesNotContain("Its command line");
  }

  @Test
  void run_objectiveThatIsNotPrinted_namesTheMetric() throws Exception {
    edit("minimize: cost", "minimize: costs");
    edit("trials: 40", "trials: 1\ndirectories-in: runs");

    Ran ran = Ran.beryl("run", "-q", file);

    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.out() + ran.err()).contains("costs");
  }

  @Test
  void report_fileThatIsNoJournal_fails() throws Exception {
    Path text = Files.writeString(folder.resolve("notes.journal"), "no journal, this");

    Ran ran = Ran.beryl("report", text);

    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.err()).startsWith("journal " + text + ": ");
  }
}
