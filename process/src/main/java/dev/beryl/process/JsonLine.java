package dev.beryl.process;

import dev.beryl.process.Metrics.Reader;
import dev.beryl.process.Metrics.Recording;
import dev.beryl.process.Metrics.UnreadableException;

/** Reads the last line that is not blank as a JSON object. */
final class JsonLine implements Reader {
  private final Wanted wanted;
  private String last = "";

  JsonLine(Wanted wanted) {
    this.wanted = wanted;
  }

  @Override
  public void line(String line) {
    if (!line.isBlank()) {
      last = line;
    }
  }

  @Override
  public void record(Finished run, Recording into) throws UnreadableException {
    if (last.isEmpty()) {
      throw new UnreadableException(
          "expected a JSON object as the last line of standard output, got no output");
    }
    try {
      wanted.record(Json.numbersOfObject(last), into);
    } catch (Json.MalformedException e) {
      throw new UnreadableException(
          "expected a JSON object as the last line of standard output, got '%s': %s"
              .formatted(Shortened.line(last), e.getMessage()));
    }
  }
}
