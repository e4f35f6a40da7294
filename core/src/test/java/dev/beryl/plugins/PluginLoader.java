package dev.beryl.plugins;

import dev.beryl.spi.OptimizerProvider;
import dev.beryl.spi.PluginProvider;
import dev.beryl.spi.PrunerProvider;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.MethodModel;
import java.net.URI;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.nio.charset.StandardCharsets;
import java.security.CodeSource;
import java.security.ProtectionDomain;
import java.security.cert.Certificate;
import java.util.Arrays;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Plug-ins on a class path of their own: the given providers, with their nested classes, and the
 * file that declares them. Nothing that is declared elsewhere is seen.
 */
final class PluginLoader extends ClassLoader {
  private static final String DECLARATIONS = "META-INF/services/";

  private final Class<?>[] providers;
  private final List<String> own;
  private final ProtectionDomain domain;
  private String outdated = "";
  private String lacking = "";
  private String absent = "";

  PluginLoader(Class<?>... providers) {
    super(PluginLoader.class.getClassLoader());
    this.providers = providers;
    this.own =
        Arrays.stream(providers)
            .flatMap(type -> Stream.of(type, type.getSuperclass()))
            .filter(type -> type != Object.class)
            .map(Class::getName)
            .toList();
    this.domain = new ProtectionDomain(new CodeSource(address(""), (Certificate[]) null), null);
  }

  /** A class as it would be had it been compiled before the SPI had one of its methods. */
  PluginLoader compiledBefore(Class<?> type, String method) {
    outdated = type.getName();
    lacking = method;
    return this;
  }

  /** A class that is declared and not there. */
  PluginLoader without(Class<?> type) {
    absent = type.getName();
    return this;
  }

  private byte[] withoutLacking(byte[] bytes) {
    ClassFile file = ClassFile.of();
    return file.transformClass(
        file.parse(bytes),
        ClassTransform.dropping(
            element -> element instanceof MethodModel m && m.methodName().equalsString(lacking)));
  }

  /** Those of the providers that are of a kind, as the file that declares them lists them. */
  private String declared(Class<? extends PluginProvider> kind) {
    return Arrays.stream(providers)
        .filter(kind::isAssignableFrom)
        .map(Class::getName)
        .collect(Collectors.joining("\n"));
  }

  private URL address(String declared) {
    try {
      return URL.of(
          URI.create("plug-ins:/"),
          new URLStreamHandler() {
            @Override
            protected URLConnection openConnection(URL url) {
              return new Declaration(url, declared);
            }
          });
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static final class Declaration extends URLConnection {
    private final String declared;

    Declaration(URL url, String declared) {
      super(url);
      this.declared = declared;
    }

    @Override
    public void connect() {}

    @Override
    public InputStream getInputStream() {
      return new ByteArrayInputStream(declared.getBytes(StandardCharsets.UTF_8));
    }
  }

  @Override
  public Enumeration<URL> getResources(String name) throws IOException {
    for (Class<? extends PluginProvider> kind :
        List.of(OptimizerProvider.class, PrunerProvider.class)) {
      if (name.equals(DECLARATIONS + kind.getName())) {
        return Collections.enumeration(List.of(address(declared(kind))));
      }
    }
    return super.getResources(name);
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (name.equals(absent)) {
      throw new ClassNotFoundException(name);
    }
    if (own.stream().noneMatch(type -> name.equals(type) || name.startsWith(type + "$"))) {
      return super.loadClass(name, resolve);
    }
    synchronized (getClassLoadingLock(name)) {
      Class<?> loaded = findLoadedClass(name);
      return loaded != null ? loaded : define(name);
    }
  }

  private Class<?> define(String name) throws ClassNotFoundException {
    try (@Nullable InputStream in =
        PluginLoader.class.getResourceAsStream("/" + name.replace('.', '/') + ".class")) {
      if (in == null) {
        throw new ClassNotFoundException(name);
      }
      byte[] bytes = name.equals(outdated) ? withoutLacking(in.readAllBytes()) : in.readAllBytes();
      return defineClass(name, bytes, 0, bytes.length, domain);
    } catch (IOException e) {
      throw new ClassNotFoundException(name, e);
    }
  }
}
