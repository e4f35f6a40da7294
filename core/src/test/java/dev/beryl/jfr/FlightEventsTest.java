package dev.beryl.jfr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.beryl.Experiment;
import dev.beryl.Study;
import dev.beryl.TestOptimizers;
import dev.beryl.space.Parameter;
import dev.beryl.space.RealParameter;
import dev.beryl.space.SearchSpace;
import dev.beryl.trial.Objective;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a study shows in a recording. */
class FlightEventsTest {
  private static final RealParameter X = Parameter.real("x", 0, 1);

  @TempDir Path folder;

  private List<RecordedEvent> record(boolean enabled) throws Exception {
    Path file = folder.resolve(enabled + ".jfr");
    try (var recording = new Recording()) {
      for (String name : List.of("Trial", "Replicate", "Ask", "Tell")) {
        if (enabled) {
          recording.enable("dev.beryl." + name).withoutThreshold();
        } else {
          recording.disable("dev.beryl." + name);
        }
      }
      recording.start();
      Experiment.measuring("loss", ctx -> ctx.get(X))
          .optimize(
              Study.of(SearchSpace.of(X), Objective.minimize("loss"))
                  .optimizer(TestOptimizers.uniform())
                  .trials(5)
                  .replicates(3)
                  .threads(2));
      recording.stop();
      recording.dump(file);
    }
    return RecordingFile.readAllEvents(file).stream()
        .filter(event -> event.getEventType().getName().startsWith("dev.beryl."))
        .toList();
  }

  @Test
  void recording_hasAnEventForEachTrialReplicateAskAndTell() throws Exception {
    List<RecordedEvent> events = record(true);

    assertThat(
            events.stream()
                .collect(
                    Collectors.groupingBy(e -> e.getEventType().getName(), Collectors.counting())))
        .containsEntry("dev.beryl.Trial", 5L)
        .containsEntry("dev.beryl.Replicate", 15L)
        .containsEntry("dev.beryl.Tell", 5L)
        .containsEntry("dev.beryl.Ask", 5L);
    assertThat(events)
        .filteredOn(e -> e.getEventType().getName().equals("dev.beryl.Trial"))
        .extracting(e -> e.getInt("trial"), e -> e.getString("outcome"))
        .containsExactlyInAnyOrder(
            tuple(0, "completed"),
            tuple(1, "completed"),
            tuple(2, "completed"),
            tuple(3, "completed"),
            tuple(4, "completed"));
  }

  @Test
  void recordingWithoutThem_hasNone() throws Exception {
    assertThat(record(false)).isEmpty();
  }
}
