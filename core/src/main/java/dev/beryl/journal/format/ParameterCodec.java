package dev.beryl.journal.format;

import dev.beryl.binary.BytesIn;
import dev.beryl.binary.BytesIn.Malformed;
import dev.beryl.binary.BytesOut;
import dev.beryl.space.CategoricalParameter;
import dev.beryl.space.ChoiceParameter;
import dev.beryl.space.Condition;
import dev.beryl.space.IntegerParameter;
import dev.beryl.space.ItemsParameter;
import dev.beryl.space.OrdinalParameter;
import dev.beryl.space.Parameter;
import dev.beryl.space.PermutationParameter;
import dev.beryl.space.RealParameter;
import dev.beryl.space.Scale;
import dev.beryl.space.SubsetParameter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** The parameters of a space as bytes. */
final class ParameterCodec {
  private static final int REAL = 0;
  private static final int INTEGER = 1;
  private static final int CATEGORICAL = 2;
  private static final int ORDINAL = 3;
  private static final int SUBSET = 4;
  private static final int PERMUTATION = 5;
  private static final int LOG = 1;

  private ParameterCodec() {}

  static void put(BytesOut out, List<Parameter> parameters) {
    var places = new HashMap<String, Integer>();
    parameters.forEach(parameter -> places.put(parameter.name(), places.size()));
    out.putVarint(parameters.size());
    for (Parameter parameter : parameters) {
      out.putText(parameter.name());
      putDomain(out, parameter);
      putDefault(out, parameter.defaultCoordinate());
      putCondition(out, parameter, places);
    }
  }

  private static void putDomain(BytesOut out, Parameter parameter) {
    switch (parameter) {
      case RealParameter real -> {
        out.putByte(REAL);
        out.putDouble(real.low());
        out.putDouble(real.high());
        out.putDouble(real.step().orElse(0));
        out.putByte(real.scale() == Scale.LOG ? LOG : 0);
      }
      case IntegerParameter integer -> {
        out.putByte(INTEGER);
        out.putLong(integer.low());
        out.putLong(integer.high());
        out.putLong(integer.step());
        out.putByte(integer.scale() == Scale.LOG ? LOG : 0);
      }
      case CategoricalParameter<?> choice -> putValues(out, CATEGORICAL, choice.values());
      case OrdinalParameter<?> choice -> putValues(out, ORDINAL, choice.values());
      case SubsetParameter<?> subset -> {
        putValues(out, SUBSET, subset.items());
        out.putVarint(subset.least());
        out.putVarint(subset.most());
      }
      case PermutationParameter<?> order -> putValues(out, PERMUTATION, order.items());
    }
  }

  private static void putValues(BytesOut out, int kind, List<?> values) {
    out.putByte(kind);
    out.putVarint(values.size());
    for (Object value : values) {
      out.putByte(ChoiceType.of(value).code());
      out.putText(value.toString());
    }
  }

  private static void putDefault(BytesOut out, OptionalLong coordinate) {
    out.putByte(coordinate.isPresent() ? 1 : 0);
    coordinate.ifPresent(out::putLong);
  }

  private static void putCondition(BytesOut out, Parameter parameter, Map<String, Integer> places) {
    Condition condition = parameter.condition().orElse(null);
    if (condition == null) {
      out.putVarint(0);
      return;
    }
    out.putVarint(1 + places.getOrDefault(condition.parent().name(), 0));
    out.putLongs(condition.coordinates());
  }

  /** What a parameter depends on. */
  @SuppressWarnings("ArrayRecordComponent")
  private record Dependence(int place, int parent, long[] coordinates) {}

  static List<Parameter> take(BytesIn in) throws Malformed {
    var parameters = new ArrayList<Parameter>();
    var dependences = new ArrayList<Dependence>();
    for (int left = in.takeCount(4); left > 0; left--) {
      int place = parameters.size();
      parameters.add(withDefault(in, domain(in)));
      int parent = in.takeInt();
      if (parent > 0) {
        dependences.add(new Dependence(place, parent - 1, in.takeLongs()));
      }
    }
    var unconditional = List.copyOf(parameters);
    for (Dependence dependence : dependences) {
      if (dependence.parent >= unconditional.size()) {
        throw new Malformed(
            "parameter '%s' depends on parameter %s of %s"
                .formatted(
                    unconditional.get(dependence.place).name(),
                    dependence.parent,
                    unconditional.size()));
      }
      parameters.set(
          dependence.place,
          under(
              unconditional.get(dependence.place),
              unconditional.get(dependence.parent),
              dependence.coordinates));
    }
    return parameters;
  }

  private static Parameter domain(BytesIn in) throws Malformed {
    String name = in.takeText();
    int kind = in.takeByte();
    return switch (kind) {
      case REAL -> real(in, Parameter.real(name, in.takeDouble(), in.takeDouble()));
      case INTEGER -> integer(in, Parameter.integer(name, in.takeLong(), in.takeLong()));
      case CATEGORICAL -> Parameter.choice(name, values(name, in));
      case ORDINAL -> Parameter.ordinal(name, values(name, in));
      case SUBSET -> Parameter.subset(name, values(name, in), in.takeInt(), in.takeInt());
      case PERMUTATION -> Parameter.permutation(name, values(name, in));
      default -> throw new Malformed("the kind %s of a parameter is unknown".formatted(kind));
    };
  }

  private static Parameter real(BytesIn in, RealParameter range) throws Malformed {
    double step = in.takeDouble();
    RealParameter stepped = step == 0 ? range : range.step(step);
    return in.takeByte() == LOG ? stepped.log() : stepped;
  }

  private static Parameter integer(BytesIn in, IntegerParameter range) throws Malformed {
    IntegerParameter stepped = range.step(in.takeLong());
    return in.takeByte() == LOG ? stepped.log() : stepped;
  }

  /** Checks for texts that come twice at once: a payload of empty ones would take much memory. */
  private static List<Object> values(String parameter, BytesIn in) throws Malformed {
    var values = new ArrayList<Object>();
    var texts = new HashSet<String>();
    for (int left = in.takeCount(2); left > 0; left--) {
      ChoiceType type = ChoiceType.ofCode(in.takeByte());
      String text = in.takeText();
      if (!texts.add(text)) {
        throw new Malformed("parameter '%s' lists '%s' twice".formatted(parameter, text));
      }
      values.add(type.parse(text));
    }
    return values;
  }

  private static Parameter withDefault(BytesIn in, Parameter parameter) throws Malformed {
    if (in.takeByte() == 0) {
      return parameter;
    }
    Object value = parameter.valueAt(in.takeLong());
    return switch (parameter) {
      case RealParameter real -> real.withDefault((Double) value);
      case IntegerParameter integer -> integer.withDefault((Long) value);
      case CategoricalParameter<?> choice -> objects(choice).withDefault(value);
      case OrdinalParameter<?> choice -> objects(choice).withDefault(value);
      case SubsetParameter<?> subset -> objects(subset).withDefault((List<?>) value);
      case PermutationParameter<?> order -> objects(order).withDefault((List<?>) value);
    };
  }

  private static Parameter under(Parameter child, Parameter parent, long[] coordinates)
      throws Malformed {
    return switch (parent) {
      case RealParameter real ->
          throw new Malformed(
              "parameter '%s' depends on a real, '%s'".formatted(child.name(), real.name()));
      case ItemsParameter<?> items ->
          throw new Malformed(
              "parameter '%s' depends on a subset or permutation, '%s'"
                  .formatted(child.name(), items.name()));
      case IntegerParameter integer ->
          switch (child) {
            case RealParameter c -> c.when(integer, coordinates);
            case IntegerParameter c -> c.when(integer, coordinates);
            case CategoricalParameter<?> c -> c.when(integer, coordinates);
            case OrdinalParameter<?> c -> c.when(integer, coordinates);
            case SubsetParameter<?> c -> c.when(integer, coordinates);
            case PermutationParameter<?> c -> c.when(integer, coordinates);
          };
      case ChoiceParameter<?> choice -> underChoice(child, choice, coordinates);
    };
  }

  private static <P> Parameter underChoice(
      Parameter child, ChoiceParameter<P> parent, long[] coordinates) {
    @SuppressWarnings("unchecked") // values of the parent, which takes them as such only
    P[] values = (P[]) Arrays.stream(coordinates).mapToObj(parent::valueAt).toArray();
    return switch (child) {
      case RealParameter c -> c.when(parent, values);
      case IntegerParameter c -> c.when(parent, values);
      case CategoricalParameter<?> c -> c.when(parent, values);
      case OrdinalParameter<?> c -> c.when(parent, values);
      case SubsetParameter<?> c -> c.when(parent, values);
      case PermutationParameter<?> c -> c.when(parent, values);
    };
  }

  @SuppressWarnings("unchecked") // made of a list of objects
  private static CategoricalParameter<Object> objects(CategoricalParameter<?> choice) {
    return (CategoricalParameter<Object>) choice;
  }

  @SuppressWarnings("unchecked") // made of a list of objects
  private static OrdinalParameter<Object> objects(OrdinalParameter<?> choice) {
    return (OrdinalParameter<Object>) choice;
  }

  @SuppressWarnings("unchecked") // made of a list of objects
  private static SubsetParameter<Object> objects(SubsetParameter<?> subset) {
    return (SubsetParameter<Object>) subset;
  }

  @SuppressWarnings("unchecked") // made of a list of objects
  private static PermutationParameter<Object> objects(PermutationParameter<?> order) {
    return (PermutationParameter<Object>) order;
  }
}
