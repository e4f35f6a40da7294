package dev.beryl.benchmarks;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A benchmark of what cannot be beaten, such as the same work written by hand. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Floor {
  /**
   * {@return the benchmarks of the class that it is the floor of; none: all but floors and peers}
   */
  String[] of() default {};
}
