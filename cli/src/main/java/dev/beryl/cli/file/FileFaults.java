package dev.beryl.cli.file;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * The faults of a file, each with its place. What the study finds wrong with its settings comes as
 * text without a place: it is put where the setting stands that its first words name.
 */
final class FileFaults {
  private static final String ITEM = "\n - ";

  private record Fault(@Nullable Mark place, String text) {}

  private final String file;
  private final List<Fault> found = new ArrayList<>();
  private final Map<String, Node> places = new HashMap<>();

  FileFaults(String file) {
    this.file = file;
  }

  int count() {
    return found.size();
  }

  /** Notes a fault at a node. */
  void add(Node at, String text) {
    found.add(new Fault(at.getStartMark().orElse(null), text));
  }

  /** Notes a fault at a mark, or of the whole file. */
  void add(@Nullable Mark at, String text) {
    found.add(new Fault(at, text));
  }

  /** Says where the file has something, by the first words of a fault of it. */
  void place(String words, Node at) {
    places.putIfAbsent(key(words), at);
  }

  /** What is made; or empty, and what was refused is noted at a node. */
  <T> Optional<T> attempt(Node at, Supplier<T> make) {
    try {
      return Optional.of(make.get());
    } catch (IllegalArgumentException | UnsupportedOperationException refused) {
      addAll(at, String.valueOf(refused.getMessage()));
      return Optional.empty();
    }
  }

  /** Notes what was refused, at a node; one fault for each item of the message. */
  private void addAll(Node at, String message) {
    int first = message.indexOf(ITEM);
    if (first < 0) {
      add(at, message);
      return;
    }
    String subject = message.substring(0, message.lastIndexOf(" has ", first));
    for (String item : message.substring(first + ITEM.length()).split(ITEM, -1)) {
      add(at, subject + ": " + item);
    }
  }

  /** Notes what the study refused, each item where its setting stands. */
  void addOfStudy(String message) {
    int first = message.indexOf(ITEM);
    String items = first < 0 ? message : message.substring(first + ITEM.length());
    for (String item : items.split(ITEM, -1)) {
      String text = SettingNames.inWordsOfTheFile(item.replaceFirst("^study: ", ""));
      Node at = placeOf(text);
      add(at == null ? null : at.getStartMark().orElse(null), text);
    }
  }

  private @Nullable Node placeOf(String text) {
    String start = key(text);
    return places.keySet().stream()
        .filter(start::startsWith)
        .max(Comparator.comparingInt(String::length))
        .map(places::get)
        .orElse(null);
  }

  private static String key(String words) {
    return words.toLowerCase(Locale.ROOT).replace('-', ' ');
  }

  /** The faults in the order of the file, a line each, such as {@code tune.yaml:3:7: …}. */
  List<String> lines() {
    return found.stream()
        .sorted(
            Comparator.comparingInt((Fault fault) -> line(fault.place()))
                .thenComparingInt(fault -> column(fault.place())))
        .map(fault ->
            fault.place() == null
                ? file + ": " + fault.text()
                : "%s:%s:%s: %s"
                    .formatted(file, line(fault.place()), column(fault.place()), fault.text()))
        .distinct()
        .toList();
  }

  private static int line(@Nullable Mark place) {
    return place == null ? 0 : place.getLine() + 1;
  }

  private static int column(@Nullable Mark place) {
    return place == null ? 0 : place.getColumn() + 1;
  }
}
