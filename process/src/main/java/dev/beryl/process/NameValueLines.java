package dev.beryl.process;

import dev.beryl.process.Metrics.Reader;
import dev.beryl.process.Metrics.Recording;
import dev.beryl.process.Metrics.UnreadableException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads lines of the form name=value. */
final class NameValueLines implements Reader {
  private final Wanted wanted;
  private final Map<String, List<Double>> found = new LinkedHashMap<>();

  NameValueLines(Wanted wanted) {
    this.wanted = wanted;
  }

  @Override
  public void line(String line) {
    int at = line.indexOf('=');
    if (at < 0) {
      return;
    }
    String name = line.substring(0, at).strip();
    Double value = Numbers.parse(line.substring(at + 1).strip());
    if (value != null && !name.isEmpty()) {
      found.computeIfAbsent(name, _ -> new ArrayList<>()).add(value);
    }
  }

  @Override
  public void record(Finished run, Recording into) throws UnreadableException {
    wanted.record(found, into);
  }
}
