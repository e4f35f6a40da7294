package dev.beryl;

import dev.beryl.fault.Faults;
import dev.beryl.fault.Nulls;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * A handle to an object that all replicates of a study or a run share, such as a data set or a
 * connection pool. The object is opened once before the first replicate and closed once after the
 * last, whatever happened. Steps get it with {@link Context#get(Resource)}. The items of a
 * {@linkplain #leased leased} resource are not shared: each replicate has its own while it runs.
 *
 * @param <R> the object's type; several threads use the object if replicates run on several threads
 */
public final class Resource<R> {
  private final String name;
  private final Callable<? extends R> opener;
  private final Closer<? super R> closer;
  private final @Nullable Leases<R> leases; // null: one object for all

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
    this(name, opener, closer, null);
  }

  private Resource(
      String name,
      Callable<? extends R> opener,
      Closer<? super R> closer,
      @Nullable Leases<R> leases) {
    Nulls.refuse("resource: name", name);
    Nulls.refuse("resource '%s': opener".formatted(name), opener);
    Nulls.refuse("resource '%s': closer".formatted(name), closer);
    this.name = name;
    this.opener = opener;
    this.closer = closer;
    this.leases = leases;
  }

  /**
   * Creates a resource of items that are leased, such as the GPUs or the ports of a machine: each
   * running replicate holds one of them, and no other replicate holds it meanwhile. A replicate
   * that finds none free waits, which counts for its time limits; to avoid that, set {@link
   * Study#threads} to the number of items. A step gets the item with {@link Context#get(Resource)}.
   * The replicate has a note {@code lease:} with the resource's name that says which item it had,
   * in the journal, too; of a trial, the note of the last replicate is kept.
   *
   * <p>All experiments of this process that use this object share the items. An item is given back
   * when its replicate's last step returns or throws, also after a time limit. A replicate that
   * ignores its interrupt and is {@linkplain Study#abandonAfter abandoned} keeps its item until it
   * comes back, as its code may still use it; if that is so of all items, replicates that wait
   * fail.
   *
   * @param <R> the items' type
   * @param name the resource's name, in errors and in the note
   * @param items at least one, all different
   * @return the handle
   * @throws IllegalArgumentException if there is no item, or two are equal; the message lists all
   *     faults
   */
  @SafeVarargs
  @SuppressWarnings("varargs") // only read
  public static <R> Resource<R> leased(String name, R... items) {
    Nulls.refuse("resource: name", name);
    Nulls.refuseIn("resource '%s': items".formatted(name), items);
    var faults = new Faults("resource '" + name + "'");
    faults.require(items.length > 0, "expected at least one item to lease, got none");
    var known = new HashSet<R>();
    for (R item : items) {
      faults.require(known.add(item), "item '%s' comes twice; give each once", item);
    }
    faults.throwIfAny();
    var leases = new Leases<R>(name, List.of(items));
    return new Resource<>(name, () -> items[0], _ -> {}, leases);
  }

  /** The items, if they are leased. */
  @Nullable Leases<R> leases() {
    return leases;
  }

  @SuppressWarnings("unchecked") // what Leases handed out
  R item(Object leased) {
    return (R) leased;
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
    Nulls.refuse("resource: name", name);
    Nulls.refuse("resource '%s': opener".formatted(name), opener);
    Nulls.refuse("resource '%s': closer".formatted(name), closer);
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
