package dev.beryl.binary;

import dev.beryl.binary.BytesIn.Malformed;
import dev.beryl.trial.Outcome;
import java.time.DateTimeException;
import java.time.Duration;

/**
 * Outcomes as bytes. Exceptions are left out, and of a message what is beyond 10 000 characters.
 */
public final class OutcomeCodec {
  private static final int COMPLETED = 0;
  private static final int FAILED = 1;
  private static final int PRUNED = 2;
  private static final int TIMED_OUT = 3;
  private static final int REJECTED = 4;
  private static final int PRUNED_AFTER = 5;
  private static final int LONGEST_MESSAGE = 10_000;

  private OutcomeCodec() {}

  /** Puts an outcome. */
  public static void put(BytesOut out, Outcome outcome) {
    switch (outcome) {
      case Outcome.Completed _ -> out.putByte(COMPLETED);
      case Outcome.Failed failed -> {
        out.putByte(FAILED);
        out.putText(failed.reason().name());
        out.putVarint(failed.replicate());
        out.putText(failed.step());
        out.putText(shortened(failed.message()));
      }
      case Outcome.Pruned pruned -> {
        out.putByte(pruned.replicates() == 0 ? PRUNED : PRUNED_AFTER);
        out.putVarint(pruned.replicate());
        out.putLong(pruned.step());
        if (pruned.replicates() > 0) {
          out.putVarint(pruned.replicates());
        }
      }
      case Outcome.TimedOut timedOut -> {
        out.putByte(TIMED_OUT);
        out.putVarint(timedOut.replicate());
        out.putText(timedOut.step());
        out.putVarint(timedOut.limit().toSeconds());
        out.putVarint(timedOut.limit().toNanosPart());
      }
      case Outcome.Rejected rejected -> {
        out.putByte(REJECTED);
        out.putText(rejected.constraint());
        out.putText(shortened(rejected.message()));
      }
    }
  }

  private static String shortened(String message) {
    if (message.length() <= LONGEST_MESSAGE) {
      return message;
    }
    boolean within = Character.isHighSurrogate(message.charAt(LONGEST_MESSAGE - 1));
    return message.substring(0, within ? LONGEST_MESSAGE - 1 : LONGEST_MESSAGE) + "…";
  }

  /**
   * Takes an outcome.
   *
   * @return the outcome, without an exception
   * @throws Malformed if there is none
   */
  public static Outcome take(BytesIn in) throws Malformed {
    int code = in.takeByte();
    return switch (code) {
      case COMPLETED -> Outcome.COMPLETED;
      case FAILED ->
          new Outcome.Failed(
              in.takeName(Outcome.Reason.values()),
              in.takeInt(),
              in.takeText(),
              in.takeText(),
              null);
      case PRUNED -> new Outcome.Pruned(in.takeInt(), in.takeLong());
      case PRUNED_AFTER -> new Outcome.Pruned(in.takeInt(), in.takeLong(), in.takeInt());
      case TIMED_OUT -> new Outcome.TimedOut(in.takeInt(), in.takeText(), duration(in));
      case REJECTED -> new Outcome.Rejected(in.takeText(), in.takeText(), null);
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
