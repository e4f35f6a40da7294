package dev.beryl.result;

import static org.assertj.core.api.Assertions.assertThat;

import dev.beryl.metric.Recorder;
import dev.beryl.metric.Recordings;
import dev.beryl.metric.TrialTable;
import dev.beryl.space.CategoricalParameter;
import dev.beryl.space.Parameter;
import dev.beryl.space.SearchSpace;
import dev.beryl.space.Treatment;
import dev.beryl.study.Ending;
import dev.beryl.trial.Outcome;
import dev.beryl.trial.Outcome.Reason;
import dev.beryl.trial.Report;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class StudyDigestTest {
  private static final double[] VALUE = {2};

  private static String digest(StudyFacts study, TrialTable table) {
    return new TableResult(
            study, table, Ending.BUDGET, "done", null, Duration.ZERO, 0, List.of(), trial -> trial)
        .digest();
  }

  private static String digest(TrialTable table) {
    return digest(Tables.identity(table).facts(), table);
  }

  /** The digest of a study of one trial. */
  private static String digest(
      int number, double x, Outcome outcome, double[] values, Recorder... replicates) {
    TrialTable table = Tables.empty(Tables.SPACE, Tables.LOSS);
    table.append(number, Tables.at(x), outcome, Recordings.of(replicates), values, 5);
    return digest(table);
  }

  private static String completed(Recorder... replicates) {
    return digest(0, 1, Outcome.COMPLETED, VALUE, replicates);
  }

  private static Recorder reporting(Report... reports) {
    Recorder recorder = Tables.recorder("loss", 2);
    for (Report report : reports) {
      recorder.report(report);
    }
    return recorder;
  }

  private static Recorder two(String first, double one, String second, double other) {
    Recorder recorder = Tables.recorder(first, one);
    recorder.record(second, other);
    return recorder;
  }

  @Test
  void digest_equalStudies_isEqual() {
    assertThat(digest(Tables.ofLosses(3, Double.NaN, 2)))
        .isEqualTo(digest(Tables.ofLosses(3, Double.NaN, 2)))
        .matches("[0-9a-f]{64}");
  }

  @Test
  void digest_isOfTheIdentityAndTheTrialsAlone() {
    TrialTable table = Tables.ofLosses(3, 2);
    var other =
        new TableResult(
            Tables.identity(table).facts(),
            table,
            Ending.STOPPED,
            "stopped",
            Tables.at(7),
            Duration.ofDays(1),
            0,
            List.of(),
            trial -> trial);

    assertThat(other.digest()).isEqualTo(digest(table));
  }

  @Test
  void digest_durationsAndExceptionTexts_doNotMatter() {
    TrialTable fast = Tables.empty(Tables.SPACE, Tables.LOSS);
    TrialTable slow = Tables.empty(Tables.SPACE, Tables.LOSS);
    var replicates = Recordings.of(Tables.recorder("loss", 2));
    fast.append(0, Tables.at(1), Outcome.COMPLETED, replicates, VALUE, 5);
    slow.append(0, Tables.at(1), Outcome.COMPLETED, replicates, VALUE, 999);
    fast.append(1, Tables.at(1), failed("at 0x1234", new Error()), replicates, VALUE, 5);
    slow.append(1, Tables.at(1), failed("at 0xffff", null), replicates, VALUE, 999);

    assertThat(digest(slow)).isEqualTo(digest(fast));
  }

  private static Outcome failed(String message, Throwable cause) {
    return new Outcome.Failed(Reason.EXCEPTION, 0, "fit", message, cause);
  }

  @Test
  void digest_anyChangeOfATrial_isAnother() {
    assertAllDifferent(
        completed(Tables.recorder("loss", 2)),
        digest(1, 1, Outcome.COMPLETED, VALUE, Tables.recorder("loss", 2)),
        digest(0, Math.nextUp(1.0), Outcome.COMPLETED, VALUE, Tables.recorder("loss", 2)),
        digest(
            0, 1, Outcome.COMPLETED, new double[] {Math.nextUp(2.0)}, Tables.recorder("loss", 2)),
        completed(Tables.recorder("loss", Math.nextUp(2.0))),
        completed(Tables.recorder("loss", 0.0)),
        completed(Tables.recorder("loss", -0.0)),
        completed(Tables.recorder("lost", 2)),
        completed(Tables.recorder("loss", 2, 3)),
        completed(Tables.recorder("loss", 3, 2)),
        completed(Tables.recorder("loss", 2), Tables.recorder("loss", 3)),
        completed(Tables.recorder("loss", 2), Tables.recorder("lost", 3)),
        completed(two("loss", 2, "time", 3)),
        completed(two("loss", 2, "time", 4)),
        completed(two("time", 2, "loss", 3)),
        completed(reporting(new Report(0, 1, 0.5))),
        completed(reporting(new Report(1, 1, 0.5))),
        completed(reporting(new Report(0, 2, 0.5))),
        completed(reporting(new Report(0, 1, 0.25))),
        completed(reporting(new Report(0, 1, 0.5, 0.5))),
        completed(reporting(new Report(0, 1, 0.5), new Report(0, 1, 0.5))));
  }

  @Test
  void digest_anyOutcome_isAnother() {
    Stream<Outcome> outcomes =
        Stream.of(
            new Outcome.Failed(Reason.EXCEPTION, 0, "fit", "", null),
            new Outcome.Failed(Reason.NOT_FINITE, 0, "fit", "", null),
            new Outcome.Failed(Reason.EXCEPTION, 1, "fit", "", null),
            new Outcome.Failed(Reason.EXCEPTION, 0, "test", "", null),
            new Outcome.Rejected("fit"),
            new Outcome.Rejected("test"),
            new Outcome.Pruned(0, 1),
            new Outcome.Pruned(0, 2),
            new Outcome.Pruned(0, 2, 1),
            new Outcome.Pruned(2, 2, 3),
            new Outcome.TimedOut(0, "fit", Duration.ofSeconds(1)),
            new Outcome.TimedOut(0, "fit", Duration.ofSeconds(2)),
            Outcome.COMPLETED);

    assertAllDifferent(
        outcomes.map(outcome -> digest(0, 1, outcome, VALUE)).toArray(String[]::new));
  }

  @Test
  void digest_trialsInAnotherOrderOrOneMore_isAnother() {
    assertAllDifferent(
        digest(Tables.ofLosses()),
        digest(Tables.ofLosses(1)),
        digest(Tables.ofLosses(1, 2)),
        digest(Tables.ofLosses(2, 1)),
        digest(Tables.ofLosses(1, 2, 2)));
  }

  @Test
  void digest_valuesThatPrintAlike_areToldApart() {
    CategoricalParameter<String> a = Parameter.choice("a", "1", "1, b=2");
    CategoricalParameter<String> b = Parameter.choice("b", "2", "3").when(a, "1");
    SearchSpace space = SearchSpace.of(a, b);
    Treatment one = space.bind(Treatment.of("one", Map.of("a", "1", "b", "2")));
    Treatment two = space.bind(Treatment.of("two", Map.of("a", "1, b=2")));
    assertThat(one.values().toString()).isEqualTo(two.values().toString());

    assertAllDifferent(digestOf(space, one), digestOf(space, two));
  }

  private static String digestOf(SearchSpace space, Treatment treatment) {
    TrialTable table = Tables.empty(space, Tables.LOSS);
    Tables.append(table, treatment, 1);
    return digest(table);
  }

  private static void assertAllDifferent(String... digests) {
    assertThat(new HashSet<>(List.of(digests))).hasSameSizeAs(new ArrayList<>(List.of(digests)));
  }
}
