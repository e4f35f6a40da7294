package dev.beryl.process;

import dev.beryl.fault.Faults;
import dev.beryl.fault.Nulls;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * What is read of a command's run and recorded as metrics. Immutable; one object may be used by any
 * number of commands and threads.
 *
 * <p>Text that a program prints is read as UTF-8. Where names are given, exactly these metrics are
 * recorded, and a run that lacks one fails; without names all numbers that are found are recorded,
 * at least one.
 */
public final class Metrics {
  private final String what;
  private final List<Template> templates;
  private final Supplier<Reader> readers;

  /**
   * Makes metrics.
   *
   * @param what they are, for messages
   * @param templates in them
   * @param readers make what reads one run
   */
  Metrics(String what, List<Template> templates, Supplier<Reader> readers) {
    this.what = what;
    this.templates = templates;
    this.readers = readers;
  }

  Reader reader() {
    return readers.get();
  }

  List<Template> templates() {
    return templates;
  }

  /** {@return what is read, for example {@code JSON line}} */
  @Override
  public String toString() {
    return what;
  }

  /** What reads one run: first the lines of its output, on one thread, then all the rest. */
  interface Reader {

    /** Takes a line of standard output, without its end. */
    default void line(String line) {}

    /**
     * Records the metrics.
     *
     * @throws UnreadableException if the run lacks them
     */
    void record(Finished run, Recording into) throws IOException, UnreadableException;
  }

  /** Where metrics are recorded. */
  @FunctionalInterface
  interface Recording {
    void record(String metric, double value);
  }

  /** A run that lacks a metric. */
  static final class UnreadableException extends Exception {
    private static final long serialVersionUID = 1;

    UnreadableException(String message) {
      super(message);
    }
  }

  /**
   * Reads the last line of standard output that is not blank as a JSON object. Numbers in nested
   * objects are named by their path, such as {@code loss.mean}; each number of an array is a value
   * of the array's metric. Texts, booleans and null are passed over.
   *
   * @param names of the metrics that are recorded; none: all numbers
   * @return the metrics
   */
  public static Metrics jsonLine(String... names) {
    Wanted wanted = Wanted.of("JSON line", names);
    return new Metrics("JSON line", List.of(), () -> new JsonLine(wanted));
  }

  /**
   * Reads lines of standard output of the form {@code name=value}, such as {@code loss=0.25};
   * blanks around name and value are ignored, and so are all other lines. A name that comes several
   * times has several values.
   *
   * @param names of the metrics that are recorded; none: every line whose value is a number
   * @return the metrics
   */
  public static Metrics nameValueLines(String... names) {
    Wanted wanted = Wanted.of("lines name=value", names);
    return new Metrics("lines name=value", List.of(), () -> new NameValueLines(wanted));
  }

  /**
   * Finds a metric in the lines of standard output by a regular expression. Every match is a value
   * of the metric; a run without one fails.
   *
   * @param metric the name under which it is recorded
   * @param regex found anywhere in a line; its first group is the number, such as {@code time:
   *     (\S+) ms}
   * @return the metric
   * @throws IllegalArgumentException if the name is blank, the expression is malformed or has no
   *     group; the message lists all faults
   */
  public static Metrics matching(String metric, String regex) {
    Nulls.refuse("metrics: metric", metric);
    Nulls.refuse("metrics: regex", regex);
    var faults = new Faults("metric '" + metric + "'");
    faults.require(!metric.isBlank(), "expected a metric's name, got a blank one");
    Pattern pattern = pattern(regex, faults);
    if (pattern != null && pattern.matcher("").groupCount() == 0) {
      faults.add(
          "regular expression '%s': expected a group that is the number, such as 'time: (\\S+) ms'",
          regex);
    }
    faults.throwIfAny();
    Pattern checked = Objects.requireNonNull(pattern);
    return new Metrics("metric '" + metric + "'", List.of(), () -> new Matching(metric, checked));
  }

  /** A pattern; null: it is malformed, which is noted as a fault. */
  static @Nullable Pattern pattern(String regex, Faults faults) {
    try {
      return Pattern.compile(regex);
    } catch (PatternSyntaxException e) {
      faults.add(
          "regular expression '%s': %s at index %s", regex, e.getDescription(), e.getIndex());
      return null;
    }
  }

  /**
   * Reads a file as JSON: an object, or an array of objects, whose numbers are named as by {@link
   * #jsonLine}.
   *
   * @param path of the file, with placeholders; relative to the working directory
   * @param names of the metrics that are recorded; none: all numbers
   * @return the metrics
   * @throws IllegalArgumentException if the path's placeholders are malformed
   */
  public static Metrics jsonFile(String path, String... names) {
    Template file = template(path);
    Wanted wanted = Wanted.of("JSON file '" + path + "'", names);
    return new Metrics(
        "JSON file '" + path + "'", List.of(file), () -> new JsonFile(file, Json::numbers, wanted));
  }

  /**
   * Reads the file that JMH writes with {@code -rf json -rff path}. A benchmark's score is recorded
   * as {@code Class.method}, followed by its parameters if it has any, such as {@code
   * Sort.run:size=10,type=int}; that of a secondary metric as {@code Class.method:name}.
   *
   * @param path of the file, with placeholders; relative to the working directory
   * @param names of the metrics that are recorded; none: all scores
   * @return the metrics
   * @throws IllegalArgumentException if the path's placeholders are malformed
   */
  public static Metrics jmhResults(String path, String... names) {
    Template file = template(path);
    Wanted wanted = Wanted.of("results of JMH '" + path + "'", names);
    return new Metrics(
        "results of JMH '" + path + "'",
        List.of(file),
        () -> new JsonFile(file, JmhScores::of, wanted));
  }

  /**
   * Records the exit code as metric {@code exitCode}. A run with another exit code than 0 is then
   * no failure.
   *
   * @return the metric
   */
  public static Metrics exitCode() {
    return Measured.EXIT_CODE;
  }

  /**
   * Records the time from the program's start to its end as metric {@code wallTime}, in seconds.
   *
   * @return the metric
   */
  public static Metrics wallTime() {
    return Measured.WALL_TIME;
  }

  /**
   * Records the CPU time, of user and system, of the program and the processes that it started as
   * metric {@code cpuTime}, in seconds. The system's own count is read every 5 ms, in steps of 10
   * ms: what happened after the last look is missed, so programs should run for a second or more.
   *
   * @return the metric
   * @throws UnsupportedOperationException if this is not Linux
   */
  public static Metrics cpuTime() {
    return Measured.cpuTime();
  }

  /**
   * Records the most memory that one of the program's processes had resident at any time as metric
   * {@code peakMemory}, in bytes. The system's own mark is read every 5 ms; what rose after the
   * last look is missed.
   *
   * @return the metric
   * @throws UnsupportedOperationException if this is not Linux
   */
  public static Metrics peakMemory() {
    return Measured.peakMemory();
  }

  private static Template template(String path) {
    Nulls.refuse("metrics: path", path);
    var faults = new Faults("metrics");
    Template template = Template.parse("path", path, faults);
    faults.throwIfAny();
    return template;
  }
}
