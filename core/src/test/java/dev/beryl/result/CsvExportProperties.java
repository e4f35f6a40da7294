package dev.beryl.result;

import static org.assertj.core.api.Assertions.assertThat;

import dev.beryl.space.Parameter;
import dev.beryl.trial.Objective;
import dev.beryl.trial.Trial;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What is written can be read back to the same bits by any reader of RFC 4180. */
class CsvExportProperties {

  @Provide
  Arbitrary<TableResult> results() {
    return RandomResults.results();
  }

  @Property(tries = 300, seed = "20261126")
  void csv_readBack_isTheSame(@ForAll("results") TableResult result) throws IOException {
    Path file = Files.createTempFile("study", ".csv");
    try {
      result.writeCsv(file);
      List<List<String>> lines = parse(Files.readString(file));

      assertThat(lines).hasSize(1 + result.trials().size());
      assertHeader(lines.getFirst(), result);
      for (int row = 0; row < result.trials().size(); row++) {
        assertLine(lines.get(row + 1), result.trials().get(row), result);
      }
    } finally {
      Files.delete(file);
    }
  }

  private static void assertHeader(List<String> header, TableResult result) {
    assertThat(new HashSet<>(header)).as("no column twice").hasSameSizeAs(header);
    assertThat(header).startsWith("number", "outcome", "value:" + metric(result, 0));
    assertThat(header.get(4)).isEqualTo("value:maximize mean of " + metric(result, 1));
    assertThat(header.get(6)).isEqualTo("value:minimize max of " + metric(result, 2));
    assertThat(header.get(7)).isEqualTo("standard_error:minimize max of " + metric(result, 2));
    List<Parameter> parameters = result.space().parameters();
    for (int i = 0; i < parameters.size(); i++) {
      assertThat(header.get(8 + i)).isEqualTo("parameter:" + parameters.get(i).name());
    }
    assertThat(header).endsWith("seconds").hasSize(9 + parameters.size());
  }

  private static String metric(TableResult result, int objective) {
    return result.objectives().get(objective).metric();
  }

  private static void assertLine(List<String> line, Trial trial, TableResult result) {
    assertThat(line.get(0)).isEqualTo(Integer.toString(trial.number()));
    assertThat(line.get(1)).isEqualTo(trial.outcome().toString());
    List<Objective> objectives = result.objectives();
    for (int i = 0; i < objectives.size(); i++) {
      assertSame(line.get(2 + 2 * i), trial.isCompleted() ? trial.value(i) : Double.NaN);
      assertSame(line.get(3 + 2 * i), trial.isCompleted() ? trial.standardError(i) : Double.NaN);
    }
    int first = 2 + 2 * objectives.size();
    List<Parameter> parameters = result.space().parameters();
    for (int i = 0; i < parameters.size(); i++) {
      Object value = trial.treatment().value(parameters.get(i).name());
      switch (value) {
        case null -> assertThat(line.get(first + i)).isEmpty();
        case Double real -> assertSame(line.get(first + i), real);
        case Long integer -> assertThat(Long.parseLong(line.get(first + i))).isEqualTo(integer);
        default -> assertThat(line.get(first + i)).isEqualTo(value.toString());
      }
    }
    assertThat(Double.parseDouble(line.getLast())).isEqualTo(trial.duration().toNanos() / 1e9);
    assertThat(line).hasSize(first + parameters.size() + 1);
  }

  private static void assertSame(String cell, double value) {
    if (Double.isNaN(value)) {
      assertThat(cell).isEmpty();
    } else {
      assertThat(Double.doubleToRawLongBits(Double.parseDouble(cell)))
          .isEqualTo(Double.doubleToRawLongBits(value));
    }
  }

  /** Reads RFC 4180: lines end in CR LF, and quotes guard commas, quotes and line ends. */
  private static List<List<String>> parse(String text) {
    var lines = new ArrayList<List<String>>();
    var line = new ArrayList<String>();
    var cell = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quoted && c == '"' && text.startsWith("\"\"", i)) {
        cell.append(c);
        i++;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (!quoted && c == ',') {
        line.add(cell.toString());
        cell.setLength(0);
      } else if (!quoted && text.startsWith("\r\n", i)) {
        line.add(cell.toString());
        cell.setLength(0);
        lines.add(List.copyOf(line));
        line.clear();
        i++;
      } else {
        assertThat(quoted || c != '\r' && c != '\n').as("bare line end at %s", i).isTrue();
        cell.append(c);
      }
    }
    assertThat(line).as("the last line has its end").isEmpty();
    assertThat(cell).isEmpty();
    return lines;
  }
}
