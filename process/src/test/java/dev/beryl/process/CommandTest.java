package dev.beryl.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.beryl.ExperimentException;
import dev.beryl.Study;
import dev.beryl.space.CategoricalParameter;
import dev.beryl.space.Parameter;
import dev.beryl.space.SearchSpace;
import dev.beryl.space.Treatment;
import dev.beryl.study.StudyResult;
import dev.beryl.trial.Objective;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How a program is started, and what is checked before. */
class CommandTest {
  @TempDir Path base;

  private List<Path> left() throws IOException {
    try (Stream<Path> files = Files.list(base)) {
      return files.toList();
    }
  }

  @Test
  void run_hasAWorkingDirectoryOfItsOwn_whichIsDeleted() throws IOException {
    Command pwd =
        Runs.sh("pwd; mkdir sub; echo a > sub/file; ln -s / root; echo $1", "{directory}")
            .directoriesIn(base);
    List<String> first = Runs.of(pwd).output().lines().toList();
    List<String> second = Runs.of(pwd).output().lines().toList();

    assertThat(first.get(0)).isEqualTo(first.get(1)).startsWith(base.toRealPath().toString());
    assertThat(second.get(0)).isNotEqualTo(first.get(0));
    assertThat(left()).isEmpty();
    assertThat(Path.of("/bin")).exists();
  }

  @Test
  void run_getsSeedTrialAndReplicate_asPlaceholdersAndVariables() {
    Command print =
        Runs.sh(
                "echo seed=$BERYL_SEED; echo given=$1; test \"$BERYL_SEED $BERYL_TRIAL $BERYL_REPLICATE\" ="
                    + " \"$1 $2 $3\"; echo same=$?; echo loss=$2",
                "{seed}",
                "{trial}",
                "{replicate}")
            .reading(Metrics.nameValueLines("same", "loss"));
    StudyResult result = print.experiment().optimize(Runs.study("loss").trials(2).replicates(2));
    assertThat(result.trials()).allMatch(trial -> trial.samples("same").mean() == 0);
    assertThat(result.trial(1).value()).isEqualTo(1.0);
  }

  @Test
  void environmentAndInput_arriveWithTheirPlaceholders() {
    Command print =
        Runs.sh("cat; echo \"$DEPTH|$HOME\"")
            .environment("DEPTH", "d {depth}")
            .input("depth = {depth}\nname = 'ü {{}}'\n");
    assertThat(Runs.of(print, Map.of("depth", 3)).output())
        .isEqualTo("depth = 3\nname = 'ü {}'\nd 3|" + System.getenv("HOME") + "\n");
    assertThat(Runs.of(Command.of("cat")).output()).isEmpty();
    assertThatThrownBy(() -> print.environment("BERYL_SEED", "1").environment("a=b", "1"))
        .hasMessageContaining("BERYL_");
  }

  @Test
  void inactiveParameter_itsArgumentVariableAndLineAreLeftOut() {
    CategoricalParameter<String> method = Parameter.choice("method", "plain", "deep");
    var depth = Parameter.integer("depth", 1, 9).when(method, "deep");
    SearchSpace space = SearchSpace.of(method, depth);
    Command print =
        Runs.sh("echo $# ${DEPTH-none} $(cat)", "--method={method}", "--depth={depth}")
            .environment("DEPTH", "{depth}")
            .input("m {method}\nd {depth}\n");
    assertThat(print.experiment().apply(Treatment.of(space, Map.of("method", "plain"))).output())
        .isEqualTo("1 none m plain\n");
    assertThat(
            print
                .experiment()
                .apply(Treatment.of(space, Map.of("method", "deep", "depth", 4)))
                .output())
        .isEqualTo("2 4 m deep d 4\n");
  }

  @Test
  void programWithASlash_isLookedForWhereTheCommandIsStarted() throws IOException {
    Path script = Files.writeString(base.resolve("solve.sh"), "#!/bin/sh\ncat \"$1\"\n");
    assertThat(script.toFile().setExecutable(true)).isTrue();
    var _ = Files.writeString(base.resolve("model"), "of three rows");
    Command solve = Command.of("./solve.sh", "{here}/model").startedFrom(base);
    assertThat(Runs.of(solve).output()).isEqualTo("of three rows");
  }

  @Test
  void unknownPlaceholders_areFoundBeforeTheStudyStarts_allAtOnce() {
    Command command =
        Command.of("solve", "{dept}", "{seed}", "--json={{{rate}}}")
            .environment("N", "{x}")
            .reading(Metrics.jsonFile("{nmae}.json"));
    SearchSpace space =
        SearchSpace.of(
            Parameter.integer("depth", 1, 9), Parameter.real("rate", 0, 1), Parameter.flag("name"));
    Study study = Study.of(space, Objective.minimize("loss")).trials(3);
    assertThatThrownBy(() -> command.experiment().optimize(study))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("3 faults")
        .hasMessageContaining("argument '{dept}'")
        .hasMessageContaining("did you mean 'depth'?")
        .hasMessageContaining("variable N '{x}'")
        .hasMessageContaining("path '{nmae}.json'")
        .hasMessageContaining("did you mean 'name'?");
    assertThatThrownBy(() -> command.checkedFor(space)).hasMessageContaining("3 faults");
    assertThat(command.parameters()).containsExactly("dept", "rate", "x", "nmae");
  }

  @Test
  void parameterWithTheNameOfAnotherPlaceholder_isAFault() {
    SearchSpace space = SearchSpace.of(Parameter.integer("seed", 1, 9));
    assertThatThrownBy(() -> Command.of("solve", "{seed}").checkedFor(space))
        .hasMessageContaining("parameter 'seed'");
  }

  @Test
  void treatmentByHandWithoutAValue_isNamed() {
    assertThatThrownBy(() -> Runs.of(Command.of("echo", "{depth}", "{rate}"), Map.of("deph", 1)))
        .isInstanceOf(ExperimentException.class)
        .hasMessageContaining("2 faults")
        .hasMessageContaining("'depth'; known are [deph]; did you mean 'deph'?");
  }

  @Test
  void warmUps_runBeforeAndAreNotRead() throws IOException {
    Path log = base.resolve("log");
    Command count =
        Runs.sh("echo run >> " + log + "; wc -l < " + log)
            .warmUps(2)
            .reading(Metrics.matching("runs", "(\\d+)"));
    StudyResult result = count.experiment().optimize(Runs.study("runs").trials(1));
    assertThat(result.trial(0).value()).isEqualTo(3.0);
    assertThat(Files.readAllLines(log)).hasSize(3);
  }

  @Test
  void atMost_oneAtOnce_neverTwo() {
    Path lock = base.resolve("lock");
    Command exclusive =
        Runs.sh("mkdir " + lock + " && rmdir " + lock).atMost(1).reading(Metrics.exitCode());
    StudyResult result =
        exclusive
            .experiment()
            .optimize(Runs.study("exitCode").trials(12).parallelism(4).threads(4));
    assertThat(result.trials()).allMatch(trial -> trial.value() == 0);
  }

  @Test
  void pinnedTo_theProgramMayUseTheseCpusOnly() throws IOException {
    if (!Proc.isThere()) {
      return;
    }
    Command allowed = Command.of("grep", "Cpus_allowed_list", "/proc/self/status").pinnedTo(0);
    assertThat(Runs.of(allowed).output()).matches("Cpus_allowed_list:\\s+0\\s*");
    assertThatThrownBy(() -> allowed.pinnedTo(1, 1)).hasMessageContaining("[1, 1]");
  }

  @Test
  void settingsOutOfRange_areNamed() {
    Command command = Command.of("true");
    assertThatThrownBy(() -> command.atMost(0)).hasMessageContaining("expected >= 1 run, got 0");
    assertThatThrownBy(() -> command.warmUps(-1)).hasMessageContaining("got -1");
    assertThatThrownBy(() -> command.keepingOutput(10)).hasMessageContaining("got 10");
    assertThatThrownBy(() -> command.reporting("loss (\\d+)")).hasMessageContaining("named 'step'");
    assertThatThrownBy(() -> command.reporting("(")).hasMessageContaining("Unclosed group");
  }

  @Test
  void toString_isTheCommandLine() {
    assertThat(Command.of("java", "-Xmx{heap}m", "a b", "it's"))
        .hasToString("java -Xmx{heap}m 'a b' 'it'\\''s'");
  }
}
