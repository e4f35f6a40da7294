package dev.beryl.benchmarks.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.BenchmarkListEntry;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.VerboseMode;

class SelectionTest {

  @Test
  void parse_hasTheRegexAndTheValuesOfEachParameter() {
    assertThat(Selection.parse("TpeAsk; dimension=5,20; history=1000"))
        .isEqualTo(
            new Selection(
                "TpeAsk", Map.of("dimension", List.of("5", "20"), "history", List.of("1000"))));
  }

  @Test
  void parse_withoutAValue_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Selection.parse("TpeAsk;dimension"))
        .withMessage(
            "selection 'TpeAsk;dimension': expected name=value,value after the regex, got"
                + " 'dimension'");
  }

  @Test
  void of_whatIsNoSet_isARegex() {
    assertThat(Selection.of("TrialOverhead|Tpe"))
        .containsExactly(new Selection("TrialOverhead|Tpe", Map.of()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"smoke", "gate"})
  void sets_nameBenchmarksAndParametersThatExist(String set) throws Exception {
    Set<BenchmarkListEntry> all =
        BenchmarkList.defaultList()
            .getAll(
                OutputFormatFactory.createFormatInstance(System.out, VerboseMode.SILENT),
                List.of());

    for (Selection selection : Selection.of(set)) {
      List<BenchmarkListEntry> matching =
          all.stream()
              .filter(
                  entry -> Pattern.compile(selection.regex()).matcher(entry.getUsername()).find())
              .toList();
      assertThat(matching).as(selection.toString()).isNotEmpty();
      selection
          .parameters()
          .forEach((name, values) ->
              assertThat(matching)
                  .as(selection.toString())
                  .anySatisfy(entry ->
                      assertThat(
                              entry.getParams().orElse(Map.of()).getOrDefault(name, new String[0]))
                          .containsAll(values)));
    }
  }
}
