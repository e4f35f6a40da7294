package dev.beryl.plugins.origin;

import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor;
import java.net.URI;
import java.net.URL;
import java.security.CodeSource;
import java.util.Optional;

/** Where a plug-in's class comes from, and for which version of the SPI it was built. */
public final class PluginOrigin {
  private static final String SPI = "dev.beryl.spi";

  private PluginOrigin() {}

  /**
   * {@return for example {@code annealing-1.0.jar}, {@code module dev.example.annealing of
   * annealing-1.0.jar}, or a folder's address}
   */
  public static String of(Class<?> type) {
    String place = location(type).map(PluginOrigin::shown).orElse("an unknown place");
    Module module = type.getModule();
    return module.isNamed() ? "module " + module.getName() + " of " + place : place;
  }

  /** The file's name of a jar, and the whole address of anything else. */
  private static String shown(URL location) {
    String address = location.toString();
    return address.endsWith(".jar") ? address.substring(address.lastIndexOf('/') + 1) : address;
  }

  private static Optional<URL> location(Class<?> type) {
    CodeSource source = type.getProtectionDomain().getCodeSource();
    return Optional.ofNullable(source).map(CodeSource::getLocation);
  }

  /** The version of its module or jar, if that has one. */
  public static Optional<String> version(Class<?> type) {
    return descriptor(type)
        .flatMap(ModuleDescriptor::rawVersion)
        .or(() -> Optional.ofNullable(type.getPackage().getImplementationVersion()));
  }

  /** The version of the SPI that the plug-in was compiled with, if its module says so. */
  static Optional<String> builtFor(Class<?> type) {
    return descriptor(type).stream()
        .flatMap(module -> module.requires().stream())
        .filter(required -> required.name().equals(SPI))
        .findFirst()
        .flatMap(ModuleDescriptor.Requires::rawCompiledVersion);
  }

  /** The module's descriptor; on the class path, the one that lies unused in the jar. */
  private static Optional<ModuleDescriptor> descriptor(Class<?> type) {
    if (type.getModule().isNamed()) {
      return Optional.of(type.getModule().getDescriptor());
    }
    Optional<URI> file =
        location(type)
            .map(URL::toString)
            .filter(address -> address.startsWith("file:"))
            .map(address ->
                URI.create(
                    address.endsWith("/")
                        ? address + "module-info.class"
                        : "jar:" + address + "!/module-info.class"));
    if (file.isEmpty()) {
      return Optional.empty();
    }
    try (InputStream in = file.get().toURL().openStream()) {
      return Optional.of(ModuleDescriptor.read(in));
    } catch (IOException absent) {
      return Optional.empty();
    }
  }
}
