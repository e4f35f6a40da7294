package dev.beryl.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** An installed Chromium, which opens a page and says what has become of it. */
final class Browser {
  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome", "chrome");

  private Browser() {}

  private static Optional<Path> installed() {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    return Stream.of(path.split(java.io.File.pathSeparator))
        .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /**
   * Opens an address, runs its scripts, and returns the document as it is then. Skips the test if
   * no browser is installed.
   */
  static String dom(String address, Path profile, String... more)
      throws IOException, InterruptedException {
    Optional<Path> browser = installed();
    Assumptions.assumeTrue(
        browser.isPresent(), "skipped: none of " + NAMES + " is on the PATH; install chromium");
    var command =
        new ArrayList<>(
            List.of(
                browser.orElseThrow().toString(),
                "--headless",
                "--no-sandbox", // it has none for root, and opens the test's own pages only
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--no-first-run",
                "--user-data-dir=" + profile,
                "--virtual-time-budget=20000",
                "--dump-dom"));
    command.addAll(List.of(more));
    command.add(address);
    Path out = Files.createTempFile(profile.getParent(), "dom", ".html");
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(out.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      if (!process.waitFor(120, TimeUnit.SECONDS)) {
        throw new AssertionError("the browser took more than two minutes for " + address);
      }
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
    return Files.readString(out, StandardCharsets.UTF_8);
  }
}
