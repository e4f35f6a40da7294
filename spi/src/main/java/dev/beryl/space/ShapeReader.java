package dev.beryl.space;

import dev.beryl.fault.Faults;
import java.lang.annotation.Annotation;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Reads records and sealed interfaces into parameters, and notes what is missing. */
final class ShapeReader {
  /** Stands for what has a fault. */
  private static final Shape FAULTY = new Shape.Plain(-1, "");

  private static final MethodType READ =
      MethodType.methodType(Object.class, Shape.class, RecordSpace.class, long[].class);
  private static final MethodHandle READER = reader();

  private final Faults faults;
  private final List<Parameter> parameters = new ArrayList<>();
  private final Deque<Class<?>> path = new ArrayDeque<>();
  private @Nullable ParentValue parent; // under which the next parameter is active
  private boolean throwing; // a constructor may throw

  /** The value of a parent under which parameters are active. */
  private record ParentValue(ChoiceParameter<?> parent, Object value) {}

  /** A component, or what an {@code Optional} or {@code List} component contains. */
  private record Part(
      String name,
      Class<?> type,
      Type generic,
      @Nullable Range range,
      @Nullable Choices choices,
      @Nullable Length length) {

    static Part of(String name, RecordComponent component) {
      return new Part(
          name,
          component.getType(),
          component.getGenericType(),
          component.getAnnotation(Range.class),
          component.getAnnotation(Choices.class),
          component.getAnnotation(Length.class));
    }

    /** What an {@code Optional} contains. */
    Part content(Class<?> content) {
      return new Part(name, content, content, range, choices, length);
    }

    /** What a {@code List} contains, which the list's length says nothing of. */
    Part element(int index, Class<?> content) {
      return new Part(name + "." + index, content, content, range, choices, null);
    }

    String title() {
      return "component '%s' (%s)".formatted(name, type.getSimpleName());
    }
  }

  private static MethodHandle reader() {
    try {
      return MethodHandles.lookup().findVirtual(Shape.class, "read", READ.dropParameterTypes(0, 1));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("a shape is read", e);
    }
  }

  private ShapeReader(Class<?> type) {
    faults = new Faults("search space of " + type.getSimpleName());
  }

  /**
   * What a type was read into.
   *
   * @param throwing whether a constructor may throw
   */
  record Outline(Shape shape, List<Parameter> parameters, boolean throwing) {}

  static Outline read(Class<?> type) {
    var reader = new ShapeReader(type);
    Shape shape = FAULTY;
    if (type.isRecord()) {
      shape = reader.record("", type);
    } else if (type.isSealed() && type.isInterface()) {
      String name = type.getSimpleName();
      shape = reader.variants(Character.toLowerCase(name.charAt(0)) + name.substring(1), "", type);
    } else {
      reader.faults.add("expected a record or a sealed interface of records, got %s", type);
    }
    reader.faults.require(
        !reader.parameters.isEmpty() || !reader.faults.found().isEmpty(),
        "expected at least one component, got none");
    reader.faults.throwIfAny();
    return new Outline(shape, reader.parameters, reader.throwing);
  }

  private Shape record(String prefix, Class<?> type) {
    if (path.contains(type)) {
      faults.add(
          "component '%s' (%s): contains itself, so that it has no end",
          prefix.substring(0, prefix.length() - 1), type.getSimpleName());
      return FAULTY;
    }
    path.push(type);
    RecordComponent[] components = type.getRecordComponents();
    var parts = new Shape[components.length];
    var accessors = new Method[components.length];
    for (int i = 0; i < parts.length; i++) {
      RecordComponent component = components[i];
      parts[i] = part(Part.of(prefix + component.getName(), component));
      accessors[i] = component.getAccessor();
    }
    path.pop();
    throwing |= ConstructorCode.mayThrow(type);
    MethodHandle constructor = constructor(type, components, accessors);
    return constructor == null
        ? FAULTY
        : new Shape.Components(type, parts, accessors, maker(constructor, parts));
  }

  /** One handle of all parts and the constructor, which is compiled as a whole. */
  private static MethodHandle maker(MethodHandle constructor, Shape[] parts) {
    MethodHandle maker = constructor.asFixedArity();
    if (parts.length == 0) {
      maker = MethodHandles.dropArguments(maker, 0, READ.parameterList().subList(1, 3));
    }
    for (int i = parts.length - 1;
        i >= 0;
        i--) { // … of components up to i, a space and coordinates
      Class<?> component = constructor.type().parameterType(i);
      MethodHandle part = READER.bindTo(parts[i]);
      maker =
          MethodHandles.collectArguments(
              maker, i, part.asType(part.type().changeReturnType(component)));
      if (i < parts.length - 1) {
        maker = withoutSecondPair(maker, i);
      }
    }
    return maker.asType(maker.type().changeReturnType(Object.class));
  }

  /** Has the space and the coordinates at a place serve for those after them, too. */
  private static MethodHandle withoutSecondPair(MethodHandle maker, int place) {
    int[] order = IntStream.range(0, place + 4).toArray();
    order[place + 2] = place;
    order[place + 3] = place + 1;
    return MethodHandles.permuteArguments(
        maker, maker.type().dropParameterTypes(place + 2, place + 4), order);
  }

  private @Nullable MethodHandle constructor(
      Class<?> type, RecordComponent[] components, Method[] accessors) {
    try {
      Constructor<?> canonical =
          type.getDeclaredConstructor(
              Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
      canonical.setAccessible(true);
      for (Method accessor : accessors) {
        accessor.setAccessible(true);
      }
      return MethodHandles.lookup().unreflectConstructor(canonical);
    } catch (InaccessibleObjectException closed) {
      faults.add(
          "package %s is not open to dev.beryl.spi, which is to call the constructor of %s; write in"
              + " module-info.java of module %s: opens %s to dev.beryl.spi;",
          type.getPackageName(),
          type.getSimpleName(),
          type.getModule().getName(),
          type.getPackageName());
      return null;
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("every record has a canonical constructor: " + type, e);
    }
  }

  private Shape variants(String name, String prefix, Class<?> type) {
    var permitted = new LinkedHashMap<String, Class<?>>();
    permitted(type, permitted);
    if (permitted.isEmpty()) {
      return FAULTY;
    }
    var choice = Parameter.choice(name, List.copyOf(permitted.keySet()));
    int number = add(choice);
    var shapes = new LinkedHashMap<String, Shape>();
    permitted.forEach((variant, record) ->
        shapes.put(variant, under(choice, variant, () -> record(prefix + variant + ".", record))));
    return new Shape.Variants(number, name, Map.copyOf(shapes));
  }

  private void permitted(Class<?> type, Map<String, Class<?>> into) {
    for (Class<?> each : type.getPermittedSubclasses()) {
      if (each.isSealed() && each.isInterface()) {
        permitted(each, into);
      } else if (!each.isRecord()) {
        faults.add(
            "%s permits %s, which is neither a record nor a sealed interface",
            type.getSimpleName(), each.getName());
      } else if (into.putIfAbsent(each.getSimpleName(), each) != null) {
        faults.add(
            "%s permits two records named %s; give each its own simple name",
            type.getSimpleName(), each.getSimpleName());
      }
    }
  }

  private Shape under(ChoiceParameter<?> choice, Object value, Inner inner) {
    ParentValue outer = parent;
    parent = new ParentValue(choice, value);
    Shape shape = inner.read();
    parent = outer;
    return shape;
  }

  /** What is read under a condition. */
  @FunctionalInterface
  private interface Inner {
    Shape read();
  }

  private int add(Parameter parameter) {
    parameters.add(
        parent == null
            ? parameter
            : parameter.conditioned(
                Condition.of(parameter, parent.parent, new Object[] {parent.value})));
    return parameters.size() - 1;
  }

  private Shape part(Part part) {
    Class<?> type = part.type;
    if (type == Optional.class) {
      Class<?> content = content(part);
      String flagName = part.name + ".present";
      var flag = Parameter.flag(flagName);
      return content == null
          ? FAULTY
          : new Shape.Perhaps(
              add(flag), flagName, under(flag, true, () -> part(part.content(content))));
    }
    if (type == List.class) {
      return elements(part);
    }
    refuse(part, part.length, "which only a List takes");
    if (type.isRecord() || (type.isSealed() && type.isInterface())) {
      refuse(part, part.range, "which only numbers and durations take");
      refuse(part, part.choices, "which only numbers, texts and enums take");
      return type.isRecord()
          ? record(part.name + ".", type)
          : variants(part.name, part.name + ".", type);
    }
    return leaf(part);
  }

  private void refuse(Part part, @Nullable Annotation annotation, String why) {
    if (annotation != null) {
      faults.add("%s: has @%s, %s", part.title(), annotation.annotationType().getSimpleName(), why);
    }
  }

  private Shape elements(Part part) {
    Class<?> content = content(part);
    Length length = part.length;
    if (length == null || length.value() < 1) {
      faults.add(
          "%s: needs a fixed length of at least 1; write @Length(…) before it%s",
          part.title(), length == null ? "" : ", got " + length.value());
      return FAULTY;
    }
    if (content == null) {
      return FAULTY;
    }
    var parts = new Shape[length.value()];
    int before = faults.found().size(); // one element with a fault is enough to tell
    for (int i = 0; i < parts.length && faults.found().size() == before; i++) {
      parts[i] = part(part.element(i, content));
    }
    return new Shape.Elements(part.name, parts);
  }

  private @Nullable Class<?> content(Part part) {
    Type content =
        part.generic instanceof ParameterizedType type ? type.getActualTypeArguments()[0] : null;
    if (content instanceof Class<?> type && type != Optional.class && type != List.class) {
      return type;
    }
    faults.add(
        "%s: expected what it contains to be a type without type arguments, got %s",
        part.title(), content == null ? "none" : content.getTypeName());
    return null;
  }

  private Shape leaf(Part part) {
    Class<?> type = MethodType.methodType(part.type).wrap().returnType();
    int before = faults.found().size();
    try {
      Parameter parameter = new LeafReader(part.name, type, part.range, part.choices).parameter();
      int number = add(parameter);
      if (type == Duration.class && part.range != null) {
        return new Shape.Span(number, part.name, part.range.unit());
      }
      return type == Integer.class && parameter instanceof IntegerParameter
          ? new Shape.Int(number, part.name)
          : new Shape.Plain(number, part.name);
    } catch (IllegalArgumentException refused) {
      faults.require(faults.found().size() > before, "%s: %s", part.title(), refused.getMessage());
      return FAULTY;
    }
  }
}
