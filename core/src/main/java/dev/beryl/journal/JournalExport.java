package dev.beryl.journal;

import dev.beryl.result.CsvLine;
import dev.beryl.space.Parameter;
import dev.beryl.trial.Outcome;
import dev.beryl.trial.OutcomeConstraint;
import dev.beryl.trial.Report;
import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.json.JsonFactory;

/**
 * Writes the trials of a journal as CSV or as lines of JSON, without the program that recorded
 * them. Trials come in the order in which they were told. Memory is bounded by the trials that are
 * in flight.
 */
public final class JournalExport {
  private static final String USAGE =
      """
      usage: JournalExport csv|json <journal>
        csv   a line for each trial: outcome, values, parameters
        json  a JSON object for each trial, with all samples, each on a line of its own
      """;

  private final JournalReader reader;
  private final Map<Integer, JournalRecord.Asked> asked = new HashMap<>();
  private final Map<Integer, TreeMap<Integer, JournalRecord.ReplicateEnded>> replicates =
      new HashMap<>();

  private JournalExport(JournalReader reader) {
    this.reader = reader;
  }

  /**
   * Writes a journal to the standard output.
   *
   * @param arguments {@code csv} or {@code json}, and the journal's path
   */
  public static void main(String[] arguments) {
    System.exit(run(arguments, System.out, System.err));
  }

  static int run(String[] arguments, PrintStream out, PrintStream err) {
    boolean known =
        arguments.length == 2 && (arguments[0].equals("csv") || arguments[0].equals("json"));
    if (!known) {
      err.print(USAGE);
      return 2;
    }
    try {
      Path journal = Path.of(arguments[1]);
      if (arguments[0].equals("csv")) {
        csv(journal, out);
      } else {
        jsonLines(journal, out);
      }
      return 0;
    } catch (JournalException | InvalidPathException | IOException e) {
      err.println(e.getMessage());
      return 1;
    }
  }

  /**
   * Writes a line for each trial, with a header, as RFC 4180 has it: number, outcome, the value and
   * standard error of each objective and outcome constraint, parameters, seconds. Doubles are
   * written so that reading gives the same bits.
   *
   * @param journal the file
   * @param out UTF-8; flushed, not closed
   * @throws JournalException if the journal cannot be read; what precedes the damage is written
   * @throws IOException if writing fails
   */
  public static void csv(Path journal, OutputStream out) throws IOException {
    try (JournalReader reader = JournalReader.open(journal)) {
      var writer = new OutputStreamWriter(new BufferedOutputStream(out), StandardCharsets.UTF_8);
      try {
        writer.write(CsvLine.of(csvHeader(reader.header())));
        new JournalExport(reader)
            .eachTold((then, told) -> write(writer, csvLine(reader.header(), then, told)));
      } catch (UncheckedIOException e) {
        throw e.getCause();
      } finally {
        writer.flush();
      }
    }
  }

  private static void write(Writer writer, List<String> cells) {
    try {
      writer.write(CsvLine.of(cells));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> csvHeader(JournalHeader header) {
    var cells = new ArrayList<>(List.of("number", "outcome"));
    for (String measured : measured(header)) {
      cells.add("value:" + measured);
      cells.add("standard_error:" + measured);
    }
    for (Parameter parameter : header.parameters()) {
      cells.add("parameter:" + parameter.name());
    }
    cells.add("seconds");
    return cells;
  }

  /** What is estimated of each trial: the metric, and what tells apart two of the same metric. */
  private static List<String> measured(JournalHeader header) {
    var texts = new ArrayList<String>();
    header.goals().forEach(goal -> texts.add(goal.aggregation() + " of " + goal.metric()));
    for (JournalHeader.Bound bound : header.bounds()) {
      String sense = bound.sense() == OutcomeConstraint.Sense.AT_MOST ? "at most" : "at least";
      texts.add(
          "%s of %s %s %s".formatted(bound.aggregation(), bound.metric(), sense, bound.bound()));
    }
    return texts;
  }

  private static List<String> csvLine(
      JournalHeader header, JournalRecord.Asked then, JournalRecord.Told told) {
    var cells = new ArrayList<String>();
    cells.add(Integer.toString(told.trial()));
    cells.add(told.outcome().toString());
    for (int i = 0; i < header.goals().size() + header.bounds().size(); i++) {
      boolean any = i < told.estimates().size();
      cells.add(any ? Double.toString(told.estimates().get(i).value()) : "");
      double error = any ? told.estimates().get(i).standardError() : Double.NaN;
      cells.add(Double.isNaN(error) ? "" : Double.toString(error));
    }
    for (Parameter parameter : header.parameters()) {
      cells.add(Objects.toString(then.values().get(parameter.name()), ""));
    }
    cells.add(Double.toString(told.nanos() / 1e9));
    return cells;
  }

  /**
   * Writes a JSON object for each trial, each on a line: {@code trial}, {@code outcome}, {@code
   * treatment}, {@code estimates}, {@code replicates} with their {@code metrics} and {@code
   * reports}, {@code seconds}. NaN and the infinities are strings.
   *
   * @param journal the file
   * @param out UTF-8; flushed, not closed
   * @throws JournalException if the journal cannot be read; what precedes the damage is written
   * @throws IOException if writing fails
   */
  public static void jsonLines(Path journal, OutputStream out) throws IOException {
    var buffered = new BufferedOutputStream(out);
    try (JournalReader reader = JournalReader.open(journal)) {
      var export = new JournalExport(reader);
      export.eachTold((then, told) -> {
        try (JsonGenerator json =
            new JsonFactory().createGenerator(ObjectWriteContext.empty(), new Shielded(buffered))) {
          export.json(json, then, told);
          json.writeRaw('\n');
        }
      });
    } catch (JacksonIOException e) {
      throw e.getCause();
    } finally {
      buffered.flush();
    }
  }

  /** A stream that stays open when the generator of one line is closed. */
  private static final class Shielded extends FilterOutputStream {
    Shielded(OutputStream out) {
      super(out);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      out.write(bytes, from, length);
    }

    @Override
    public void close() {}
  }

  private void json(JsonGenerator json, JournalRecord.Asked then, JournalRecord.Told told) {
    json.writeStartObject();
    json.writeNumberProperty("trial", told.trial());
    json.writeStringProperty("outcome", told.outcome().toString());
    json.writeObjectPropertyStart("treatment");
    then.values()
        .forEach((name, value) -> {
          json.writeName(name);
          switch (value) {
            case Double d -> json.writeNumber(d);
            case Long l -> json.writeNumber(l);
            default -> json.writeString(value.toString());
          }
        });
    json.writeEndObject();
    if (told.outcome() instanceof Outcome.Completed) {
      json.writeArrayPropertyStart("estimates");
      List<String> measured = measured(reader.header());
      for (int i = 0; i < measured.size(); i++) {
        json.writeStartObject();
        json.writeStringProperty("of", measured.get(i));
        json.writeNumberProperty("value", told.estimates().get(i).value());
        json.writeNumberProperty("standardError", told.estimates().get(i).standardError());
        json.writeEndObject();
      }
      json.writeEndArray();
    }
    replicates(json, replicates.getOrDefault(told.trial(), new TreeMap<>()));
    json.writeNumberProperty("seconds", told.nanos() / 1e9);
    json.writeEndObject();
  }

  private static void replicates(
      JsonGenerator json, Map<Integer, JournalRecord.ReplicateEnded> ended) {
    json.writeArrayPropertyStart("replicates");
    for (JournalRecord.ReplicateEnded replicate : ended.values()) {
      json.writeStartObject();
      json.writeNumberProperty("replicate", replicate.replicate());
      json.writeStringProperty(
          "outcome", replicate.trouble().map(Outcome::toString).orElse("completed"));
      json.writeObjectPropertyStart("metrics");
      for (JournalRecord.Metric metric : replicate.metrics()) {
        json.writeArrayPropertyStart(metric.name());
        numbers(json, metric.values());
        json.writeEndArray();
      }
      json.writeEndObject();
      json.writeArrayPropertyStart("reports");
      for (Report report : replicate.reports()) {
        json.writeStartObject();
        json.writeNumberProperty("step", report.step());
        json.writeArrayPropertyStart("values");
        numbers(json, report.values());
        json.writeEndArray();
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void numbers(JsonGenerator json, double[] values) {
    for (double value : values) {
      json.writeNumber(value);
    }
  }

  private void eachTold(BiConsumer<JournalRecord.Asked, JournalRecord.Told> then) {
    for (JournalRecord record = reader.next(); record != null; record = reader.next()) {
      switch (record) {
        case JournalRecord.Asked a -> asked.put(a.trial(), a);
        case JournalRecord.ReplicateEnded r -> {
          var ofTrial = replicates.computeIfAbsent(r.trial(), _ -> new TreeMap<>());
          if (reader.header().session() && r.replicate() == 0) {
            ofTrial.clear(); // of a tell that was cut short
          }
          ofTrial.put(r.replicate(), r);
        }
        case JournalRecord.Told told -> {
          JournalRecord.Asked of = asked.remove(told.trial());
          if (of != null) {
            then.accept(of, told);
          }
          replicates.remove(told.trial());
        }
        case JournalRecord.Opened _, JournalRecord.AskedInVain _, JournalRecord.Ended _ -> {}
      }
    }
  }
}
