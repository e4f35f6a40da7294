package dev.beryl.process;

import dev.beryl.process.Metrics.Reader;
import dev.beryl.process.Metrics.Recording;
import dev.beryl.process.Metrics.UnreadableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Reads a file that a program wrote.
 *
 * @param file its path
 * @param form what the file's text says
 * @param wanted which numbers are recorded
 */
record JsonFile(Template file, Form form, Wanted wanted) implements Reader {

  /** How numbers stand in the text. */
  @FunctionalInterface
  interface Form {
    Map<String, List<Double>> numbers(String text) throws Json.MalformedException;
  }

  @Override
  public void record(Finished run, Recording into) throws IOException, UnreadableException {
    Path path = run.values().directory().resolve(file.fill(run.values()));
    if (!Files.isRegularFile(path)) {
      throw new UnreadableException(
          "expected that the program writes %s, found no file".formatted(path));
    }
    try {
      wanted.record(form.numbers(Files.readString(path)), into);
    } catch (Json.MalformedException e) {
      throw new UnreadableException("%s: %s".formatted(path, e.getMessage()));
    }
  }
}
