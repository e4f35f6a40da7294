package dev.beryl.report;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Measures how long Chromium takes to draw a page: {@code PaintTiming <page>…}. The page is served
 * without its policy and with a script that sends the times, in milliseconds since it was asked
 * for: the first paint of its content, and the second frame after all its scripts have run.
 */
final class PaintTiming {
  private static final String SENDER =
      """
      <script>
      addEventListener('load', () => requestAnimationFrame(() => requestAnimationFrame(() => {
        const first = performance.getEntriesByName('first-contentful-paint')[0];
        fetch('/times?first paint ' + Math.round(first ? first.startTime : NaN) + ' ms, page read '
          + Math.round(performance.timing.responseEnd - performance.timing.navigationStart)
          + ' ms, all drawn ' + Math.round(performance.now()) + ' ms');
      })));
      </script>
      """;

  private PaintTiming() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    for (String page : arguments) {
      out.println(page + ": " + times(Path.of(page)));
    }
  }

  private static String times(Path page) throws IOException, InterruptedException {
    byte[] bytes =
        Files.readString(page)
            .replaceFirst("<meta http-equiv=\"Content-Security-Policy\"[^>]*>", "")
            .replace("</body>", SENDER + "</body>")
            .getBytes(StandardCharsets.UTF_8);
    BlockingQueue<String> times = new ArrayBlockingQueue<>(1);
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          String query = exchange.getRequestURI().getQuery();
          byte[] answer = exchange.getRequestURI().getPath().equals("/") ? bytes : new byte[0];
          if (query != null) {
            times.offer(query);
          }
          exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
          exchange.sendResponseHeaders(200, answer.length == 0 ? -1 : answer.length);
          try (exchange) {
            exchange.getResponseBody().write(answer);
          }
        });
    server.start();
    Process browser =
        new ProcessBuilder(
                "chromium",
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--no-first-run",
                "--remote-debugging-port=0",
                "--user-data-dir=" + Files.createTempDirectory("beryl-paint"),
                "http://127.0.0.1:" + server.getAddress().getPort() + "/")
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      String sent = times.poll(120, TimeUnit.SECONDS);
      return sent == null ? "nothing was drawn within two minutes" : sent;
    } finally {
      browser.descendants().forEach(ProcessHandle::destroyForcibly);
      browser.destroyForcibly();
      server.stop(0);
    }
  }
}
