package dev.beryl.space;

import java.util.function.Predicate;

/** The kinds of parameter that a generator of random spaces must produce. */
enum Kind {
  REAL_LINEAR(p -> p instanceof RealParameter r && r.scale() == Scale.LINEAR && r.step().isEmpty()),
  REAL_LOG(p -> p instanceof RealParameter r && r.scale() == Scale.LOG && r.step().isEmpty()),
  REAL_STEPPED(p -> p instanceof RealParameter r && r.scale() == Scale.LINEAR && stepped(r)),
  REAL_LOG_STEPPED(p -> p instanceof RealParameter r && r.scale() == Scale.LOG && stepped(r)),
  REAL_OF_ONE_VALUE(p -> p instanceof RealParameter r && r.low() == r.high()),
  REAL_WIDE(p -> p instanceof RealParameter r && Double.isInfinite(r.high() - r.low())),
  INTEGER_LINEAR(p -> p instanceof IntegerParameter i && i.scale() == Scale.LINEAR),
  INTEGER_LOG(p -> p instanceof IntegerParameter i && i.scale() == Scale.LOG),
  INTEGER_STEPPED(p -> p instanceof IntegerParameter i && i.step() > 1),
  INTEGER_HUGE(p -> p instanceof IntegerParameter i && i.high() - i.low() > 1L << 60),
  CATEGORICAL(p -> p instanceof CategoricalParameter),
  ORDINAL(p -> p instanceof OrdinalParameter),
  FLAG(p -> p instanceof ChoiceParameter<?> c && c.values().getFirst().equals(false)),
  WITH_DEFAULT(p -> p.defaultCoordinate().isPresent()),
  UNDER_CHOICE(p -> p.conditionOrNull() instanceof Condition c && isCategorical(c)),
  UNDER_ORDINAL(p -> p.conditionOrNull() instanceof Condition c && isOrdinal(c)),
  UNDER_INTEGER(p -> p.conditionOrNull() instanceof Condition c && isInteger(c)),
  UNDER_SEVERAL_VALUES(p -> p.conditionOrNull() instanceof Condition c && several(c));

  private final Predicate<Parameter> test;

  Kind(Predicate<Parameter> test) {
    this.test = test;
  }

  boolean has(Parameter parameter) {
    return test.test(parameter);
  }

  private static boolean stepped(RealParameter real) {
    return real.step().isPresent();
  }

  private static boolean isCategorical(Condition condition) {
    return condition.parent() instanceof CategoricalParameter;
  }

  private static boolean isOrdinal(Condition condition) {
    return condition.parent() instanceof OrdinalParameter;
  }

  private static boolean isInteger(Condition condition) {
    return condition.parent() instanceof IntegerParameter;
  }

  private static boolean several(Condition condition) {
    return condition.coordinates().length > 1;
  }
}
