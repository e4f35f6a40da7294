package dev.beryl.space;

import dev.beryl.fault.Nulls;
import java.lang.invoke.MethodHandle;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * How a Java value is made of the parameters of a space, and taken apart. A parameter is known by
 * its number in the order of definition.
 */
sealed interface Shape {

  /** The value at coordinates of a space that has this shape, or was narrowed from one. */
  Object read(RecordSpace<?> space, long[] coordinates) throws Throwable;

  /** Adds the values of the parameters that a value is made of. */
  void write(Object value, Map<String, Object> into);

  /** An {@code int}. */
  record Int(int number, String name) implements Shape {
    @Override
    public Object read(RecordSpace<?> space, long[] coordinates) {
      return (int) coordinates[space.placeOf(number)];
    }

    @Override
    public void write(Object value, Map<String, Object> into) {
      into.put(name, value);
    }
  }

  /** A {@code long}, {@code double}, enum constant or other choice: the parameter's own value. */
  record Plain(int number, String name) implements Shape {
    @Override
    public Object read(RecordSpace<?> space, long[] coordinates) {
      int place = space.placeOf(number);
      return space.at(place).valueAt(coordinates[place]);
    }

    @Override
    public void write(Object value, Map<String, Object> into) {
      into.put(name, value);
    }
  }

  /** A duration, as a number of units. */
  record Span(int number, String name, ChronoUnit unit) implements Shape {
    @Override
    public Object read(RecordSpace<?> space, long[] coordinates) {
      return Duration.of(coordinates[space.placeOf(number)], unit);
    }

    @Override
    public void write(Object value, Map<String, Object> into) {
      Duration one = unit.getDuration();
      Duration span = (Duration) value;
      long whole = span.dividedBy(one);
      into.put(
          name,
          one.multipliedBy(whole).equals(span)
              ? (Object) whole
              : nanos(span).doubleValue() / nanos(one).doubleValue());
    }

    private static BigDecimal nanos(Duration span) {
      return BigDecimal.valueOf(span.getSeconds())
          .movePointRight(9)
          .add(BigDecimal.valueOf(span.getNano()));
    }
  }

  /**
   * A record.
   *
   * @param maker takes what {@link #read} takes, and makes the components and of them the record
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Components(Class<?> type, Shape[] parts, Method[] accessors, MethodHandle maker)
      implements Shape {
    @Override
    public Object read(RecordSpace<?> space, long[] coordinates) throws Throwable {
      return (Object) maker.invokeExact(space, coordinates);
    }

    @Override
    public void write(Object value, Map<String, Object> into) {
      for (int i = 0; i < parts.length; i++) {
        Object component = component(value, accessors[i]);
        Nulls.refuse(
            "record %s: component '%s'".formatted(type.getSimpleName(), accessors[i].getName()),
            component);
        parts[i].write(component, into);
      }
    }

    private static Object component(Object value, Method accessor) {
      try {
        return accessor.invoke(value);
      } catch (InvocationTargetException e) {
        if (e.getCause() instanceof Error error) {
          throw error;
        }
        throw new IllegalStateException("accessor " + accessor + " threw", e.getCause());
      } catch (IllegalAccessException e) {
        throw new IllegalStateException("accessor " + accessor + " was accessible before", e);
      }
    }
  }

  /** One of the records that a sealed interface permits, chosen by its simple name. */
  record Variants(int number, String name, Map<String, Shape> shapes) implements Shape {
    @Override
    public Object read(RecordSpace<?> space, long[] coordinates) throws Throwable {
      int place = space.placeOf(number);
      return shape(space.at(place).valueAt(coordinates[place])).read(space, coordinates);
    }

    @Override
    public void write(Object value, Map<String, Object> into) {
      String variant = value.getClass().getSimpleName();
      into.put(name, variant);
      shape(variant).write(value, into);
    }

    private Shape shape(Object variant) {
      return Objects.requireNonNull(shapes.get(variant));
    }
  }

  /** An {@code Optional}, present if a flag is set. */
  record Perhaps(int number, String name, Shape content) implements Shape {
    @Override
    public Object read(RecordSpace<?> space, long[] coordinates) throws Throwable {
      int place = space.placeOf(number);
      return Boolean.TRUE.equals(space.at(place).valueAt(coordinates[place]))
          ? Optional.of(content.read(space, coordinates))
          : Optional.empty();
    }

    @Override
    public void write(Object value, Map<String, Object> into) {
      var optional = (Optional<?>) value;
      into.put(name, optional.isPresent());
      optional.ifPresent(present -> content.write(present, into));
    }
  }

  /** A {@code List} of fixed length. */
  @SuppressWarnings("ArrayRecordComponent")
  record Elements(String name, Shape[] parts) implements Shape {
    @Override
    public Object read(RecordSpace<?> space, long[] coordinates) throws Throwable {
      var values = new Object[parts.length];
      for (int i = 0; i < values.length; i++) {
        values[i] = parts[i].read(space, coordinates);
      }
      return List.of(values);
    }

    @Override
    public void write(Object value, Map<String, Object> into) {
      Object[] values = ((List<?>) value).toArray();
      if (values.length != parts.length) {
        throw new IllegalArgumentException(
            "list '%s': expected %s elements, got %s"
                .formatted(name, parts.length, Arrays.toString(values)));
      }
      Nulls.refuseIn("list '" + name + "'", values);
      for (int i = 0; i < values.length; i++) {
        parts[i].write(values[i], into);
      }
    }
  }
}
