package dev.beryl;

import dev.beryl.fault.Nulls;
import java.util.Objects;
import java.util.concurrent.Callable;

/**
 * A handle to an object that all replicates of a study or a run share, such as a data set or a
 * connection pool. The object is opened once before the first replicate and closed once after the
 * last, whatever happened. Steps get it with {@link Context#get(Resource)}.
 *
 * @param <R> the object's type; several threads use the object if replicates run on several threads
 */
public final class Resource<R> {
  private final String name;
  private final Callable<? extends R> opener;
  private final Closer<? super R> closer;

  /**
   * Closes a resource.
   *
   * @param <R> the object's type
   */
  @FunctionalInterface
  public interface Closer<R> {
    /**
     * Closes the resource.
     *
     * @param resource the opened object
     * @throws Exception for any reason
     */
    void close(R resource) throws Exception;
  }

  private Resource(String name, Callable<? extends R> opener, Closer<? super R> closer) {
    Nulls.refuse("resource: name", name);
    Nulls.refuse("resource: opener", opener);
    Nulls.refuse("resource: closer", closer);
    this.name = name;
    this.opener = opener;
    this.closer = closer;
  }

  /**
   * Creates a resource. If its object is {@link AutoCloseable}, it is closed after the last
   * replicate; any other object, such as a list, needs no closing.
   *
   * @param <R> the object's type
   * @param name the resource's name in errors
   * @param opener opens the object
   * @return the handle
   */
  public static <R> Resource<R> of(String name, Callable<? extends R> opener) {
    return of(name, opener, Resource::closeIfCloseable);
  }

  private static void closeIfCloseable(Object resource) throws Exception {
    if (resource instanceof AutoCloseable closeable) {
      closeable.close();
    }
  }

  /**
   * Creates a resource whose object is closed by a given function.
   *
   * @param <R> the object's type
   * @param name the resource's name in errors
   * @param opener opens the object
   * @param closer closes the object
   * @return the handle
   */
  public static <R> Resource<R> of(
      String name, Callable<? extends R> opener, Closer<? super R> closer) {
    Objects.requireNonNull(name, "name: expected the name of a resource, got null");
    Objects.requireNonNull(
        opener, "opener: expected what opens resource '%s', got null".formatted(name));
    Objects.requireNonNull(
        closer, "closer: expected what closes resource '%s', got null".formatted(name));
    return new Resource<>(name, opener, closer);
  }

  /** {@return the resource's name in errors} */
  public String name() {
    return name;
  }

  R open() throws Exception {
    return opener.call();
  }

  Closer<? super R> closer() {
    return closer;
  }

  @Override
  public String toString() {
    return "resource '" + name + "'";
  }
}
