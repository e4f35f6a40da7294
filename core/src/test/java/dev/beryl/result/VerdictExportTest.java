package dev.beryl.result;

import static org.assertj.core.api.Assertions.assertThat;

import dev.beryl.study.Interval;
import dev.beryl.study.Verdict;
import dev.beryl.study.Verdict.Difference;
import dev.beryl.study.Verdict.Finalist;
import dev.beryl.study.Verdict.Method;
import dev.beryl.study.Verdict.OnConstraint;
import dev.beryl.study.Verdict.OnObjective;
import dev.beryl.study.Verdict.Standing;
import dev.beryl.trial.Objective;
import dev.beryl.trial.OutcomeConstraint;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

class VerdictExportTest {
  private static final Interval UNKNOWN =
      new Interval(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, 0.95);

  private static final Verdict VERDICT =
      new Verdict(
          Method.PAIRED_T,
          0.95,
          0,
          List.of(
              new Finalist(17, "trial 17", Standing.BEST, 30, Optional.empty()),
              new Finalist(0, "the default", Standing.NOT_RULED_OUT, 30, Optional.empty()),
              new Finalist(4, "trial 4", Standing.FAILED, 0, Optional.of("it \"broke\""))),
          0,
          OptionalInt.of(1),
          List.of(
              new OnObjective(
                  Objective.minimize("loss"),
                  0.5,
                  new Interval(0.25, 0.75, 0.95),
                  List.of(
                      new Difference(true, 0, new Interval(0, 0, 1), 30),
                      new Difference(false, 0.125, new Interval(-0.5, 0.75, 0.95), 30),
                      new Difference(false, Double.NaN, UNKNOWN, 0)))),
          List.of(
              new OnConstraint(
                  OutcomeConstraint.atMost("latency", 9),
                  8,
                  new Interval(7.5, 8.5, 0.95),
                  true,
                  true)));

  @Test
  @SuppressWarnings("unchecked")
  void json_hasAllThatTheVerdictKnows() {
    var out = new ByteArrayOutputStream();
    try (JsonGenerator json = new JsonFactory().createGenerator(ObjectWriteContext.empty(), out)) {
      VerdictJson.write(VERDICT, json);
    }
    Map<String, Object> read = JsonTree.parse(out.toByteArray());

    assertThat(read)
        .containsEntry("sentence", VERDICT.sentence())
        .containsEntry("method", "PAIRED_T")
        .containsEntry("confidence", 0.95)
        .containsEntry("best", 17L)
        .containsEntry("atMostWorse", 0.5);
    var finalists = (List<Map<String, Object>>) read.get("finalists");
    assertThat(finalists)
        .extracting(finalist -> finalist.get("standing"))
        .containsExactly("BEST", "NOT_RULED_OUT", "FAILED");
    assertThat(finalists.get(1))
        .containsEntry("baseline", true)
        .containsEntry(
            "worseBy",
            List.of(Map.of("estimate", 0.125, "low", -0.5, "high", 0.75, "replicates", 30L)));
    assertThat(finalists.get(2).get("worseBy"))
        .isEqualTo(
            List.of(
                Map.of(
                    "estimate", "NaN", "low", "-Infinity", "high", "Infinity", "replicates", 0L)));
    assertThat((List<Object>) read.get("outcomeConstraints")).hasSize(1);
  }

  @Test
  void csv_hasALineForEachFinalist() throws IOException {
    var out = new StringBuilder();
    VerdictCsv.write(VERDICT, out);

    assertThat(out.toString().split("\r\n"))
        .containsExactly(
            "trial,standing,baseline,replicates,worse_by:loss,worse_by_low:loss,worse_by_high:loss",
            "17,BEST,false,30,0.0,0.0,0.0",
            "0,NOT_RULED_OUT,true,30,0.125,-0.5,0.75",
            "4,FAILED,false,0,,,");
  }

  @Test
  void sentence_saysAllOfIt() {
    assertThat(VERDICT.sentence())
        .isEqualTo(
            "Of 3 finalists trial 17 is best: loss 0.50, 95 % interval 0.25 to 0.75, 30 replicates."
                + " The default can't be told from it; with a confidence of 95 % it is at most 0.50"
                + " worse. Trial 4 is out: it \"broke\". Trial 17 is better than the baseline by"
                + " 0.12, 95 % interval -0.50 to 0.75, which may be none. Trial 17 has a mean of"
                + " latency of 8.00, which satisfies \"mean of latency at most 9.0\". Treatments that did not reach the race"
                + " are not covered.");
  }
}
