package dev.beryl.benchmarks;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A benchmark of another library or of another way to do the same. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Peer {
  /** {@return the benchmarks of the class that it is a peer of; none: all but floors and peers} */
  String[] of() default {};
}
