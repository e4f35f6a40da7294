package dev.beryl.benchmarks;

import static java.util.function.Predicate.not;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.BenchmarkListEntry;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.VerboseMode;

/** What every class of benchmarks keeps to, so that a report can say what its figures are. */
class BenchmarkSetTest {
  private static final Path SOURCES = Path.of("src/main/java/dev/beryl/benchmarks");
  private static final Pattern FIRST_SENTENCE = Pattern.compile("[^.?!]*[.?!](?=\\s|$)");

  @Test
  void everyClass_hasBenchmarksThatJmhKnows() {
    Set<String> known =
        entries().stream().map(BenchmarkListEntry::getUserClassQName).collect(Collectors.toSet());
    assertThat(classes().map(Class::getName).filter(not(known::contains))).isEmpty();
  }

  @Test
  void everyClass_beginsItsJavadocWithAQuestion() {
    assertThat(classes().filter(not(BenchmarkSetTest::asks))).isEmpty();
  }

  private static boolean asks(Class<?> type) {
    var sentence = FIRST_SENTENCE.matcher(javadoc(type));
    return sentence.lookingAt() && sentence.group().endsWith("?");
  }

  @Test
  void everyClass_endsItsJavadocWithItsCommand() {
    assertThat(
            classes()
                .filter(type ->
                    !javadoc(type)
                        .endsWith(
                            "{@code mvn -q -B -Pbench -Dbench=" + type.getSimpleName() + "}")))
        .isEmpty();
  }

  @Test
  void everyFloor_isOneOfBenchmarksOfItsClass() {
    assertThat(
            benchmarks()
                .filter(method -> method.isAnnotationPresent(Floor.class))
                .filter(method ->
                    !measured(method.getDeclaringClass())
                        .containsAll(List.of(method.getAnnotation(Floor.class).of()))))
        .isEmpty();
  }

  @Test
  void everyPeer_isOneOfBenchmarksOfItsClass() {
    assertThat(
            benchmarks()
                .filter(method -> method.isAnnotationPresent(Peer.class))
                .filter(method ->
                    !measured(method.getDeclaringClass())
                        .containsAll(List.of(method.getAnnotation(Peer.class).of()))))
        .isEmpty();
  }

  @Test
  void everyBenchmark_isAnAverageTime() {
    assertThat(entries()).allMatch(entry -> entry.getMode() == Mode.AverageTime);
  }

  /** The names of a class's benchmarks that are neither floors nor peers. */
  private static Set<String> measured(Class<?> type) {
    return benchmarks(type)
        .filter(method -> !method.isAnnotationPresent(Floor.class))
        .filter(method -> !method.isAnnotationPresent(Peer.class))
        .map(Method::getName)
        .collect(Collectors.toSet());
  }

  private static Stream<Method> benchmarks() {
    return classes().flatMap(BenchmarkSetTest::benchmarks);
  }

  private static Stream<Method> benchmarks(Class<?> type) {
    return Arrays.stream(type.getDeclaredMethods())
        .filter(method -> method.isAnnotationPresent(Benchmark.class));
  }

  private static Set<BenchmarkListEntry> entries() {
    var nowhere = new PrintStream(new ByteArrayOutputStream());
    Set<BenchmarkListEntry> entries =
        BenchmarkList.defaultList()
            .getAll(
                OutputFormatFactory.createFormatInstance(nowhere, VerboseMode.SILENT), List.of());
    assertThat(entries).isNotEmpty();
    return entries;
  }

  /** All public classes of benchmarks in the folder that has the first of them. */
  private static Stream<Class<?>> classes() {
    try (Stream<Path> files = Files.list(compiled())) {
      List<Class<?>> classes =
          files
              .map(file -> file.getFileName().toString())
              .filter(name -> name.endsWith(".class") && !name.contains("$"))
              .sorted()
              .<Class<?>>map(
                  name -> named("dev.beryl.benchmarks." + name.substring(0, name.length() - 6)))
              .filter(BerylBenchmark.class::isAssignableFrom)
              .filter(type -> Modifier.isPublic(type.getModifiers()))
              .filter(type -> !Modifier.isAbstract(type.getModifiers()))
              .toList();
      assertThat(classes).contains(TrialOverhead.class);
      return classes.stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path compiled() {
    try {
      return Path.of(
              Objects.requireNonNull(BerylBenchmark.class.getResource("BerylBenchmark.class"))
                  .toURI())
          .resolveSibling("");
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Class<?> named(String name) {
    try {
      return Class.forName(name);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The text of a class's Javadoc in one line. */
  private static String javadoc(Class<?> type) {
    try {
      String source = Files.readString(SOURCES.resolve(type.getSimpleName() + ".java"));
      String before = source.substring(0, source.indexOf("public class " + type.getSimpleName()));
      return before
          .substring(before.lastIndexOf("/**") + 3, before.lastIndexOf("*/"))
          .lines()
          .map(line -> line.strip().replaceFirst("^\\*", "").strip())
          .collect(Collectors.joining(" "))
          .strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
