package dev.beryl.spark;

import dev.beryl.StudyFactory;
import dev.beryl.StudyWorker;
import dev.beryl.execution.RunnerSetting;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamClass;
import java.io.Serializable;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import org.jspecify.annotations.Nullable;

/** A factory of studies as it goes to executors: the name of a class, or an object as bytes. */
final class ShippedFactory implements Serializable {
  private static final long serialVersionUID = 1;

  private final String name;
  private final byte @Nullable [] object;

  private ShippedFactory(String name, byte @Nullable [] object) {
    this.name = name;
    this.object = object;
  }

  static ShippedFactory named(Class<? extends StudyFactory> type) {
    try {
      boolean open =
          isPublic(type)
              && !Modifier.isAbstract(type.getModifiers())
              && Modifier.isPublic(type.getConstructor().getModifiers());
      if (!open) {
        throw unfit(type);
      }
    } catch (NoSuchMethodException e) {
      throw unfit(type);
    }
    return new ShippedFactory(type.getName(), null);
  }

  private static boolean isPublic(Class<?> type) {
    for (Class<?> c = type; c != null; c = c.getEnclosingClass()) {
      if (!Modifier.isPublic(c.getModifiers())) {
        return false;
      }
    }
    return true;
  }

  private static IllegalArgumentException unfit(Class<?> type) {
    return new IllegalArgumentException(
        ("spark runner: study: expected a public class with a public constructor without parameters,"
                + " which executors can call, got %s")
            .formatted(type.getName()));
  }

  static ShippedFactory serialized(SerializableStudyFactory factory) {
    var bytes = new ByteArrayOutputStream();
    try (var out = new ObjectOutputStream(bytes)) {
      out.writeObject(factory);
    } catch (IOException e) {
      throw new IllegalArgumentException(
          ("spark runner: study: expected a factory that can be serialized, and %s cannot be (%s);"
                  + " capture only what can be, or name a class")
              .formatted(CapturePath.toFault(factory), e.getMessage()),
          e);
    }
    return new ShippedFactory(factory.getClass().getName(), bytes.toByteArray());
  }

  /** Checks on the driver what each executor will check. */
  void requireSame(RunnerSetting setting) {
    try (StudyWorker worker = worker()) {
      worker.accept(setting);
    }
  }

  /**
   * Makes a worker.
   *
   * @throws IllegalArgumentException if that is not possible here
   */
  StudyWorker worker() {
    StudyFactory factory;
    try {
      factory = object == null ? instance() : read(object);
    } catch (InvocationTargetException e) {
      throw unmade(e.getCause());
    } catch (ReflectiveOperationException | IOException | LinkageError | ClassCastException e) {
      throw unmade(e);
    }
    try {
      StudyWorker worker = factory.worker();
      if (worker == null) {
        throw new IllegalArgumentException(
            "spark runner: study factory %s: expected a worker, got null".formatted(name));
      }
      return worker;
    } catch (RuntimeException | LinkageError e) {
      throw unmade(e);
    }
  }

  private IllegalArgumentException unmade(@Nullable Throwable cause) {
    return new IllegalArgumentException(
        "spark runner: study factory %s cannot make its worker: %s".formatted(name, cause), cause);
  }

  private StudyFactory instance() throws ReflectiveOperationException {
    return Class.forName(name, true, loader())
        .asSubclass(StudyFactory.class)
        .getConstructor()
        .newInstance();
  }

  private static StudyFactory read(byte[] object) throws IOException, ClassNotFoundException {
    try (var in = new ContextObjects(object)) {
      return (StudyFactory) in.readObject();
    }
  }

  /** On executors the loader that has the application's jars. */
  private static ClassLoader loader() {
    ClassLoader context = Thread.currentThread().getContextClassLoader();
    return context == null ? ShippedFactory.class.getClassLoader() : context;
  }

  @Override
  public String toString() {
    return name;
  }

  private static final class ContextObjects extends ObjectInputStream {
    ContextObjects(byte[] bytes) throws IOException {
      super(new ByteArrayInputStream(bytes));
    }

    @Override
    protected Class<?> resolveClass(ObjectStreamClass type)
        throws IOException, ClassNotFoundException {
      try {
        return Class.forName(type.getName(), false, loader());
      } catch (ClassNotFoundException e) {
        return super.resolveClass(type); // primitives, for example
      }
    }
  }
}
