package dev.beryl.journal.format;

import dev.beryl.binary.BytesIn;
import dev.beryl.binary.BytesIn.Malformed;
import dev.beryl.binary.BytesOut;
import dev.beryl.binary.OutcomeCodec;
import dev.beryl.binary.RecordKind;
import dev.beryl.execution.ReplicateResult;
import dev.beryl.journal.JournalRecord;
import dev.beryl.space.Parameter;
import dev.beryl.space.SearchSpace;
import dev.beryl.space.Treatment;
import dev.beryl.study.Ending;
import dev.beryl.study.Verdict;
import dev.beryl.trial.Origin;
import dev.beryl.trial.Outcome;
import dev.beryl.trial.Problem;
import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** The records after the description as bytes. Used by one thread at a time. */
public final class RecordCodec {
  private static final int VERSION = 1; // of all forms but two
  private static final int OF_ENQUEUED = 2; // of a given treatment
  private static final int OF_BASELINE = 3; // of a given treatment
  private static final int OF_STARTED = 2; // of a replicate: its start follows
  private static final byte[] ALL = {}; // all parameters are active

  private final SearchSpace space;
  private final int estimates;
  private final VerdictCodec verdicts;
  private final long[] coordinates;

  /** Makes a codec. */
  public RecordCodec(Problem problem) {
    this.space = problem.space();
    this.estimates = problem.metrics().size();
    this.verdicts = new VerdictCodec(problem);
    this.coordinates = new long[space.dimension()];
  }

  /**
   * Puts a record.
   *
   * @param record any; the treatment of one that was asked for must be of the problem's space
   */
  public void put(BytesOut out, JournalRecord record) {
    if (record instanceof JournalRecord.Delegated delegated) {
      DelegationCodec.put(out, delegated);
      return;
    }
    if (record instanceof JournalRecord.RaceEnded(Verdict verdict)) {
      VerdictCodec.put(out, verdict);
      return;
    }
    if (record instanceof JournalRecord.ReplicateEnded ended) {
      put(out, ended);
      return;
    }
    out.putByte(kindOf(record));
    out.putByte(versionOf(record));
    switch (record) {
      case JournalRecord.Opened opened -> {
        out.putVarint(opened.budget().orElse(0));
        out.putText(opened.library());
        out.putText(opened.java());
        out.putLong(opened.at().toEpochMilli());
      }
      case JournalRecord.Asked asked -> {
        out.putVarint(asked.trial());
        out.putVarint(asked.wanted());
        put(out, asked.treatment());
      }
      case JournalRecord.Given given -> {
        out.putVarint(given.trial());
        if (given.origin() == Origin.ENQUEUED) {
          out.putVarint(given.told());
        }
        put(out, given.treatment());
      }
      case JournalRecord.Enqueued enqueued -> put(out, enqueued.treatment());
      case JournalRecord.Replaced replaced -> {
        out.putVarint(replaced.trial());
        put(out, replaced.treatment());
      }
      case JournalRecord.Note note -> {
        out.putText(note.key());
        out.putText(note.text());
      }
      case JournalRecord.Rerun rerun -> out.putVarint(rerun.trial());
      case JournalRecord.NothingProposed nothing -> out.putVarint(nothing.wanted());
      case JournalRecord.ReplicateEnded _,
          JournalRecord.Delegated _,
          JournalRecord.RaceEnded _ ->
          throw new AssertionError("put before");
      case JournalRecord.Told told -> put(out, told);
      case JournalRecord.Revised revised ->
          put(
              out,
              new JournalRecord.Told(
                  revised.trial(), Outcome.COMPLETED, revised.duration(), revised.estimates()));
      case JournalRecord.Decision decision -> put(out, decision);
      case JournalRecord.Ended ended -> {
        out.putText(ended.ending().name());
        out.putText(ended.text());
        out.putVarint(ended.elapsed().toNanos());
      }
    }
  }

  private static void put(BytesOut out, JournalRecord.ReplicateEnded ended) {
    byte[] bytes = ended.result().toBytes();
    if (ended.started().isPresent()) {
      bytes[1] = OF_STARTED;
    }
    out.putBytes(bytes);
    ended.started().ifPresent(started -> out.putLong(started.toNanos()));
  }

  private static int versionOf(JournalRecord record) {
    if (!(record instanceof JournalRecord.Given given)) {
      return VERSION;
    }
    return switch (given.origin()) {
      case ENQUEUED -> OF_ENQUEUED;
      case BASELINE -> OF_BASELINE;
      case GIVEN, PROPOSED, OBSERVED -> VERSION;
    };
  }

  private static int kindOf(JournalRecord record) {
    return switch (record) {
      case JournalRecord.Opened _ -> RecordKind.OPENED;
      case JournalRecord.Asked _ -> RecordKind.ASKED;
      case JournalRecord.Given _ -> RecordKind.GIVEN;
      case JournalRecord.Enqueued _ -> RecordKind.ENQUEUED;
      case JournalRecord.Replaced _ -> RecordKind.REPLACED;
      case JournalRecord.Note _ -> RecordKind.NOTE;
      case JournalRecord.Rerun _ -> RecordKind.RERUN;
      case JournalRecord.NothingProposed _ -> RecordKind.NOTHING_PROPOSED;
      case JournalRecord.ReplicateEnded _ -> RecordKind.REPLICATE;
      case JournalRecord.Told _ -> RecordKind.TOLD;
      case JournalRecord.Revised _ -> RecordKind.REVISED;
      case JournalRecord.Decision _ -> RecordKind.DECISION;
      case JournalRecord.Ended _ -> RecordKind.ENDED;
      case JournalRecord.Delegated _ -> RecordKind.DELEGATED;
      case JournalRecord.RaceEnded _ -> RecordKind.RACE_ENDED;
    };
  }

  private void put(BytesOut out, Treatment treatment) {
    space.coordinates(treatment, coordinates, 0);
    if (!space.isConditional()) {
      for (long coordinate : coordinates) {
        out.putLong(coordinate);
      }
      return;
    }
    byte[] active = new byte[(coordinates.length + 7) / 8];
    for (int i = 0; i < coordinates.length; i++) {
      active[i / 8] |= (byte) (space.isActive(treatment, i) ? 1 << i % 8 : 0);
    }
    out.putBytes(active);
    for (int i = 0; i < coordinates.length; i++) {
      if (isActive(active, i)) {
        out.putLong(coordinates[i]);
      }
    }
  }

  private static void put(BytesOut out, JournalRecord.Told told) {
    out.putVarint(told.trial());
    OutcomeCodec.put(out, told.outcome());
    out.putVarint(told.duration().toNanos());
    for (JournalRecord.Estimate estimate : told.estimates()) {
      out.putDouble(estimate.value());
      out.putDouble(estimate.standardError());
    }
  }

  private static void put(BytesOut out, JournalRecord.Decision decision) {
    out.putText(decision.rule());
    out.putVarint(decision.trials().size());
    for (JournalRecord.Share share : decision.trials()) {
      out.putVarint(share.trial());
      out.putVarint(share.has());
      out.putVarint(share.most());
    }
  }

  /**
   * Reads a record.
   *
   * @param payload any bytes, at least one
   * @return the record; null if it is of a kind that is unknown and may be passed over
   * @throws Malformed if the bytes are no record
   */
  public @Nullable JournalRecord fromBytes(byte[] payload) throws Malformed {
    if (DelegationCodec.reads(payload)) {
      return DelegationCodec.take(payload);
    }
    if (VerdictCodec.reads(payload)) {
      return new JournalRecord.RaceEnded(verdicts.take(payload));
    }
    int kind = payload[0] & 0xff;
    boolean known =
        kind == RecordKind.ENQUEUED || kind == RecordKind.NOTE || kind == RecordKind.DECISION;
    if (RecordKind.isOptional(kind) && !(known && payload.length > 1 && payload[1] == VERSION)) {
      return null;
    }
    if (kind == RecordKind.REPLICATE) {
      return replicate(payload);
    }
    var in = new BytesIn(payload);
    var _ = in.takeByte();
    if (kind == RecordKind.STUDY) {
      throw new Malformed("it is a second description of the study");
    }
    if (!known && !isRequired(kind)) {
      throw new Malformed(
          "its kind %s is unknown; if a newer library wrote it, use that one".formatted(kind));
    }
    int version = kind == RecordKind.GIVEN && payload.length > 1 ? payload[1] : VERSION;
    boolean isOther = version == OF_ENQUEUED || version == OF_BASELINE;
    in.takeVersion(kind, isOther ? version : VERSION);
    JournalRecord record = isOther ? given(in, version) : take(in, kind);
    in.requireEnd();
    return record;
  }

  private static boolean isRequired(int kind) {
    return kind >= RecordKind.OPENED && kind <= RecordKind.RERUN;
  }

  private static JournalRecord replicate(byte[] payload) throws Malformed {
    boolean hasStart = payload.length > Long.BYTES + 2 && payload[1] == OF_STARTED;
    int length = hasStart ? payload.length - Long.BYTES : payload.length;
    byte[] bytes = hasStart ? Arrays.copyOf(payload, length) : payload;
    if (hasStart) {
      bytes[1] = VERSION;
    }
    try {
      return new JournalRecord.ReplicateEnded(
          ReplicateResult.fromBytes(bytes),
          hasStart
              ? Optional.of(Duration.ofNanos(ByteBuffer.wrap(payload).getLong(length)))
              : Optional.empty());
    } catch (IllegalArgumentException e) {
      throw new Malformed(String.valueOf(e.getMessage()));
    }
  }

  private JournalRecord take(BytesIn in, int kind) throws Malformed {
    return switch (kind) {
      case RecordKind.OPENED -> opened(in);
      case RecordKind.ASKED ->
          new JournalRecord.Asked(in.takeInt(), in.takeInt(), takeTreatment(in));
      case RecordKind.GIVEN ->
          new JournalRecord.Given(in.takeInt(), 0, Origin.GIVEN, takeTreatment(in));
      case RecordKind.ENQUEUED -> new JournalRecord.Enqueued(takeTreatment(in));
      case RecordKind.REPLACED -> new JournalRecord.Replaced(in.takeInt(), takeTreatment(in));
      case RecordKind.NOTE -> new JournalRecord.Note(in.takeText(), in.takeText());
      case RecordKind.RERUN -> new JournalRecord.Rerun(in.takeInt());
      case RecordKind.NOTHING_PROPOSED -> new JournalRecord.NothingProposed(in.takeInt());
      case RecordKind.TOLD -> told(in);
      case RecordKind.REVISED -> revised(in);
      case RecordKind.DECISION -> decision(in);
      default ->
          new JournalRecord.Ended(
              in.takeName(Ending.values()), in.takeText(), Duration.ofNanos(in.takeVarint()));
    };
  }

  private static JournalRecord opened(BytesIn in) throws Malformed {
    int budget = in.takeInt();
    String library = in.takeText();
    String java = in.takeText();
    try {
      return new JournalRecord.Opened(
          budget > 0 ? OptionalInt.of(budget) : OptionalInt.empty(),
          library,
          java,
          Instant.ofEpochMilli(in.takeLong()));
    } catch (DateTimeException e) {
      throw new Malformed("its time is out of range");
    }
  }

  private JournalRecord given(BytesIn in, int version) throws Malformed {
    int trial = in.takeInt();
    return version == OF_ENQUEUED
        ? new JournalRecord.Given(trial, in.takeInt(), Origin.ENQUEUED, takeTreatment(in))
        : new JournalRecord.Given(trial, 0, Origin.BASELINE, takeTreatment(in));
  }

  private Treatment takeTreatment(BytesIn in) throws Malformed {
    byte[] active = space.isConditional() ? in.takeBytes((coordinates.length + 7) / 8) : ALL;
    for (int i = 0; i < coordinates.length; i++) {
      coordinates[i] = isActive(active, i) ? coordinate(in, i) : 0;
    }
    Treatment treatment = treatment(coordinates);
    for (int i = 0; i < coordinates.length && space.isConditional(); i++) {
      if (space.isActive(treatment, i) != isActive(active, i)) {
        throw new Malformed(
            "%s is recorded as %s, which contradicts its condition"
                .formatted(space.parameters().get(i), isActive(active, i) ? "active" : "inactive"));
      }
    }
    return treatment;
  }

  @SuppressWarnings("ReferenceEquality")
  private static boolean isActive(byte[] active, int place) {
    return active == ALL || (active[place / 8] >> place % 8 & 1) != 0;
  }

  private long coordinate(BytesIn in, int place) throws Malformed {
    long coordinate = in.takeLong();
    Parameter parameter = space.parameters().get(place);
    if (!parameter.holds(coordinate)) {
      throw new Malformed("%s has no value at %s".formatted(parameter, coordinate));
    }
    return coordinate;
  }

  private Treatment treatment(long[] at) throws Malformed {
    try {
      return space.fromCoordinates(at);
    } catch (IllegalArgumentException e) { // one that should be active has no coordinate
      throw new Malformed(String.valueOf(e.getMessage()));
    }
  }

  private JournalRecord revised(BytesIn in) throws Malformed {
    JournalRecord.Told form = told(in);
    if (!(form.outcome() instanceof Outcome.Completed)) {
      throw new Malformed("a trial with more replicates is " + form.outcome());
    }
    return new JournalRecord.Revised(form.trial(), form.duration(), form.estimates());
  }

  private static JournalRecord decision(BytesIn in) throws Malformed {
    String rule = in.takeText();
    var shares = new ArrayList<JournalRecord.Share>();
    for (int left = in.takeCount(3); left > 0; left--) {
      shares.add(new JournalRecord.Share(in.takeInt(), in.takeInt(), in.takeInt()));
    }
    return new JournalRecord.Decision(rule, shares);
  }

  private JournalRecord.Told told(BytesIn in) throws Malformed {
    int trial = in.takeInt();
    Outcome outcome = OutcomeCodec.take(in);
    Duration duration = Duration.ofNanos(in.takeVarint());
    var taken = new ArrayList<JournalRecord.Estimate>();
    if (outcome instanceof Outcome.Completed) {
      for (int left = estimates; left > 0; left--) {
        taken.add(new JournalRecord.Estimate(in.takeDouble(), in.takeDouble()));
      }
    }
    return new JournalRecord.Told(trial, outcome, duration, taken);
  }
}
