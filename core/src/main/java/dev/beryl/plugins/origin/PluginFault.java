package dev.beryl.plugins.origin;

import dev.beryl.spi.PluginProvider;

/** What is wrong with a plug-in, in a sentence that names its jar and what to do. */
public final class PluginFault {
  private PluginFault() {}

  /**
   * The fault of a plug-in that breaks a rule.
   *
   * @param what is wrong, and what was expected
   */
  public static String of(String plugin, Class<?> type, String what) {
    return "%s of %s, class %s, %s".formatted(plugin, PluginOrigin.of(type), type.getName(), what);
  }

  /**
   * The fault of a plug-in that threw.
   *
   * @param what could not be done with it
   * @param advice for its author, unless it was built for another version of the SPI
   */
  public static String of(
      String plugin, Class<?> type, String what, Throwable thrown, String advice) {
    Throwable cause = thrown;
    while (cause.getCause() != null && !isLinkage(cause)) {
      cause = cause.getCause();
    }
    return of(
        plugin,
        type,
        "%s: %s; %s".formatted(what, cause, isLinkage(cause) ? builtForAnother(type) : advice));
  }

  /** Whether a class does not fit or is not there, rather than that its initializer threw. */
  private static boolean isLinkage(Throwable thrown) {
    return thrown instanceof LinkageError
        && !(thrown instanceof ExceptionInInitializerError)
        && !(thrown.getCause() instanceof ExceptionInInitializerError);
  }

  private static String builtForAnother(Class<?> type) {
    return "it was built for %s, and this is %s; use a version of the plug-in that fits"
        .formatted(
            PluginOrigin.builtFor(type)
                .map(version -> "version " + version + " of dev.beryl.spi")
                .orElse("another version of dev.beryl.spi, or lacks a library"),
            PluginOrigin.version(PluginProvider.class).orElse("another one"));
  }
}
