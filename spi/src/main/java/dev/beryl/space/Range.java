package dev.beryl.space;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.time.Duration;
import java.time.temporal.ChronoUnit;

/**
 * The range of a number or duration among the components of a record that is a search space, see
 * {@link RecordSpace}. On an {@code Optional} or a {@code List} it is the range of what is in it.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Range {
  /** {@return the smallest value; whole for integers and durations} */
  double min();

  /** {@return the largest value; whole for integers and durations, at most 2^53} */
  double max();

  /** {@return whether equal ratios are equally far apart; the range must then be positive} */
  boolean log() default false;

  /** {@return the distance of two values, counted from {@link #min()}; 0 for the type's own} */
  double step() default 0;

  /** {@return what a {@link Duration} is counted in; of no use to other types} */
  ChronoUnit unit() default ChronoUnit.SECONDS;
}
