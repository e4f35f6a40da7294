package dev.beryl.execution.local;

/**
 * Has two threads see what the other has written, where one of them is to pay nothing for it.
 *
 * <p>The frequent thread writes {@code a} with release, then reads a volatile {@code b}. The rare
 * one writes {@code b}, shakes hands with the frequent one, then reads {@code a}. So at least one
 * of them sees the other, as if the frequent one had an atomic instruction between the two.
 */
public final class Handshake {
  private Handshake() {}

  /**
   * Returns once another thread has passed a point before which all its writes are visible, and
   * after which it sees all writes of the current thread.
   *
   * @param other a thread, which may be the current one or have ended
   */
  public static void with(Thread other) {
    if (other != Thread.currentThread()) {
      var _ = other.getStackTrace(); // for which the virtual machine brings it to a safepoint
    }
  }
}
