package dev.beryl.plugins;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The files that declare plug-ins, for errors of the service loader that name no jar. */
final class Declarations {
  private Declarations() {}

  /** The file that declares what an error is about: the class that it names, or itself. */
  static String declaring(Class<?> type, Throwable error) {
    String message = String.valueOf(error.getMessage());
    return places("META-INF/services/" + type.getName()).entrySet().stream()
        .filter(declared -> message.contains(declared.getKey()))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse("an unknown place");
  }

  /** Names of classes and addresses of files to the file that declares them. */
  private static Map<String, String> places(String resource) {
    var places = new TreeMap<String, String>();
    ClassLoader loader =
        Optional.ofNullable(Thread.currentThread().getContextClassLoader())
            .orElseGet(ClassLoader::getSystemClassLoader);
    try {
      for (URL file : Collections.list(loader.getResources(resource))) {
        places.put(file.toString(), file.toString());
        declared(file, places);
      }
    } catch (IOException unreadable) {
      places.putIfAbsent(String.valueOf(unreadable.getMessage()), unreadable.toString());
    }
    return places;
  }

  private static void declared(URL file, Map<String, String> places) throws IOException {
    try (var reader =
        new BufferedReader(new InputStreamReader(file.openStream(), StandardCharsets.UTF_8))) {
      reader
          .lines()
          .map(line -> line.replaceFirst("#.*", "").strip())
          .filter(name -> !name.isEmpty())
          .forEach(name -> places.put(name, file.toString()));
    }
  }
}
