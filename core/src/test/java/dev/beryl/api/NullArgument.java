package dev.beryl.api;

import java.lang.reflect.AnnotatedArrayType;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.AnnotatedTypeVariable;
import java.lang.reflect.AnnotatedWildcardType;
import java.lang.reflect.Array;
import java.lang.reflect.Executable;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A null as an argument, or inside one, that a call must refuse. */
record NullArgument(Executable call, int index, Place place) {

  /** Where the null is. */
  enum Place {
    ITSELF(""),
    ELEMENT("null in "),
    KEY("a null key in "),
    VALUE("a null value in ");

    private final String words;

    Place(String words) {
      this.words = words;
    }
  }

  /** The nulls that a call's parameter must refuse. */
  static List<NullArgument> of(Executable call, int index) {
    var nulls = new ArrayList<NullArgument>();
    AnnotatedType type = call.getAnnotatedParameterTypes()[index];
    Class<?> raw = call.getParameterTypes()[index];
    if (!raw.isPrimitive() && !isNullable(type)) {
      nulls.add(new NullArgument(call, index, Place.ITSELF));
    }
    if (type instanceof AnnotatedArrayType array
        && !raw.getComponentType().isPrimitive()
        && !isNullable(array.getAnnotatedGenericComponentType())) {
      nulls.add(new NullArgument(call, index, Place.ELEMENT));
    }
    if (type instanceof AnnotatedParameterizedType generic) {
      AnnotatedType[] arguments = generic.getAnnotatedActualTypeArguments();
      if (Collection.class.isAssignableFrom(raw) && !isNullable(arguments[0])) {
        nulls.add(new NullArgument(call, index, Place.ELEMENT));
      }
      if (raw == Map.class) {
        nulls.add(new NullArgument(call, index, Place.KEY));
        if (!isNullable(arguments[1])) {
          nulls.add(new NullArgument(call, index, Place.VALUE));
        }
      }
    }
    return nulls;
  }

  private static boolean isNullable(AnnotatedType type) {
    return type.isAnnotationPresent(Nullable.class)
        || switch (type) {
          case AnnotatedTypeVariable variable ->
              Arrays.stream(variable.getAnnotatedBounds())
                  .anyMatch(bound -> bound.isAnnotationPresent(Nullable.class));
          case AnnotatedWildcardType wildcard ->
              Arrays.stream(wildcard.getAnnotatedUpperBounds())
                  .anyMatch(bound -> bound.isAnnotationPresent(Nullable.class));
          default -> false;
        };
  }

  /** The arguments: valid ones, and this. */
  @Nullable Object[] among(ValidArguments valid) throws Exception {
    Object[] arguments = valid.of(call);
    Object container = arguments[index];
    arguments[index] =
        switch (place) {
          case ITSELF -> null;
          case ELEMENT -> container instanceof Collection<?> all ? with(all) : array(container);
          case KEY -> entry((Map<?, ?>) container, true);
          case VALUE -> entry((Map<?, ?>) container, false);
        };
    return arguments;
  }

  private static Collection<?> with(Collection<?> all) {
    Collection<@Nullable Object> more =
        all instanceof Set ? new HashSet<>(all) : new ArrayList<>(all);
    more.add(null);
    return more;
  }

  private static Object array(Object valid) {
    int length = Array.getLength(valid);
    Object longer = Array.newInstance(valid.getClass().getComponentType(), length + 1);
    System.arraycopy(valid, 0, longer, 0, length);
    return longer;
  }

  private static Map<?, ?> entry(Map<?, ?> valid, boolean key) {
    var more = new LinkedHashMap<@Nullable Object, @Nullable Object>(valid);
    Map.Entry<?, ?> any = valid.entrySet().iterator().next();
    if (key) {
      more.put(null, any.getValue());
    } else {
      more.put(any.getKey(), null);
    }
    return more;
  }

  /** For a finding, such as {@code null as 'space'}. */
  String described() {
    String name = call.getParameters()[index].getName();
    return place == Place.ITSELF ? "null as '" + name + "'" : place.words + "'" + name + "'";
  }

  /**
   * Any of which names the argument: the parameter, its type, or the method if it has no other
   * parameter.
   */
  List<String> words() {
    Parameter parameter = call.getParameters()[index];
    var words = new ArrayList<String>();
    words.add(parameter.getName());
    String type = parameter.getType().getSimpleName().replace("[]", "");
    words.add(type.replaceFirst(".*(?=[A-Z])", ""));
    if (call.getParameterCount() == 1) {
      words.add(call.getName());
    }
    if (place == Place.VALUE) {
      words.add("parameter"); // under which the value is
    }
    if (place == Place.KEY) {
      words.add("key");
    }
    return words.stream().map(word -> word.toLowerCase(Locale.ROOT)).distinct().toList();
  }
}
