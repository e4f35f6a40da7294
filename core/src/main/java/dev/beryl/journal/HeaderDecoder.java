package dev.beryl.journal;

import dev.beryl.journal.format.BytesIn;
import dev.beryl.journal.format.BytesIn.Malformed;
import dev.beryl.journal.format.Codes;
import dev.beryl.space.Parameter;
import dev.beryl.space.RealParameter;
import dev.beryl.trial.Direction;
import dev.beryl.trial.OutcomeConstraint;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Takes the description of a study out of a payload. */
final class HeaderDecoder {
  private HeaderDecoder() {}

  static JournalHeader take(byte[] payload) throws Malformed {
    var in = new BytesIn(payload);
    if (in.takeByte() != Codes.STUDY) {
      throw new Malformed("its first record does not describe a study");
    }
    String identity = in.takeText();
    int replicates = in.takeInt();
    int flags = in.takeByte();
    var parameters = new ArrayList<Parameter>();
    var names = new HashSet<String>();
    for (int left = in.takeCount(3); left > 0; left--) {
      Parameter parameter = parameter(in);
      if (!names.add(parameter.name())) {
        throw new Malformed("two parameters are called '%s'".formatted(parameter.name()));
      }
      parameters.add(parameter);
    }
    List<JournalHeader.Goal> goals = goals(in);
    List<JournalHeader.Bound> bounds = bounds(in);
    List<Double> penalties = Arrays.stream(in.takeDoubles()).boxed().toList();
    if (!penalties.isEmpty() && penalties.size() != goals.size() + bounds.size()) {
      throw new Malformed(
          "it has %s penalties for %s objectives and constraints"
              .formatted(penalties.size(), goals.size() + bounds.size()));
    }
    if (!in.isAtEnd()) {
      throw new Malformed("the description of the study is longer than its values");
    }
    return new JournalHeader(
        identity,
        replicates,
        (flags & Codes.CONDITIONAL) != 0,
        (flags & Codes.SESSION) != 0,
        parameters,
        goals,
        bounds,
        penalties);
  }

  private static List<JournalHeader.Goal> goals(BytesIn in) throws Malformed {
    var goals = new ArrayList<JournalHeader.Goal>();
    for (int left = in.takeCount(3); left > 0; left--) {
      goals.add(
          new JournalHeader.Goal(in.takeText(), in.takeName(Direction.values()), in.takeText()));
    }
    return goals;
  }

  private static List<JournalHeader.Bound> bounds(BytesIn in) throws Malformed {
    var bounds = new ArrayList<JournalHeader.Bound>();
    for (int left = in.takeCount(11); left > 0; left--) {
      bounds.add(
          new JournalHeader.Bound(
              in.takeText(),
              in.takeName(OutcomeConstraint.Sense.values()),
              in.takeDouble(),
              in.takeText()));
    }
    return bounds;
  }

  private static Parameter parameter(BytesIn in) throws Malformed {
    String name = in.takeText();
    int kind = in.takeByte();
    try {
      return switch (kind) {
        case Codes.REAL -> real(name, in.takeDouble(), in.takeDouble(), in.takeDouble());
        case Codes.INTEGER -> Parameter.integer(name, in.takeLong(), in.takeLong());
        case Codes.CHOICE -> Parameter.choice(name, List.copyOf(texts(name, in)));
        default -> throw new Malformed("the kind %s of a parameter is unknown".formatted(kind));
      };
    } catch (IllegalArgumentException refused) {
      throw new Malformed(String.valueOf(refused.getMessage()));
    }
  }

  private static Set<String> texts(String parameter, BytesIn in) throws Malformed {
    var texts = new LinkedHashSet<String>();
    for (int left = in.takeCount(1); left > 0; left--) {
      String text = in.takeText();
      if (!texts.add(text)) {
        throw new Malformed("parameter '%s' has '%s' twice".formatted(parameter, text));
      }
    }
    return texts;
  }

  private static RealParameter real(String name, double low, double high, double step) {
    RealParameter real = Parameter.real(name, low, high);
    return step == 0 ? real : real.step(step);
  }
}
