package dev.beryl.execution;

import dev.beryl.binary.BytesIn;
import dev.beryl.binary.BytesIn.Malformed;
import dev.beryl.binary.BytesOut;
import dev.beryl.binary.RecordKind;
import dev.beryl.fault.Faults;
import dev.beryl.fault.Nulls;
import dev.beryl.fault.Text;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One replicate to run, as a plain value that can be handed to another process. Running a unit
 * again gives the same result, because it contains its seed. Immutable.
 *
 * @param study identifies the study: the SHA-256 of {@link dev.beryl.study.StudyResult#identity()}
 *     in UTF-8, as hexadecimal digits
 * @param trial the trial's number, at least 0
 * @param replicate the replicate, from 0
 * @param seed the seed of all its randomness
 * @param judge the judge of its reports, as {@link dev.beryl.spi.Pruner.Judge#write()} has written
 *     it; null: nothing judges them where it runs; copied on the way in and out
 * @param coordinates the treatment's coordinates, see {@link dev.beryl.space.Parameter}; the array
 *     is copied on the way in and out
 */
@SuppressWarnings("ArrayRecordComponent")
public record WorkUnit(
    String study,
    int trial,
    int replicate,
    long seed,
    byte @Nullable [] judge,
    long... coordinates) {
  private static final int VERSION = 1;
  private static final int WITH_JUDGE = 2;

  /**
   * Copies the arrays and checks the rest.
   *
   * @throws IllegalArgumentException if the study's text is blank or not well-formed UTF-16, or if
   *     a number is negative; the message lists all faults
   */
  public WorkUnit(
      String study,
      int trial,
      int replicate,
      long seed,
      byte @Nullable [] judge,
      long... coordinates) {
    Nulls.refuse("unit of work: study", study);
    Nulls.refuse("unit of work: coordinates", coordinates);
    var faults = new Faults("unit of work");
    faults.require(!study.isBlank(), "study: expected a text that identifies it, got a blank one");
    faults.require(trial >= 0, "trial: expected >= 0, got %s", trial);
    faults.require(replicate >= 0, "replicate: expected >= 0, got %s", replicate);
    faults.throwIfAny();
    var _ = Text.requireWellFormed("study of a unit of work", study);
    this.study = study;
    this.trial = trial;
    this.replicate = replicate;
    this.seed = seed;
    this.judge = judge == null ? null : judge.clone();
    this.coordinates = coordinates.clone();
  }

  /**
   * A unit that nothing judges where it runs.
   *
   * @param study identifies the study
   * @param trial the trial's number, at least 0
   * @param replicate the replicate, from 0
   * @param seed the seed of all its randomness
   * @param coordinates the treatment's coordinates; copied
   * @throws IllegalArgumentException if the study's text is blank or not well-formed UTF-16, or if
   *     a number is negative; the message lists all faults
   */
  public WorkUnit(String study, int trial, int replicate, long seed, long... coordinates) {
    this(study, trial, replicate, seed, null, coordinates);
  }

  /** {@return the judge, or null if there is none; a copy} */
  @Override
  public byte @Nullable [] judge() {
    return judge == null ? null : judge.clone();
  }

  /** {@return the coordinates; a copy} */
  @Override
  public long[] coordinates() {
    return coordinates.clone();
  }

  /**
   * Reads a unit from its binary form.
   *
   * @param bytes bytes that {@link #toBytes()} returned
   * @return an equal unit
   * @throws IllegalArgumentException if the bytes are not such a form; the message says what is
   *     wrong and at which byte
   */
  public static WorkUnit fromBytes(byte[] bytes) {
    Nulls.refuse("unit of work: bytes", bytes);
    var in = new BytesIn(bytes);
    try {
      int version = in.takeForm(RecordKind.CLAIMED, VERSION, WITH_JUDGE);
      var unit =
          new WorkUnit(
              in.takeText(),
              in.takeInt(),
              in.takeInt(),
              in.takeLong(),
              version == WITH_JUDGE ? in.takeBytes(in.takeCount(1)) : null,
              in.takeLongs());
      in.requireEnd();
      return unit;
    } catch (Malformed | IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "unit of work: malformed at byte %s: %s".formatted(in.position(), e.getMessage()), e);
    }
  }

  /**
   * Returns the binary form of this unit.
   *
   * @return a new array
   */
  public byte[] toBytes() {
    int judges = judge == null ? 0 : judge.length;
    var out = new BytesOut(96 + judges + Long.BYTES * coordinates.length);
    out.putByte(RecordKind.CLAIMED);
    out.putByte(judge == null ? VERSION : WITH_JUDGE);
    out.putText(study);
    out.putVarint(trial);
    out.putVarint(replicate);
    out.putLong(seed);
    if (judge != null) {
      out.putVarint(judge.length);
      out.putBytes(judge);
    }
    out.putLongs(coordinates);
    return out.toBytes();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof WorkUnit u
        && study.equals(u.study)
        && trial == u.trial
        && replicate == u.replicate
        && seed == u.seed
        && Arrays.equals(judge, u.judge)
        && Arrays.equals(coordinates, u.coordinates);
  }

  @Override
  public int hashCode() {
    return (31 * trial + replicate) * 31 + Long.hashCode(seed);
  }

  /** {@return for example {@code replicate 0 of trial 3 of study 5f2c…, seed 17, at [4, 0]}} */
  @Override
  public String toString() {
    return "replicate %s of trial %s of study %s, seed %s, at %s%s"
        .formatted(
            replicate,
            trial,
            study,
            seed,
            Arrays.toString(coordinates),
            judge == null ? "" : ", judged");
  }
}
