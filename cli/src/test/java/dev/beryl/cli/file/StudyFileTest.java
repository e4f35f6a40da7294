package dev.beryl.cli.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StudyFileTest {
  private static final String WHOLE =
      """
      name: all keys
      command: [./solve, "{rate}", "{mode}", "{depth}"]
      environment: {LEVEL: "{level}"}
      input: "{deep}"
      metrics:
        - name-value-lines: [cost, memory]
        - matching: {seconds: 'took (\\S+) s'}
        - json-file: {path: "{level}.json", names: [loss]}
        - wall-time
      reporting: 'epoch (?<step>\\d+) cost (?<value>\\S+)'
      timeout: 1m
      ending-within: 250ms
      warm-ups: 1
      directories-in: runs
      parameters:
        rate: {type: real, low: 1e-4, high: 0.1, log: true, default: 0.01}
        mode: {type: categorical, choices: [1.0, yes, 007]}
        level: {type: ordinal, choices: [low, high], default: low}
        deep: {type: boolean, default: true}
        depth: {type: integer, low: 2, high: 20, step: 2, when: {mode: [yes, 007]}}
      minimize:
        - {metric: cost, aggregate: quantile(0.9)}
      maximize: loss
      outcome-constraints:
        - {metric: memory, at-most: 512, margin: 2}
      trials: 9
      replicates: 4
      time-limit: 1h30m
      until-optimizer-ends: true
      optimizer: {name: tpe, options: {startup-trials: 20}}
      pruner: median
      seed: -3
      independent-seeds: true
      parallelism: 2
      threads: 3
      start-replicates-when-needed: true
      replicate-timeout: 30s
      trial-timeout: 2m
      retries: 1
      tolerate-replicates: 1
      penalize: [9, 0, 600]
      failures-in-a-row: any number
      start-with:
        - {mode: 1.0}
        - {mode: 007, depth: 4, deep: false}
      journal: past/all.journal
      report: all.html
      """;

  @TempDir Path folder;

  private StudyFile read(String text) throws Exception {
    return StudyFile.read(Files.writeString(folder.resolve("tune.yaml"), text));
  }

  @Test
  void space_hasTheParametersInTheirOrder_withChoicesAsTheyAreWritten() throws Exception {
    assertThat(read(WHOLE).space().canonical())
        .isEqualTo(
            """
            rate: real [1.0E-4, 0.1] log default 0.01
            mode: categorical ['1.0', 'yes', '007']
            level: ordinal ['low', 'high'] default 'low'
            deep: categorical ['false', 'true'] default 'true'
            depth: integer [2, 20] step 2 when mode in ['yes', '007']
            """);
  }

  @Test
  void study_hasAllSettings() throws Exception {
    assertThat(read(WHOLE).study().toString())
        .isEqualTo(
            "study 'all keys' of [rate, mode, level, deep, depth]: minimize quantile(0.9) of cost,"
                + " maximize mean of loss, outcomeConstraints [mean of memory at most 512.0 with a"
                + " margin of 2.0 standard errors], optimizer 'tpe' {startup-trials=20}, pruner"
                + " 'median', seed -3, independentSeeds, trials 9, timeLimit 1 h 30 min,"
                + " untilOptimizerEnds, replicates 4, parallelism 2, threads 3,"
                + " startReplicatesWhenNeeded, replicateTimeout 30 s, trialTimeout 2 min, retries"
                + " 1, tolerateReplicates 1, failurePolicy any number, penalize [9.0, 0.0, 600.0],"
                + " startWith [{rate=0.01, mode=1.0, level=low, deep=true}, {rate=0.01, mode=007,"
                + " level=low, deep=false, depth=4}]");
  }

  @Test
  void command_isStartedFromTheFolder() throws Exception {
    StudyFile file = read(WHOLE);

    assertThat(file.command()).hasToString("./solve {rate} {mode} {depth}");
    assertThat(file.command().parameters())
        .containsExactlyInAnyOrder("rate", "mode", "depth", "level", "deep");
    assertThat(file.journal()).isEqualTo(folder.resolve("past/all.journal"));
    assertThat(file.report()).isEqualTo(Optional.of(folder.resolve("all.html")));
  }

  @Test
  void program_dependsOnWhatDecidesAlone() throws Exception {
    String program = read(WHOLE).program();

    assertThat(read(WHOLE.replace("trials: 9", "trials: 12 # more")).program()).isEqualTo(program);
    assertThat(read(WHOLE.replace("[./solve,", "[ \"./solve\",")).program()).isEqualTo(program);
    assertThat(read(WHOLE.replace("timeout: 1m", "timeout: 2m")).program()).isEqualTo(program);
    assertThat(read(WHOLE.replace("./solve", "./resolve")).program()).isNotEqualTo(program);
    assertThat(read(WHOLE.replace("took", "used")).program()).isNotEqualTo(program);
  }

  @Test
  void journal_unlessSet_isBesideTheFile() throws Exception {
    StudyFile file = read(WHOLE.replaceAll("(?m)^(journal|report):.*\n", ""));

    assertThat(file.journal()).isEqualTo(folder.resolve("tune.journal"));
    assertThat(file.report()).isEmpty();
  }

  @Test
  void aliases_areFollowed() throws Exception {
    String text = WHOLE.replace("[low, high]", "&levels [low, high]");

    assertThat(read(text.replace("[1.0, yes, 007]", "[1.0, yes, 007]")).space().dimension())
        .isEqualTo(5);
  }

  @ParameterizedTest
  @CsvSource({
    "500ms, PT0.5S",
    "30s, PT30S",
    "1.5s, PT1.5S",
    "10m, PT10M",
    "1h30m, PT1H30M",
    "2 h, PT2H",
    "0.001ms, PT0.000001S"
  })
  void times_asPeopleWriteThem(String text, Duration time) {
    assertThat(Times.read(text)).contains(time);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "10", "s", "10min", "-1s", "1e3s", "1s 2", "1234567s", "1d", "1 S"})
  void times_others_areNone(String text) {
    assertThat(Times.read(text)).isEmpty();
  }
}
