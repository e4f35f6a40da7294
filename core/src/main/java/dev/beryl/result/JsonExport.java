package dev.beryl.result;

import dev.beryl.study.StudyResult;
import dev.beryl.trial.Objective;
import dev.beryl.trial.OutcomeConstraint;
import dev.beryl.trial.Report;
import dev.beryl.trial.Samples;
import dev.beryl.trial.Trial;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.json.JsonFactory;

/** A study with all its samples as one JSON object. */
final class JsonExport {
  private final JsonGenerator json;

  private JsonExport(JsonGenerator json) {
    this.json = json;
  }

  static void write(StudyResult result, OutputStream out) throws IOException {
    try (JsonGenerator json = new JsonFactory().createGenerator(ObjectWriteContext.empty(), out)) {
      new JsonExport(json).study(result);
    } catch (JacksonIOException e) {
      throw e.getCause();
    }
  }

  private void study(StudyResult result) {
    json.writeStartObject();
    json.writeStringProperty("identity", result.identity());
    json.writeStringProperty("digest", result.digest());
    json.writeStringProperty("optimizer", result.optimizer());
    json.writeNumberProperty("seed", result.seed());
    json.writeStringProperty("ending", result.ending().name());
    json.writeStringProperty("endingText", result.endingText());
    json.writeNumberProperty("seconds", result.elapsed().toNanos() / 1e9);
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
    json.writeArrayPropertyStart("trials");
    result.trials().forEach(this::trial);
    json.writeEndArray();
    json.writeEndObject();
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
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void trial(Trial trial) {
    json.writeStartObject();
    json.writeNumberProperty("number", trial.number());
    json.writeStringProperty("outcome", trial.outcome().toString());
    json.writeObjectPropertyStart("treatment");
    for (Map.Entry<String, Object> entry : trial.treatment().values().entrySet()) {
      json.writeName(entry.getKey());
      value(entry.getValue());
    }
    json.writeEndObject();
    if (trial.isCompleted()) {
      json.writeArrayPropertyStart("values");
      for (int i = 0; i < trial.objectives().size(); i++) {
        json.writeNumber(trial.value(i));
      }
      json.writeEndArray();
      json.writeArrayPropertyStart("standardErrors");
      for (int i = 0; i < trial.objectives().size(); i++) {
        json.writeNumber(trial.standardError(i));
      }
      json.writeEndArray();
      excesses(trial);
    }
    json.writeNumberProperty("replicates", trial.replicates());
    json.writeObjectPropertyStart("samples");
    for (String metric : trial.metrics()) {
      json.writeArrayPropertyStart(metric);
      samples(trial.samples(metric));
      json.writeEndArray();
    }
    json.writeEndObject();
    reports(trial);
    json.writeNumberProperty("seconds", trial.duration().toNanos() / 1e9);
    json.writeEndObject();
  }

  private void excesses(Trial trial) {
    if (trial.outcomeConstraints().isEmpty()) {
      return;
    }
    json.writeArrayPropertyStart("excesses");
    for (int i = 0; i < trial.outcomeConstraints().size(); i++) {
      json.writeNumber(trial.excess(i));
    }
    json.writeEndArray();
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
