package dev.beryl.result;

import dev.beryl.study.Interval;
import dev.beryl.study.Verdict;
import dev.beryl.study.Verdict.Difference;
import dev.beryl.study.Verdict.Finalist;
import dev.beryl.study.Verdict.OnConstraint;
import dev.beryl.study.Verdict.OnObjective;
import tools.jackson.core.JsonGenerator;

/** A verdict as a JSON object. */
final class VerdictJson {
  private final JsonGenerator json;

  private VerdictJson(JsonGenerator json) {
    this.json = json;
  }

  /** Writes an object; NaN and the infinities are strings. */
  static void write(Verdict verdict, JsonGenerator json) {
    new VerdictJson(json).verdict(verdict);
  }

  private void verdict(Verdict verdict) {
    json.writeStartObject();
    json.writeStringProperty("sentence", verdict.sentence());
    json.writeStringProperty("method", verdict.method().name());
    json.writeNumberProperty("confidence", verdict.confidence());
    if (verdict.indifference() > 0) {
      json.writeNumberProperty("indifference", verdict.indifference());
    }
    json.writeNumberProperty("best", verdict.bestTrial());
    json.writeNumberProperty("atMostWorse", verdict.atMostWorse());
    json.writeArrayPropertyStart("finalists");
    for (int i = 0; i < verdict.finalists().size(); i++) {
      finalist(verdict, i);
    }
    json.writeEndArray();
    json.writeArrayPropertyStart("objectives");
    verdict.objectives().forEach(this::objective);
    json.writeEndArray();
    if (!verdict.bounds().isEmpty()) {
      json.writeArrayPropertyStart("outcomeConstraints");
      verdict.bounds().forEach(this::constraint);
      json.writeEndArray();
    }
    json.writeEndObject();
  }

  private void finalist(Verdict verdict, int index) {
    Finalist finalist = verdict.finalists().get(index);
    json.writeStartObject();
    json.writeNumberProperty("trial", finalist.trial());
    json.writeStringProperty("name", finalist.name());
    json.writeStringProperty("standing", finalist.standing().name());
    json.writeNumberProperty("replicates", finalist.replicates());
    finalist.reason().ifPresent(reason -> json.writeStringProperty("reason", reason));
    json.writeBooleanProperty("baseline", verdict.baseline().orElse(-1) == index);
    json.writeArrayPropertyStart("worseBy");
    for (OnObjective on : verdict.objectives()) {
      Difference difference = on.differences().get(index);
      json.writeStartObject();
      json.writeNumberProperty("estimate", difference.worseBy());
      interval(difference.interval());
      json.writeNumberProperty("replicates", difference.replicates());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private void objective(OnObjective on) {
    json.writeStartObject();
    json.writeStringProperty("metric", on.objective().metric());
    json.writeStringProperty("direction", on.objective().direction().name());
    json.writeStringProperty("aggregation", on.objective().aggregation().name());
    json.writeNumberProperty("value", on.value());
    interval(on.interval());
    json.writeEndObject();
  }

  private void constraint(OnConstraint on) {
    json.writeStartObject();
    json.writeStringProperty("constraint", on.constraint().toString());
    json.writeNumberProperty("value", on.value());
    interval(on.interval());
    json.writeBooleanProperty("satisfied", on.satisfied());
    json.writeBooleanProperty("certain", on.certain());
    json.writeEndObject();
  }

  private void interval(Interval interval) {
    json.writeNumberProperty("low", interval.low());
    json.writeNumberProperty("high", interval.high());
  }
}
