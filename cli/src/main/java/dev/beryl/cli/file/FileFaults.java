package dev.beryl.cli.file;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * The faults of a file, each with its place. What the study finds wrong with its settings comes as
 * text without a place: it is put where the setting stands that its first words name.
 */
final class FileFaults {

  private record Fault(Place place, String text) {}

  private final String file;
  private final List<Fault> found = new ArrayList<>();
  private final Map<String, Place> places = new HashMap<>();

  FileFaults(String file) {
    this.file = file;
  }

  int count() {
    return found.size();
  }

  void add(Node at, String text) {
    add(Place.of(at), text);
  }

  void add(Place at, String text) {
    found.add(new Fault(at, text));
  }

  /** Says where the file has something, by the first words of a fault of it. */
  void place(String words, Node at) {
    places.putIfAbsent(key(words), Place.of(at));
  }

  /** What is made; or empty, and what was refused is noted at a node. */
  <T> Optional<T> attempt(Node at, Supplier<T> make) {
    try {
      return Optional.of(make.get());
    } catch (IllegalArgumentException | UnsupportedOperationException refused) {
      Refusals.of(refused).forEach(text -> add(at, text));
      return Optional.empty();
    }
  }

  /** Notes what the study refused, each fault where its setting stands, others at a node. */
  void addOfStudy(RuntimeException refused, Node whole) {
    for (String fault : Refusals.of(refused)) {
      String text = SettingNames.inWordsOfTheFile(fault.replaceFirst("^study: ", ""));
      add(placeOf(text).orElse(Place.of(whole)), text);
    }
  }

  private Optional<Place> placeOf(String text) {
    String start = key(text);
    return places.keySet().stream()
        .filter(start::startsWith)
        .max(Comparator.comparingInt(String::length))
        .map(places::get);
  }

  private static String key(String words) {
    return words.toLowerCase(Locale.ROOT).replace('-', ' ');
  }

  /** The faults in the order of the file, a line each, such as {@code tune.yaml:3:7: …}. */
  List<String> lines() {
    return found.stream()
        .sorted(Comparator.comparing(Fault::place))
        .map(fault -> "%s%s: %s".formatted(file, fault.place(), fault.text()))
        .distinct()
        .toList();
  }
}
