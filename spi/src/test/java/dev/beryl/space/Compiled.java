package dev.beryl.space;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.tools.DiagnosticCollector;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Source text as loaded classes, without files. */
final class Compiled extends ClassLoader {
  private static final JavaCompiler COMPILER = ToolProvider.getSystemJavaCompiler();
  private static final JavaFileManager STANDARD =
      COMPILER.getStandardFileManager(null, null, null); // opening the platform takes long

  private final Map<String, ByteArrayOutputStream> classes = new HashMap<>();

  private Compiled() {
    super(Compiled.class.getClassLoader());
  }

  /** The classes of a text that may use the annotations of this package. */
  static Compiled of(String source) {
    var faults = new DiagnosticCollector<JavaFileObject>();
    var loader = new Compiled();
    var files = loader.keeping(STANDARD);
    var text =
        new SimpleJavaFileObject(URI.create("string:///Source.java"), JavaFileObject.Kind.SOURCE) {
          @Override
          public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return source;
          }
        };
    var options = List.of("-proc:none", "-classpath", classPath());
    if (!COMPILER.getTask(null, files, faults, options, null, List.of(text)).call()) {
      throw new AssertionError(faults.getDiagnostics() + " in\n" + source);
    }
    return loader;
  }

  private static String classPath() {
    try {
      return Path.of(Range.class.getProtectionDomain().getCodeSource().getLocation().toURI())
          .toString();
    } catch (URISyntaxException e) {
      throw new AssertionError(e);
    }
  }

  private JavaFileManager keeping(JavaFileManager standard) {
    return new ForwardingJavaFileManager<>(standard) {
      @Override
      public JavaFileObject getJavaFileForOutput(
          Location location, String type, JavaFileObject.Kind kind, FileObject sibling) {
        return new SimpleJavaFileObject(URI.create("mem:///" + type.replace('.', '/')), kind) {
          @Override
          public OutputStream openOutputStream() {
            var bytes = new ByteArrayOutputStream();
            classes.put(type, bytes);
            return bytes;
          }
        };
      }
    };
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    var bytes = classes.get(name);
    if (bytes == null) {
      throw new ClassNotFoundException(name);
    }
    return defineClass(name, bytes.toByteArray(), 0, bytes.size());
  }

  @Override
  public InputStream getResourceAsStream(String name) {
    var bytes = classes.get(name.replace(".class", "").replace('/', '.'));
    return bytes == null
        ? super.getResourceAsStream(name)
        : new ByteArrayInputStream(bytes.toByteArray());
  }
}
