package dev.beryl.metric;

import static org.assertj.core.api.Assertions.assertThat;

import dev.beryl.trial.Report;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RecorderTest {
  private final Recorder recorder = new Recorder();

  private List<String> recorded() {
    var names = new ArrayList<String>();
    for (int i = 0; i < recorder.metrics(); i++) {
      names.add(recorder.name(recorder.slotAt(i)));
    }
    return names;
  }

  private double[] values(String metric) {
    return Recordings.of(recorder).samples(metric).toArray();
  }

  @Test
  void record_severalMetricsByTurns_keepsTheOrderOfEach() {
    recorder.record("loss", 1);
    recorder.record("time", 9);
    recorder.record("loss", 2);
    recorder.record("loss", 3);
    recorder.record("time", 8);

    assertThat(values("loss")).containsExactly(1, 2, 3);
    assertThat(values("time")).containsExactly(9, 8);
    assertThat(recorded()).containsExactly("loss", "time");
    assertThat(recorder.count(recorder.slotOf("loss"))).isEqualTo(3);
    assertThat(recorder.value(recorder.slotOf("time"), 1)).isEqualTo(8);
  }

  @Test
  void record_namesThatAreEqualButNotTheSame_areOneMetric() {
    recorder.record("loss", 1);
    recorder.record(new StringBuilder("lo").append("ss").toString(), 2);

    assertThat(recorder.metrics()).isEqualTo(1);
    assertThat(values("loss")).containsExactly(1, 2);
  }

  @Test
  void record_manyMetricsAndValues_keepsAll() {
    for (int i = 0; i < 3000; i++) {
      recorder.record("m" + i % 100, i);
    }

    assertThat(recorder.metrics()).isEqualTo(100);
    for (int m = 0; m < 100; m++) {
      double[] expected = new double[30];
      for (int i = 0; i < 30; i++) {
        expected[i] = m + 100.0 * i;
      }
      assertThat(values("m" + m)).containsExactly(expected);
    }
  }

  @Test
  void slotOf_unknownMetric_hasNoValues() {
    recorder.record("loss", 1);

    assertThat(recorder.slotOf("lost")).isEqualTo(-1);
    assertThat(recorder.count(-1)).isZero();
    assertThat(values("lost")).isEmpty();
  }

  @Test
  void clear_forgetsValuesReportsAndTheirOrder() {
    recorder.record("loss", 1);
    recorder.record("time", 2);
    recorder.report(new Report(0, 1, 0.5));
    recorder.clear();

    assertThat(recorder.metrics()).isZero();
    assertThat(recorder.reports()).isEmpty();
    assertThat(values("loss")).isEmpty();

    recorder.record("time", 3);
    recorder.record("size", 5);
    recorder.record("loss", 4);
    assertThat(recorded()).as("as if it were new").containsExactly("time", "size", "loss");
    assertThat(values("loss")).containsExactly(4);
    assertThat(values("time")).containsExactly(3);
  }

  @Test
  void values_severalReplicates_followOneAnother() {
    var other = new Recorder();
    var none = new Recorder();
    recorder.record("loss", 1);
    other.record("time", 7);
    other.record("loss", 2);
    other.record("loss", 3);

    Recordings all = Recordings.of(recorder, none, other);

    assertThat(all.ends("loss")).containsExactly(1, 1, 3);
    assertThat(all.samples("loss").toArray()).containsExactly(1, 2, 3);
    assertThat(Recordings.of(recorder, none).ends("loss")).containsExactly(1, 1);
    assertThat(Recordings.of().samples("loss").toArray()).isEmpty();
  }

  @Test
  void note_again_isReplaced_andClearedWithTheValues() {
    recorder.note("path", "a");
    recorder.note("size", "1");
    recorder.note("path", "b");
    assertThat(recorder.notes()).containsExactly(Map.entry("path", "b"), Map.entry("size", "1"));

    recorder.clear();

    assertThat(recorder.notes()).isEmpty();
  }

  @Test
  void notes_ofSeveralReplicates_theLastOnesCount() {
    var other = new Recorder();
    recorder.note("path", "a");
    recorder.note("size", "1");
    other.note("path", "b");

    assertThat(Recordings.of(recorder, other).notes())
        .containsExactly(Map.entry("path", "b"), Map.entry("size", "1"));
  }
}
