package dev.beryl.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/** An installed Chromium: one process for all tests of this virtual machine. */
final class Browser {
  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome", "chrome");
  private static final int PATIENCE_SECONDS = 60;

  private static @Nullable Browser running;

  private final Process process;
  private final int port;

  private Browser(Path program) throws IOException, InterruptedException {
    Path profile = Files.createTempDirectory("beryl-browser");
    process =
        new ProcessBuilder(
                program.toString(),
                "--headless",
                "--no-sandbox", // it has none for root, and opens the test's own pages only
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--disable-background-networking",
                "--no-first-run",
                "--hide-scrollbars",
                "--window-size=1000,1400",
                "--remote-debugging-port=0",
                "--user-data-dir=" + profile,
                "about:blank")
            .redirectErrorStream(true)
            .redirectOutput(profile.resolve("output").toFile())
            .start();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> end(profile)));
    port = port(profile);
  }

  private static Optional<Path> installed() {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    return Stream.of(path.split(java.io.File.pathSeparator))
        .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** Waits until the browser has written where it listens. */
  private int port(Path profile) throws IOException, InterruptedException {
    Path file = profile.resolve("DevToolsActivePort");
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (!Files.exists(file) || Files.readString(file).lines().count() < 2) {
      if (System.nanoTime() > end || process.waitFor(20, TimeUnit.MILLISECONDS)) {
        throw new IOException(
            "the browser did not start: " + Files.readString(profile.resolve("output")));
      }
    }
    return Integer.parseInt(Files.readAllLines(file).getFirst());
  }

  private void end(Path profile) {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    try {
      process.waitFor(5, TimeUnit.SECONDS);
      try (Stream<Path> files = Files.walk(profile)) {
        files.sorted(java.util.Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
      }
    } catch (IOException | UncheckedIOException | InterruptedException e) {
      // files that the browser still holds remain in the folder of temporary files
    }
  }

  /** Opens a page; skips the test if no browser is installed. */
  static synchronized Tab open() throws IOException, InterruptedException {
    Optional<Path> program = installed();
    if (program.isEmpty()) {
      String why = "skipped: none of %s is on the PATH; install chromium".formatted(NAMES);
      System.err.println(why); // Maven counts skipped tests and does not say why
      Assumptions.abort(why);
    }
    if (running == null) {
      running = new Browser(program.orElseThrow());
    }
    return running.tab();
  }

  private Tab tab() throws IOException {
    var target = (Map<?, ?>) Json.read(ask("PUT", "/json/new?about:blank"));
    return new Tab(port, String.valueOf(target.get("id")));
  }

  private String ask(String method, String path) throws IOException {
    var connection =
        (HttpURLConnection) URI.create("http://127.0.0.1:" + port + path).toURL().openConnection();
    connection.setRequestMethod(method);
    try (var in = connection.getInputStream()) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
