package dev.beryl;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Keeps the warnings that are logged under a name, or all from some level on, instead of letting it
 * through, until it is closed. The module does not read {@code java.logging}, where the platform's
 * loggers log to: hence by reflection.
 */
public final class CapturedLog implements AutoCloseable {
  public record Entry(String message, Throwable thrown) {}

  private final Object logger;
  private final Class<?> filterType;
  private final List<Entry> entries = Collections.synchronizedList(new ArrayList<>());

  private CapturedLog(Object logger, Class<?> filterType, String level, Runnable heard)
      throws ReflectiveOperationException {
    this.logger = logger;
    this.filterType = filterType;
    setLevel(level(level));
    setFilter(
        Proxy.newProxyInstance(
            filterType.getClassLoader(),
            new Class<?>[] {filterType},
            (proxy, method, arguments) -> {
              Object record = arguments[0];
              entries.add(
                  new Entry(
                      (String) record.getClass().getMethod("getMessage").invoke(record),
                      (Throwable) record.getClass().getMethod("getThrown").invoke(record)));
              heard.run();
              return false;
            }));
  }

  public static CapturedLog of(String name) throws ReflectiveOperationException {
    return of(name, () -> {});
  }

  /** Runs something after each entry. */
  public static CapturedLog of(String name, Runnable heard) throws ReflectiveOperationException {
    return of(name, "WARNING", heard);
  }

  /** Keeps what is logged at a level or above. */
  public static CapturedLog from(String level, String name) throws ReflectiveOperationException {
    return of(name, level, () -> {});
  }

  private static CapturedLog of(String name, String level, Runnable heard)
      throws ReflectiveOperationException {
    Class<?> type = Class.forName("java.util.logging.Logger");
    Object logger = type.getMethod("getLogger", String.class).invoke(null, name);
    return new CapturedLog(logger, Class.forName("java.util.logging.Filter"), level, heard);
  }

  private static Object level(String name) throws ReflectiveOperationException {
    return Class.forName("java.util.logging.Level")
        .getMethod("parse", String.class)
        .invoke(null, name);
  }

  private void setLevel(Object level) throws ReflectiveOperationException {
    logger
        .getClass()
        .getMethod("setLevel", Class.forName("java.util.logging.Level"))
        .invoke(logger, level);
  }

  private void setFilter(Object filter) throws ReflectiveOperationException {
    logger.getClass().getMethod("setFilter", filterType).invoke(logger, filter);
  }

  public List<Entry> entries() {
    return entries;
  }

  /** Those about threads that were abandoned, one each; a slow machine may warn of more. */
  public List<Entry> abandonments() {
    synchronized (entries) {
      return entries.stream()
          .filter(entry -> entry.message().contains("its thread is abandoned"))
          .toList();
    }
  }

  @Override
  public void close() throws ReflectiveOperationException {
    setFilter(null);
    setLevel(level("WARNING")); // as tests are run with
  }
}
