package dev.beryl.spark;

import java.io.Serializable;
import java.lang.invoke.SerializedLambda;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The way from an object to the first one in it that cannot be serialized. */
final class CapturePath {
  private static final int DEEPEST = 50;

  private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());

  private CapturePath() {}

  /** {@return for example {@code captured argument 1 .socket (java.net.Socket)}} */
  static String toFault(Object root) {
    String path = new CapturePath().search(root, "", 0);
    return path == null ? root.getClass().getName() : path.strip();
  }

  private @Nullable String search(@Nullable Object object, String path, int depth) {
    if (object == null || depth > DEEPEST || !seen.add(object)) {
      return null;
    }
    Class<?> type = object.getClass();
    if (!(object instanceof Serializable)) {
      return "%s (%s)".formatted(path, type.getName());
    }
    SerializedLambda lambda = lambda(object);
    if (lambda != null) {
      for (int i = 0; i < lambda.getCapturedArgCount(); i++) {
        String found =
            search(lambda.getCapturedArg(i), path + " captured argument " + (i + 1), depth + 1);
        if (found != null) {
          return found;
        }
      }
      return null;
    }
    if (object instanceof Object[] array) {
      for (int i = 0; i < array.length; i++) {
        String found = search(array[i], path + "[" + i + "]", depth + 1);
        if (found != null) {
          return found;
        }
      }
      return null;
    }
    if (object instanceof Map<?, ?> map) {
      return searchEach(map.values(), path, searchEach(map.keySet(), path, null, depth), depth);
    }
    if (object instanceof Iterable<?> items && type.getName().startsWith("java.util.")) {
      return searchEach(items, path, null, depth);
    }
    return searchFields(object, path, depth);
  }

  private @Nullable String searchEach(
      Iterable<?> items, String path, @Nullable String before, int depth) {
    String found = before;
    int i = 0;
    for (Object item : items) {
      if (found != null) {
        break;
      }
      found = search(item, path + "[" + i++ + "]", depth + 1);
    }
    return found;
  }

  private @Nullable String searchFields(Object object, String path, int depth) {
    for (Class<?> c = object.getClass();
        c != null && Serializable.class.isAssignableFrom(c);
        c = c.getSuperclass()) {
      for (Field field : c.getDeclaredFields()) {
        int modifiers = field.getModifiers();
        if (Modifier.isStatic(modifiers)
            || Modifier.isTransient(modifiers)
            || field.getType().isPrimitive()
            || !field.trySetAccessible()) {
          continue;
        }
        try {
          String found = search(field.get(object), path + "." + field.getName(), depth + 1);
          if (found != null) {
            return found;
          }
        } catch (IllegalAccessException e) {
          throw new AssertionError(e);
        }
      }
    }
    return null;
  }

  private static @Nullable SerializedLambda lambda(Object object) {
    if (!object.getClass().isSynthetic() && !object.getClass().isHidden()) {
      return null;
    }
    try {
      Method replace = object.getClass().getDeclaredMethod("writeReplace");
      return replace.trySetAccessible() && replace.invoke(object) instanceof SerializedLambda lambda
          ? lambda
          : null;
    } catch (ReflectiveOperationException e) {
      return null;
    }
  }
}
