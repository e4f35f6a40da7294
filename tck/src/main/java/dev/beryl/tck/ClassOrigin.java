package dev.beryl.tck;

import java.net.URL;
import java.security.CodeSource;
import java.util.Optional;

/** Where a class comes from. */
final class ClassOrigin {
  private ClassOrigin() {}

  /** {@return class and jar or folder, such as {@code dev.example.Annealing in annealing.jar} } */
  static String of(Class<?> type) {
    return location(type)
        .map(url -> type.getName() + " in " + lastPart(url.toString()))
        .orElseGet(type::getName);
  }

  static Optional<URL> location(Class<?> type) {
    CodeSource source = type.getProtectionDomain().getCodeSource();
    return Optional.ofNullable(source).map(CodeSource::getLocation);
  }

  private static String lastPart(String path) {
    String trimmed = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    return trimmed.endsWith(".jar") ? trimmed.substring(trimmed.lastIndexOf('/') + 1) : trimmed;
  }
}
