package dev.beryl.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.beryl.trial.Report;
import dev.beryl.trial.Samples;
import dev.beryl.trial.Trial;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What is written can be read back to the same bits. */
class JsonExportProperties {

  @Provide
  Arbitrary<TableResult> results() {
    return RandomResults.results();
  }

  @Property(tries = 300, seed = "20261127")
  void json_readBack_isTheSame(@ForAll("results") TableResult result) throws IOException {
    Path file = Files.createTempFile("study", ".json");
    try {
      result.writeJson(file);
      Map<String, Object> json = JsonTree.parse(Files.readAllBytes(file));
      var text = new StringBuilder();
      result.writeJson(text);
      var writer = new StringWriter();
      result.writeJson(writer);

      assertThat(text).hasToString(Files.readString(file));
      assertThat(writer).hasToString(Files.readString(file));

      assertThat(json)
          .containsEntry("identity", result.identity())
          .containsEntry("digest", result.digest())
          .containsEntry("optimizer", "grid")
          .containsEntry("seed", 42L)
          .containsEntry("ending", "BUDGET")
          .containsEntry("endingText", "all trials are done")
          .containsEntry("seconds", 2.5)
          .containsEntry("objectives", objectives(result))
          .containsEntry("trials", result.trials().stream().map(this::expected).toList())
          .hasSize(9);
    } finally {
      Files.delete(file);
    }
  }

  private static List<Map<String, String>> objectives(TableResult result) {
    return result.objectives().stream()
        .map(objective ->
            Map.of(
                "metric", objective.metric(),
                "direction", objective.direction().name(),
                "aggregation", objective.aggregation().name()))
        .toList();
  }

  private Map<String, Object> expected(Trial trial) {
    var expected = new LinkedHashMap<String, Object>();
    expected.put("number", (long) trial.number());
    expected.put("outcome", trial.outcome().toString());
    expected.put("treatment", trial.treatment().values());
    if (trial.isCompleted()) {
      expected.put("values", numbers(trial.value(0), trial.value(1), trial.value(2)));
      expected.put(
          "standardErrors",
          numbers(trial.standardError(0), trial.standardError(1), trial.standardError(2)));
    }
    expected.put("replicates", (long) trial.replicates());
    var samples = new LinkedHashMap<String, Object>();
    for (String metric : trial.metrics()) {
      samples.put(metric, byReplicate(trial.samples(metric)));
    }
    expected.put("samples", samples);
    if (!trial.reports().isEmpty()) {
      expected.put("reports", trial.reports().stream().map(JsonExportProperties::report).toList());
    }
    expected.put("seconds", trial.duration().toNanos() / 1e9);
    return expected;
  }

  private static Map<String, Object> report(Report report) {
    return Map.of(
        "replicate",
        (long) report.replicate(),
        "step",
        report.step(),
        "values",
        numbers(report.values()));
  }

  private static List<List<Object>> byReplicate(Samples samples) {
    var all = new ArrayList<List<Object>>();
    for (int r = 0; r < samples.replicates(); r++) {
      double[] values = new double[samples.size(r)];
      for (int i = 0; i < values.length; i++) {
        values[i] = samples.get(r, i);
      }
      all.add(numbers(values));
    }
    return all;
  }

  /** As the tree has them; boxed doubles are equal only if they are so bit for bit. */
  private static List<Object> numbers(double... values) {
    var numbers = new ArrayList<Object>();
    for (double value : values) {
      numbers.add(Double.isFinite(value) ? (Object) value : Double.toString(value));
    }
    return numbers;
  }

  @Example
  void write_brokenStream_isAnIOException() {
    var full =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("no space left");
          }
        };
    TableResult result = Tables.result(Tables.ofLosses(1, 2, 3));

    assertThatThrownBy(() -> result.writeJson(full))
        .isInstanceOf(IOException.class)
        .hasMessage("no space left");
  }

  @Example
  void write_noSuchFolder_isAnIOException() throws IOException {
    TableResult result = Tables.result(Tables.ofLosses(1));
    Path folder = Files.createTempDirectory("studies");
    Path nowhere = folder.resolve("missing").resolve("study");
    try {
      assertThatThrownBy(() -> result.writeJson(nowhere)).isInstanceOf(IOException.class);
      assertThatThrownBy(() -> result.writeCsv(nowhere)).isInstanceOf(IOException.class);
    } finally {
      Files.delete(folder);
    }
  }
}
