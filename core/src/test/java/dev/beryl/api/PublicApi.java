package dev.beryl.api;

import dev.beryl.Study;
import dev.beryl.space.SearchSpace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a caller of the library can call: all public methods and constructors of its packages. */
final class PublicApi {
  private static final Pattern EXPORTS = Pattern.compile("exports ([a-z.]+);");

  private PublicApi() {}

  /** The public classes of both modules' exported packages, nested ones included. */
  static Stream<Class<?>> classes() {
    return Stream.concat(
        exported("spi").flatMap(name -> classes(SearchSpace.class, name).stream()),
        exported("core").flatMap(name -> classes(Study.class, name).stream()));
  }

  /** The packages that a module exports, from its source: tests may run on the class path. */
  private static Stream<String> exported(String module) {
    Path descriptor = Path.of("../" + module + "/src/main/java/module-info.java");
    try {
      return EXPORTS.matcher(Files.readString(descriptor)).results().map(found -> found.group(1));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Those of a package, in the jar or folder of a class. */
  private static List<Class<?>> classes(Class<?> anchor, String packageName) {
    try {
      URI location = anchor.getProtectionDomain().getCodeSource().getLocation().toURI();
      Path path = Path.of(location);
      if (Files.isDirectory(path)) {
        return classes(path, packageName, anchor.getClassLoader());
      }
      try (FileSystem jar = FileSystems.newFileSystem(path)) {
        return classes(jar.getPath("/"), packageName, anchor.getClassLoader());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<Class<?>> classes(Path root, String packageName, ClassLoader loader)
      throws IOException {
    var classes = new ArrayList<Class<?>>();
    try (Stream<Path> files = Files.list(root.resolve(packageName.replace('.', '/')))) {
      for (String name : files.map(file -> file.getFileName().toString()).sorted().toList()) {
        if (name.endsWith(".class") && !name.equals("package-info.class")) {
          String simple = name.substring(0, name.length() - ".class".length());
          Class<?> type = load(packageName + "." + simple, loader);
          if (isPublic(type)) {
            classes.add(type);
          }
        }
      }
    }
    return classes;
  }

  private static Class<?> load(String name, ClassLoader loader) {
    try {
      return Class.forName(name, false, loader);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  private static boolean isPublic(Class<?> type) {
    Class<?> outer = type.getEnclosingClass();
    return Modifier.isPublic(type.getModifiers())
        && !type.isAnonymousClass()
        && (outer == null || isPublic(outer));
  }

  /** The public constructors and methods that a class declares, in a fixed order. */
  static List<Executable> calls(Class<?> type) {
    var calls = new ArrayList<Executable>(List.of(type.getConstructors()));
    Arrays.stream(type.getDeclaredMethods())
        .filter(method -> Modifier.isPublic(method.getModifiers()))
        .filter(method -> !method.isSynthetic() && !isMain(method) && !isOfEnum(method))
        .filter(method -> !method.getName().equals("equals"))
        .forEach(calls::add);
    calls.sort(Comparator.comparing(PublicApi::text));
    return calls;
  }

  private static boolean isMain(Method method) {
    return method.getName().equals("main") && Modifier.isStatic(method.getModifiers());
  }

  private static boolean isOfEnum(Method method) {
    return method.getDeclaringClass().isEnum() && method.getName().equals("valueOf");
  }

  /** A call as it is written, such as {@code Study.optimizer(String name, Map options)}. */
  static String text(Executable call) {
    Class<?> type = call.getDeclaringClass();
    String owner = type.getName().substring(type.getPackageName().length() + 1).replace('$', '.');
    String parameters =
        Arrays.stream(call.getParameters())
            .map(PublicApi::text)
            .collect(Collectors.joining(", ", "(", ")"));
    return call instanceof Constructor<?>
        ? "new " + owner + parameters
        : owner + "." + call.getName() + parameters;
  }

  private static String text(Parameter parameter) {
    return parameter.getType().getSimpleName() + " " + parameter.getName();
  }

  /** What a call throws; null if it returns. */
  static @Nullable Throwable thrown(
      Executable call, @Nullable Object receiver, @Nullable Object[] arguments)
      throws ReflectiveOperationException {
    try {
      var _ = result(call, receiver, arguments);
      return null;
    } catch (InvocationTargetException e) {
      return e.getCause();
    }
  }

  /** What a call returns. */
  static @Nullable Object result(
      Executable call, @Nullable Object receiver, @Nullable Object[] arguments)
      throws ReflectiveOperationException {
    return call instanceof Constructor<?> constructor
        ? constructor.newInstance(arguments)
        : ((Method) call).invoke(receiver, arguments);
  }
}
