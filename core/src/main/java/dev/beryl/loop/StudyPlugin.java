package dev.beryl.loop;

/**
 * An optimizer or pruner at work.
 *
 * @param title what it is called in errors, such as {@code optimizer 'tpe'}
 * @param <T> {@link dev.beryl.spi.Optimizer} or {@link dev.beryl.spi.Pruner}
 */
public record StudyPlugin<T>(String title, T instance) {

  /** The end of a study whose plug-in threw. */
  StudyEnd failed(String what, Throwable thrown) {
    return StudyEnd.threw(title + " " + what, thrown);
  }
}
