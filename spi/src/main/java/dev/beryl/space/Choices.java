package dev.beryl.space;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The values of a text, number or enum among the components of a record that is a search space, see
 * {@link RecordSpace}. On an {@code Optional} or a {@code List} they are those of what is in it.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Choices {
  /** {@return the values as texts: names of constants, numbers as Java writes them, or texts} */
  String[] value() default {};

  /** {@return whether the values have an order, so that the parameter is an ordinal one} */
  boolean ordered() default false;
}
