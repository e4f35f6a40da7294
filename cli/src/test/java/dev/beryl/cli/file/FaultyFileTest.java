package dev.beryl.cli.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class FaultyFileTest {
  /** A study without faults. */
  private static final List<String> WHOLE =
      List.of(
          "command: [solve, '{x}']",
          "parameters: {x: {type: real, low: 0, high: 1}}",
          "minimize: cost",
          "trials: 9");

  @TempDir Path folder;

  private List<String> faults(byte[] bytes) {
    Path file = folder.resolve("tune.yaml");
    try {
      Files.write(file, bytes);
      FaultyFileException faulty =
          catchThrowableOfType(FaultyFileException.class, () -> StudyFile.read(file));
      return faulty == null
          ? List.of()
          : List.of(faulty.getMessage().replace(file.toString(), "tune.yaml").split("\n"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<String> faults(String text) {
    return faults(text.getBytes(StandardCharsets.UTF_8));
  }

  /** The faults of the whole study with lines before it, without those keys of it. */
  private List<String> faultsWith(String... lines) {
    List<String> keys = Arrays.stream(lines).map(line -> line.replaceFirst(":.*", ":")).toList();
    List<String> rest =
        WHOLE.stream().filter(line -> keys.stream().noneMatch(line::startsWith)).toList();
    return faults(String.join("\n", lines) + "\n" + String.join("\n", rest) + "\n");
  }

  @Test
  void whole_hasNone() {
    assertThat(faultsWith("name: whole")).isEmpty();
  }

  @Test
  void many_areAllThere_eachWithItsPlace() throws IOException {
    String text = resource("faulty.yaml");
    List<String> expected = resource("faulty.txt").lines().toList();

    assertThat(faults(text)).containsExactlyElementsOf(expected);
  }

  static Stream<Arguments> single() {
    return Stream.of(
        arguments("trials: many", "1:9: trials: expected a whole number, got 'many'"),
        arguments("trials: 1.5", "1:9: trials: expected a whole number of 64 bits, got '1.5'"),
        arguments("trials: 3e9", "1:9: trials: expected a whole number of 32 bits, got '3e9'"),
        arguments("trials:", "1:8: trials: expected a whole number, got nothing"),
        arguments("trials: null", "1:9: trials: expected a whole number, got null"),
        arguments("trials: [1]", "1:9: trials: expected a whole number, got a list"),
        arguments("trials: {a: 1}", "1:9: trials: expected a whole number, got keys with values"),
        arguments("trials: 0", "1:9: trials: expected >= 1, got 0"),
        arguments(
            "time-limit: -1s",
            "1:13: time-limit: expected a time such as 500ms, 30s, 10m, 2h or 1h30m, got '-1s'"),
        arguments("replicate-timeout: 0s", "1:20: replicate timeout: expected > 0, got PT0S"),
        arguments(
            "tell-as-completed: yes", "1:20: tell-as-completed: expected true or false, got 'yes'"),
        arguments("failures-in-a-row: 0", "1:20: failures in a row: expected >= 1, got 0"),
        arguments("replicates: 1..2", "1:13: replicates: expected at most n >= 3 in a race, got 2"),
        arguments(
            "replicates: [1, 2]",
            "1:13: replicates: expected a whole number, or a range such as 1..30, got a list"),
        arguments(
            "racing: {finalists: 3}",
            "1:9: racing: expected the fewest and the most replicates under 'replicates', such as"
                + " 1..30"),
        arguments(
            "optimizer: {options: {points: 3}}",
            "1:12: optimizer: name is missing: see 'beryl plugins'"),
        arguments(
            "optimizer: {name: grid, options: {point: 3}}",
            "1:35: optimizer 'grid': no option 'point'; known are [points, points-of, values-of,"
                + " spacing, order, partial]; did you mean 'points'?"),
        arguments(
            "pruner: medain",
            "1:9: no pruner 'medain'; installed are [asha, hyperband, median, patience, threshold];"
                + " did you mean 'median'? 'beryl plugins' lists them"),
        arguments(
            "budget: 90",
            "1:9: budget: it counts the replicates of a study with racing; set 'replicates:"
                + " least..most' too, or 'trials: n' instead"),
        arguments(
            "baseline: {x: 0.5}",
            "1:11: baseline: it is a finalist of a race; set 'replicates: least..most' too"),
        arguments(
            "start-with: [{x: 2}]",
            "1:14: treatment: parameter 'x': expected real [0.0, 1.0], got 2.0"),
        arguments("start-with: [{x: a}]", "1:18: start-with: x: expected a number, got 'a'"),
        arguments(
            "start-with: {x: 1}",
            "1:13: start-with: expected a list of treatments, such as - {threads: 4}, got keys with"
                + " values"),
        arguments(
            "command: solve {x}",
            "1:10: command: expected the program and its arguments as a list, such as [./solve,"
                + " --threads, \"{threads}\"], got 'solve {x}'"),
        arguments(
            "command: []",
            "1:10: command: expected the program and its arguments as a list, such as [./solve,"
                + " --threads, \"{threads}\"], got an empty list"),
        arguments(
            "command: [solve]",
            "2:14: parameter 'x': the program never sees it; write '{x}' where it is to stand in"
                + " the command, the environment or the input"),
        arguments(
            "pinned-to: [0, 0]",
            "1:12: command: pinned to: expected different numbers from 0, got [0, 0]"),
        arguments(
            "reporting: loss",
            "1:12: command: reporting: regular expression 'loss': expected groups named 'step' and"
                + " 'value', such as 'epoch (?<step>\\d+) loss (?<value>\\S+)'"),
        arguments("metrics: [wall-time]", "4:11: no metric 'cost' is read; known are [wallTime]"),
        arguments(
            "metrics: [{wall-time: 1}]",
            "1:23: metrics: wall-time: expected nothing under it; write '- wall-time'"),
        arguments(
            "maximize: {metric: b, by: mean}",
            "1:23: maximize: unknown key 'by'; known are aggregate, metric"),
        arguments(
            "outcome-constraints: [{metric: m, at-most: 1, margin: 2}]",
            "1:22: outcome-constraints: 'mean of m at most 1.0 with a margin of 2.0 standard"
                + " errors' needs standard errors, and one replicate has none; set 'replicates: n'"
                + " with n >= 2"),
        arguments(
            "penalize: [1, 2]",
            "1:11: penalties: expected a finite value for each of [cost], got [1.0, 2.0]"),
        arguments("? [a]\n: 1", "1:3: expected a text as a key, got a list or keys with values"));
  }

  @ParameterizedTest
  @MethodSource
  void single(String line, String fault) {
    assertThat(faultsWith(line)).containsExactly("tune.yaml:" + fault);
  }

  @ParameterizedTest
  @ValueSource(strings = {"command", "parameters", "minimize", "trials"})
  void missing_isAFaultOfTheFile(String key) {
    String rest =
        WHOLE.stream().filter(line -> !line.startsWith(key)).collect(Collectors.joining("\n"));

    assertThat(faults(rest))
        .singleElement()
        .asString()
        .startsWith("tune.yaml:1:1: ")
        .containsAnyOf(key, "no end");
  }

  static Stream<Arguments> notAStudy() {
    return Stream.of(
        arguments("", ": expected keys with values, such as 'trials: 40', got an empty file"),
        arguments(
            "# nothing\n", ": expected keys with values, such as 'trials: 40', got an empty file"),
        arguments(
            "- a", ":1:1: expected keys with values, such as 'trials: 40', got something else"),
        arguments(
            "a: [1\nb: 2",
            ":2:2: not YAML: while parsing a flow sequence, expected ',' or ']', but got :"),
        arguments(
            "a: 1\n---\nb: 2",
            ":2:1: not YAML: expected a single document in the stream, but found another document"),
        arguments("a: 1\n  \u0001", ":2:3: not YAML: a character that is not allowed, U+0001"));
  }

  @ParameterizedTest
  @MethodSource
  void notAStudy(String text, String fault) {
    assertThat(faults(text)).containsExactly("tune.yaml" + fault);
  }

  @Test
  void bytesThatAreNoText_areAFault() {
    assertThat(faults(new byte[] {'a', ':', ' ', (byte) 0xff}))
        .containsExactly("tune.yaml: expected text in UTF-8");
  }

  private static String resource(String name) throws IOException {
    try (var in = FaultyFileTest.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
