package dev.beryl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UsageTest {
  private static final Path PAGE = Path.of("..", "docs", "command-line.md");

  @ParameterizedTest
  @ValueSource(strings = {"", "init ", "check ", "run ", "report ", "export ", "plugins "})
  void help_ofACommand_isOnThePage(String command) throws Exception {
    Ran ran = Ran.beryl((Object[]) (command + "--help").split(" "));

    assertThat(ran.code()).isZero();
    assertThat(ran.err()).isEmpty();
    assertThat(Files.readString(PAGE))
        .contains("```text\n$ beryl " + command + "--help\n" + ran.out() + "```");
    assertThat(ran.out().lines()).allMatch(line -> line.length() <= 80);
  }

  @Test
  void help_names_theExitCodes() {
    assertThat(Ran.beryl("--help").out())
        .contains("Exit codes:\n  0     done\n  1     the study failed", "  2     ", "  130   ");
    assertThat(Ran.beryl("run", "--help").out()).contains("  0     ", "  1     ", "  2     ");
  }

  @Test
  void withoutACommand_isWrongUsage() {
    Ran ran = Ran.beryl();

    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.out()).isEmpty();
    assertThat(ran.err()).startsWith("expected a command, got none\nUsage: beryl [-hV] COMMAND\n");
  }

  @Test
  void unknownCommand_isWrongUsage_andHintsAtTheNearest() {
    Ran ran = Ran.beryl("rum");

    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err()).contains("'rum'", "Did you mean: beryl run");
  }

  @Test
  void unknownOption_isWrongUsage() {
    Ran ran = Ran.beryl("run", "--quick");

    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err()).isEqualTo("Unknown option: '--quick'\nPossible solutions: --quiet\n");
  }

  @Test
  void unknownFormat_isWrongUsage_andListsTheKnownOnes() {
    Ran ran = Ran.beryl("export", "--format", "xml");

    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err()).contains("'xml'", "CSV, SPREADSHEET, JSON");
  }

  @Test
  void version_ofAClassFolder_isUnknown() {
    assertThat(Ran.beryl("--version")).isEqualTo(new Ran(0, "beryl of an unknown version\n", ""));
  }

  @Test
  void plugins_listsOptimizersAndPruners() {
    Ran ran = Ran.beryl("plugins");

    assertThat(ran.code()).isZero();
    assertThat(ran.out()).contains("cma-es", "tpe", "median", "hyperband");
  }

  @ParameterizedTest
  @ValueSource(strings = {"check", "run", "report", "export"})
  void missingFile_fails_andSaysHowToBegin(String command) {
    assertThat(Ran.beryl(command, "none.yaml"))
        .isEqualTo(new Ran(1, "", "none.yaml: no such file; 'beryl init' writes an example\n"));
  }
}
