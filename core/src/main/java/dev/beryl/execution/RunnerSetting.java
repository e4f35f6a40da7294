package dev.beryl.execution;

import dev.beryl.binary.BytesIn;
import dev.beryl.binary.BytesIn.Malformed;
import dev.beryl.binary.BytesOut;
import dev.beryl.binary.RecordKind;
import dev.beryl.fault.Faults;
import dev.beryl.fault.Nulls;
import dev.beryl.fault.Text;
import java.time.Duration;

/**
 * What a runner knows of a study. It has a binary form, as a worker needs it too. Immutable.
 *
 * @param study identifies the study: {@link WorkUnit#study} of its units
 * @param name the study's name for people, for example in a job's description; empty if it has none
 * @param replicateFacts all that a replicate of the study depends on, in readable lines; a worker
 *     compares them with its own, see {@link dev.beryl.StudyWorker#accept}
 * @param inFlight how many replicates may be submitted and not answered, at least 1
 * @param grace how long to wait for a replicate after its interrupt, at least zero
 */
public record RunnerSetting(
    String study, String name, String replicateFacts, int inFlight, Duration grace) {
  private static final int VERSION = 1;

  /**
   * Checks the components.
   *
   * @throws IllegalArgumentException if the study's text is blank, a text is not well-formed
   *     UTF-16, or a number is too small; the message lists all faults
   */
  public RunnerSetting {
    Nulls.refuse("setting of a runner: study", study);
    Nulls.refuse("setting of a runner: name", name);
    Nulls.refuse("setting of a runner: replicateFacts", replicateFacts);
    Nulls.refuse("setting of a runner: grace", grace);
    var faults = new Faults("setting of a runner");
    faults.require(!study.isBlank(), "study: expected a text that identifies it, got a blank one");
    faults.require(inFlight >= 1, "inFlight: expected >= 1, got %s", inFlight);
    faults.require(!grace.isNegative(), "grace: expected >= 0, got %s", grace);
    faults.throwIfAny();
    var _ = Text.requireWellFormed("study of a setting of a runner", study);
    var _ = Text.requireWellFormed("name of a setting of a runner", name);
    var _ = Text.requireWellFormed("facts of a setting of a runner", replicateFacts);
  }

  /**
   * Reads a setting from its binary form.
   *
   * @param bytes bytes that {@link #toBytes()} returned
   * @return an equal setting
   * @throws IllegalArgumentException if the bytes are not such a form; the message says what is
   *     wrong and at which byte
   */
  public static RunnerSetting fromBytes(byte[] bytes) {
    Nulls.refuse("setting of a runner: bytes", bytes);
    var in = new BytesIn(bytes);
    try {
      in.takeForm(RecordKind.RUNNER, VERSION);
      var setting =
          new RunnerSetting(
              in.takeText(),
              in.takeText(),
              in.takeText(),
              in.takeInt(),
              Duration.ofSeconds(in.takeVarint(), in.takeVarint()));
      in.requireEnd();
      return setting;
    } catch (Malformed | IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "setting of a runner: malformed at byte %s: %s".formatted(in.position(), e.getMessage()),
          e);
    }
  }

  /**
   * Returns the binary form of this setting.
   *
   * @return a new array
   */
  public byte[] toBytes() {
    var out = new BytesOut(256 + replicateFacts.length());
    out.putByte(RecordKind.RUNNER);
    out.putByte(VERSION);
    out.putText(study);
    out.putText(name);
    out.putText(replicateFacts);
    out.putVarint(inFlight);
    out.putVarint(grace.getSeconds());
    out.putVarint(grace.getNano());
    return out.toBytes();
  }
}
