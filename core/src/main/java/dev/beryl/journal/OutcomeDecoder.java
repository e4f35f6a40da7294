package dev.beryl.journal;

import dev.beryl.journal.format.BytesIn;
import dev.beryl.journal.format.BytesIn.Malformed;
import dev.beryl.journal.format.Codes;
import dev.beryl.trial.Outcome;
import java.time.DateTimeException;
import java.time.Duration;

/** Takes outcomes out of payloads. */
final class OutcomeDecoder {
  private OutcomeDecoder() {}

  static Outcome take(BytesIn in) throws Malformed {
    int code = in.takeByte();
    return switch (code) {
      case Codes.COMPLETED -> Outcome.COMPLETED;
      case Codes.FAILED ->
          new Outcome.Failed(
              in.takeName(Outcome.Reason.values()),
              in.takeInt(),
              in.takeText(),
              in.takeText(),
              null);
      case Codes.PRUNED -> new Outcome.Pruned(in.takeInt(), in.takeLong());
      case Codes.TIMED_OUT -> new Outcome.TimedOut(in.takeInt(), in.takeText(), duration(in));
      case Codes.REJECTED -> new Outcome.Rejected(in.takeText());
      default -> throw new Malformed("the outcome %s is unknown".formatted(code));
    };
  }

  private static Duration duration(BytesIn in) throws Malformed {
    try {
      return Duration.ofSeconds(in.takeVarint(), in.takeVarint());
    } catch (DateTimeException | ArithmeticException e) {
      throw new Malformed("a duration is out of range");
    }
  }
}
