package dev.beryl.replay;

import dev.beryl.journal.format.BytesOut;
import dev.beryl.journal.format.Codes;
import dev.beryl.trial.Outcome;

/** Puts outcomes in payloads. */
final class OutcomeEncoder {
  private static final int LONGEST_MESSAGE = 10_000;

  private OutcomeEncoder() {}

  /**
   * Puts an outcome. A failure's exception is left out, and of its message what is beyond 10 000
   * characters.
   */
  static void put(BytesOut out, Outcome outcome) {
    switch (outcome) {
      case Outcome.Completed _ -> out.putByte(Codes.COMPLETED);
      case Outcome.Failed failed -> {
        out.putByte(Codes.FAILED);
        out.putText(failed.reason().name());
        out.putVarint(failed.replicate());
        out.putText(failed.step());
        String message = failed.message();
        out.putText(
            message.length() > LONGEST_MESSAGE
                ? message.substring(0, LONGEST_MESSAGE) + "…"
                : message);
      }
      case Outcome.Pruned pruned -> {
        out.putByte(Codes.PRUNED);
        out.putVarint(pruned.replicate());
        out.putLong(pruned.step());
      }
      case Outcome.TimedOut timedOut -> {
        out.putByte(Codes.TIMED_OUT);
        out.putVarint(timedOut.replicate());
        out.putText(timedOut.step());
        out.putVarint(timedOut.limit().toSeconds());
        out.putVarint(timedOut.limit().toNanosPart());
      }
      case Outcome.Rejected rejected -> {
        out.putByte(Codes.REJECTED);
        out.putText(rejected.constraint());
      }
    }
  }
}
