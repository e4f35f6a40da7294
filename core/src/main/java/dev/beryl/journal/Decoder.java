package dev.beryl.journal;

import dev.beryl.journal.format.BytesIn;
import dev.beryl.journal.format.BytesIn.Malformed;
import dev.beryl.journal.format.Codes;
import dev.beryl.space.Parameter;
import dev.beryl.study.Ending;
import dev.beryl.trial.Outcome;
import dev.beryl.trial.Report;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Turns payloads into records. Keeps the names of metrics that it comes across. */
final class Decoder {
  private static final BitSet NONE = new BitSet();

  private final JournalHeader header;
  private final List<String> metrics = new ArrayList<>();

  Decoder(JournalHeader header) {
    this.header = header;
  }

  /** The record; null if it is one that readers do not see. */
  @Nullable JournalRecord decode(byte[] payload) throws Malformed {
    var in = new BytesIn(payload);
    int kind = in.takeByte();
    JournalRecord record =
        switch (kind) {
          case Codes.STUDY -> throw new Malformed("it describes the study a second time");
          case Codes.METRIC -> metric(in);
          case Codes.OPENED -> opened(in);
          case Codes.ASKED -> asked(in);
          case Codes.REPLICATE -> replicate(in);
          case Codes.TOLD -> told(in);
          case Codes.IN_VAIN -> new JournalRecord.AskedInVain(in.takeInt());
          case Codes.ENDED -> ended(in);
          default -> throw new Malformed("its kind %s is unknown".formatted(kind));
        };
    if (!in.isAtEnd()) {
      throw new Malformed("it is longer than its values");
    }
    return record;
  }

  private @Nullable JournalRecord metric(BytesIn in) throws Malformed {
    int number = in.takeInt();
    if (number > metrics.size()) {
      throw new Malformed(
          "it names metric %s, but the next one is %s".formatted(number, metrics.size()));
    }
    String name = in.takeText();
    if (number == metrics.size()) {
      metrics.add(name);
    }
    return null;
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

  private JournalRecord asked(BytesIn in) throws Malformed {
    int trial = in.takeInt();
    int wanted = in.takeInt();
    List<Parameter> parameters = header.parameters();
    BitSet inactive = header.conditional() ? inactive(in, parameters.size()) : NONE;
    long[] coordinates = new long[parameters.size()];
    for (int i = 0; i < coordinates.length; i++) {
      if (!inactive.get(i)) {
        coordinates[i] = in.takeLong();
        if (!parameters.get(i).holds(coordinates[i])) {
          throw new Malformed("%s has no value at %s".formatted(parameters.get(i), coordinates[i]));
        }
      }
    }
    return new JournalRecord.Asked(trial, wanted, parameters, coordinates, inactive);
  }

  private static BitSet inactive(BytesIn in, int parameters) throws Malformed {
    BitSet places = BitSet.valueOf(in.takeBytes((parameters + 7) / 8));
    places.flip(0, parameters);
    return places;
  }

  private JournalRecord replicate(BytesIn in) throws Malformed {
    int trial = in.takeInt();
    int replicate = in.takeInt();
    long nanos = in.takeVarint();
    Outcome ending = OutcomeDecoder.take(in);
    var recorded = new ArrayList<JournalRecord.Metric>();
    int count = in.takeCount(2 + Double.BYTES);
    if (count > metrics.size()) {
      throw new Malformed("it has values of %s metrics, of %s".formatted(count, metrics.size()));
    }
    for (int left = count; left > 0; left--) {
      int metric = in.takeInt();
      if (metric >= metrics.size()) {
        throw new Malformed("it uses metric %s, which has no name".formatted(metric));
      }
      recorded.add(new JournalRecord.Metric(metrics.get(metric), in.takeDoubles()));
    }
    var reports = new ArrayList<Report>();
    for (int left = in.takeCount(Long.BYTES + 1); left > 0; left--) {
      long step = in.takeLong();
      reports.add(new Report(replicate, step, in.takeDoubles()));
    }
    return new JournalRecord.ReplicateEnded(
        trial,
        replicate,
        nanos,
        ending instanceof Outcome.Completed ? Optional.empty() : Optional.of(ending),
        List.copyOf(recorded),
        List.copyOf(reports));
  }

  private JournalRecord told(BytesIn in) throws Malformed {
    int trial = in.takeInt();
    Outcome outcome = OutcomeDecoder.take(in);
    long nanos = in.takeVarint();
    var estimates = new ArrayList<JournalRecord.Estimate>();
    if (outcome instanceof Outcome.Completed) {
      for (int left = header.goals().size() + header.bounds().size(); left > 0; left--) {
        estimates.add(new JournalRecord.Estimate(in.takeDouble(), in.takeDouble()));
      }
    }
    return new JournalRecord.Told(trial, outcome, nanos, List.copyOf(estimates));
  }

  private static JournalRecord ended(BytesIn in) throws Malformed {
    return new JournalRecord.Ended(in.takeName(Ending.values()), in.takeText());
  }

  /** The metrics named so far, by their numbers. */
  List<String> metrics() {
    return metrics;
  }
}
