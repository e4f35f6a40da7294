package dev.beryl.process;

import dev.beryl.process.Metrics.Reader;
import dev.beryl.process.Metrics.Recording;
import dev.beryl.process.Metrics.UnreadableException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds a metric in lines. */
final class Matching implements Reader {
  private final String metric;
  private final Pattern pattern;
  private final List<Double> found = new ArrayList<>();
  private @Nullable String noNumber;

  Matching(String metric, Pattern pattern) {
    this.metric = metric;
    this.pattern = pattern;
  }

  @Override
  public void line(String line) {
    Matcher matcher = pattern.matcher(line);
    while (matcher.find()) {
      String text = matcher.group(1);
      Double value = text == null ? null : Numbers.parse(text.strip());
      if (value != null) {
        found.add(value);
      } else {
        noNumber = matcher.group();
      }
    }
  }

  @Override
  public void record(Finished run, Recording into) throws UnreadableException {
    if (noNumber != null) {
      throw new UnreadableException(
          "metric '%s': expected a number in group 1 of '%s', which matches '%s'"
              .formatted(metric, pattern, Shortened.line(noNumber)));
    }
    if (found.isEmpty()) {
      throw new UnreadableException(
          "metric '%s': no line of standard output matches '%s'".formatted(metric, pattern));
    }
    found.forEach(value -> into.record(metric, value));
  }
}
