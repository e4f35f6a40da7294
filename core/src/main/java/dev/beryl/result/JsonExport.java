package dev.beryl.result;

import dev.beryl.metric.TrialTable;
import dev.beryl.space.Treatment;
import dev.beryl.spi.Delegation;
import dev.beryl.study.Recommendation;
import dev.beryl.study.StudyResult;
import dev.beryl.trial.Objective;
import dev.beryl.trial.Origin;
import dev.beryl.trial.OutcomeConstraint;
import dev.beryl.trial.Report;
import dev.beryl.trial.Samples;
import dev.beryl.trial.Trial;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.json.JsonFactory;

/** A study with all its samples as one JSON object. */
final class JsonExport {
  private static final JsonFactory FACTORY =
      JsonFactory.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();

  private final JsonGenerator json;
  private final TrialTable table;

  private JsonExport(JsonGenerator json, TrialTable table) {
    this.json = json;
    this.table = table;
  }

  /** Writes a result of the trials that a table has; the stream is flushed and not closed. */
  static void write(StudyResult result, TrialTable table, OutputStream out) throws IOException {
    try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), out)) {
      new JsonExport(json, table).study(result);
    } catch (JacksonIOException e) {
      throw e.getCause();
    }
  }

  /** Writes a result of the trials that a table has; a writer is flushed and not closed. */
  static void write(StudyResult result, TrialTable table, Appendable out) throws IOException {
    Writer writer = out instanceof Writer given ? given : new AppendableWriter(out);
    try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), writer)) {
      new JsonExport(json, table).study(result);
    } catch (JacksonIOException e) {
      throw e.getCause();
    }
  }

  private void study(StudyResult result) {
    json.writeStartObject();
    result.name().ifPresent(name -> json.writeStringProperty("name", name));
    json.writeStringProperty("identity", result.identity());
    json.writeStringProperty("digest", result.digest());
    json.writeStringProperty("optimizer", result.optimizer());
    delegations(result);
    json.writeNumberProperty("seed", result.seed());
    json.writeStringProperty("ending", result.ending().name());
    json.writeStringProperty("endingText", result.endingText());
    json.writeNumberProperty("seconds", result.elapsed().toNanos() / 1e9);
    notes(result.notes());
    if (!result.rerun().isEmpty()) {
      json.writeArrayPropertyStart("rerun");
      result.rerun().forEach(json::writeNumber);
      json.writeEndArray();
    }
    json.writeArrayPropertyStart("objectives");
    for (Objective objective : result.objectives()) {
      json.writeStartObject();
      json.writeStringProperty("metric", objective.metric());
      json.writeStringProperty("direction", objective.direction().name());
      json.writeStringProperty("aggregation", objective.aggregation().name());
      json.writeEndObject();
    }
    json.writeEndArray();
    outcomeConstraints(result);
    Recommendations.byOptimizer(result).ifPresent(this::recommendation);
    result
        .verdict()
        .ifPresent(verdict -> {
          json.writeName("verdict");
          VerdictJson.write(verdict, json);
        });
    json.writeArrayPropertyStart("trials");
    for (int row = 0; row < result.trials().size(); row++) {
      trial(row);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private void delegations(StudyResult result) {
    if (result.delegations().isEmpty()) {
      return;
    }
    json.writeArrayPropertyStart("delegations");
    for (Delegation delegation : result.delegations()) {
      json.writeStartObject();
      json.writeNumberProperty("trial", delegation.trial());
      json.writeStringProperty("optimizer", delegation.optimizer());
      json.writeStringProperty("reason", delegation.reason());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void outcomeConstraints(StudyResult result) {
    if (result.outcomeConstraints().isEmpty()) {
      return;
    }
    json.writeArrayPropertyStart("outcomeConstraints");
    for (OutcomeConstraint constraint : result.outcomeConstraints()) {
      json.writeStartObject();
      json.writeStringProperty("metric", constraint.metric());
      json.writeStringProperty("sense", constraint.sense().name());
      json.writeNumberProperty("bound", constraint.bound());
      json.writeStringProperty("aggregation", constraint.aggregation().name());
      if (constraint.margin() != 0) {
        json.writeNumberProperty("margin", constraint.margin());
      }
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void recommendation(Recommendation recommendation) {
    json.writeObjectPropertyStart("recommendation");
    treatment(recommendation.treatment());
    recommendation.trial().ifPresent(trial -> json.writeNumberProperty("trial", trial.number()));
    recommendation
        .prediction()
        .ifPresent(prediction -> {
          json.writeObjectPropertyStart("prediction");
          json.writeNumberProperty("mean", prediction.mean());
          json.writeNumberProperty("standardDeviation", prediction.standardDeviation());
          json.writeEndObject();
        });
    json.writeEndObject();
  }

  private void treatment(Treatment treatment) {
    json.writeObjectPropertyStart("treatment");
    for (Map.Entry<String, Object> entry : treatment.values().entrySet()) {
      json.writeName(entry.getKey());
      value(entry.getValue());
    }
    json.writeEndObject();
  }

  private void trial(int row) {
    Trial trial = table.trial(row);
    json.writeStartObject();
    json.writeNumberProperty("number", trial.number());
    if (trial.origin() != Origin.PROPOSED) {
      json.writeStringProperty("origin", trial.origin().name().toLowerCase(Locale.ROOT));
    }
    json.writeStringProperty("outcome", trial.outcome().toString());
    treatment(trial.treatment());
    if (trial.isCompleted()) {
      numbers("values", table.objectives().size(), i -> table.value(row, i));
      numbers("standardErrors", table.objectives().size(), i -> table.standardError(row, i));
      constraints(row);
    }
    json.writeNumberProperty("replicates", trial.replicates());
    if (trial.toldReplicates() != trial.replicates()) {
      json.writeNumberProperty("toldReplicates", trial.toldReplicates());
    }
    json.writeObjectPropertyStart("samples");
    for (String metric : trial.metrics()) {
      json.writeArrayPropertyStart(metric);
      samples(trial.samples(metric));
      json.writeEndArray();
    }
    json.writeEndObject();
    reports(trial);
    notes(trial.notes());
    json.writeNumberProperty("seconds", trial.duration().toNanos() / 1e9);
    json.writeEndObject();
  }

  private void constraints(int row) {
    int count = table.constraints().size();
    if (count > 0) {
      numbers("constraintValues", count, i -> table.constraintValue(row, i));
      numbers("constraintStandardErrors", count, i -> table.constraintStandardError(row, i));
      numbers("excesses", count, i -> table.excess(row, i));
    }
  }

  private void numbers(String name, int count, IntToDoubleFunction values) {
    json.writeArrayPropertyStart(name);
    for (int i = 0; i < count; i++) {
      json.writeNumber(values.applyAsDouble(i));
    }
    json.writeEndArray();
  }

  private void notes(Map<String, String> notes) {
    if (!notes.isEmpty()) {
      json.writeObjectPropertyStart("notes");
      notes.forEach(json::writeStringProperty);
      json.writeEndObject();
    }
  }

  /** An array for each replicate, as it may have recorded any number of values. */
  private void samples(Samples samples) {
    for (int replicate = 0; replicate < samples.replicates(); replicate++) {
      json.writeStartArray();
      for (int i = 0; i < samples.size(replicate); i++) {
        json.writeNumber(samples.get(replicate, i));
      }
      json.writeEndArray();
    }
  }

  private void reports(Trial trial) {
    if (trial.reports().isEmpty()) {
      return;
    }
    json.writeArrayPropertyStart("reports");
    for (Report report : trial.reports()) {
      json.writeStartObject();
      json.writeNumberProperty("replicate", report.replicate());
      json.writeNumberProperty("step", report.step());
      json.writeArrayPropertyStart("values");
      for (double value : report.values()) {
        json.writeNumber(value);
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void value(Object value) {
    switch (value) {
      case Double d -> json.writeNumber(d);
      case Long l -> json.writeNumber(l);
      case Boolean b -> json.writeBoolean(b);
      default -> json.writeString(value.toString());
    }
  }
}
