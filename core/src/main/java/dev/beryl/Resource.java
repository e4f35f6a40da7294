package dev.beryl;

import java.util.concurrent.Callable;

/**
 * Something shared by all replicates of a study or a run, such as a data set or a connection pool:
 * opened once before the first, closed once after the last, whatever happened. The handle by which
 * steps reach it is {@link Context#get(Resource)}.
 *
 * @param <R> its type; it is used from several threads if replicates are
 */
public final class Resource<R> {
  private final String name;
  private final Callable<? extends R> opener;
  private final Closer<? super R> closer;

  /**
   * How a resource is closed.
   *
   * @param <R> its type
   */
  @FunctionalInterface
  public interface Closer<R> {
    /**
     * Closes the resource.
     *
     * @param resource what was opened
     * @throws Exception for any reason
     */
    void close(R resource) throws Exception;
  }

  private Resource(String name, Callable<? extends R> opener, Closer<? super R> closer) {
    this.name = name;
    this.opener = opener;
    this.closer = closer;
  }

  /**
   * A resource that closes itself.
   *
   * @param <R> its type
   * @param name what it is called in errors
   * @param opener opens it
   * @return the handle
   */
  public static <R extends AutoCloseable> Resource<R> of(
      String name, Callable<? extends R> opener) {
    return new Resource<>(name, opener, AutoCloseable::close);
  }

  /**
   * A resource with its own way to be closed.
   *
   * @param <R> its type
   * @param name what it is called in errors
   * @param opener opens it
   * @param closer closes it
   * @return the handle
   */
  public static <R> Resource<R> of(
      String name, Callable<? extends R> opener, Closer<? super R> closer) {
    return new Resource<>(name, opener, closer);
  }

  /** {@return what it is called in errors} */
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
