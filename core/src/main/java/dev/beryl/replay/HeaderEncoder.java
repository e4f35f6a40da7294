package dev.beryl.replay;

import dev.beryl.journal.JournalHeader;
import dev.beryl.journal.format.BytesOut;
import dev.beryl.journal.format.Codes;
import dev.beryl.space.ChoiceParameter;
import dev.beryl.space.IntegerParameter;
import dev.beryl.space.Parameter;
import dev.beryl.space.RealParameter;

/** Puts the description of a study as a payload. */
final class HeaderEncoder {
  private HeaderEncoder() {}

  static void put(BytesOut out, JournalHeader header) {
    out.putByte(Codes.STUDY);
    out.putText(header.identity());
    out.putVarint(header.replicates());
    out.putByte(
        (header.conditional() ? Codes.CONDITIONAL : 0) | (header.session() ? Codes.SESSION : 0));
    out.putVarint(header.parameters().size());
    header.parameters().forEach(parameter -> put(out, parameter));
    out.putVarint(header.goals().size());
    for (JournalHeader.Goal goal : header.goals()) {
      out.putText(goal.metric());
      out.putText(goal.direction().name());
      out.putText(goal.aggregation());
    }
    out.putVarint(header.bounds().size());
    for (JournalHeader.Bound bound : header.bounds()) {
      out.putText(bound.metric());
      out.putText(bound.sense().name());
      out.putDouble(bound.bound());
      out.putText(bound.aggregation());
    }
    out.putVarint(header.penalties().size());
    header.penalties().forEach(out::putDouble);
  }

  private static void put(BytesOut out, Parameter parameter) {
    out.putText(parameter.name());
    switch (parameter) {
      case RealParameter real -> {
        out.putByte(Codes.REAL);
        out.putDouble(real.low());
        out.putDouble(real.high());
        out.putDouble(real.step().orElse(0));
      }
      case IntegerParameter integer -> {
        out.putByte(Codes.INTEGER);
        out.putLong(integer.low());
        out.putLong(integer.high());
      }
      case ChoiceParameter<?> choice -> {
        out.putByte(Codes.CHOICE);
        out.putVarint(choice.values().size());
        choice.values().forEach(value -> out.putText(value.toString()));
      }
    }
  }
}
