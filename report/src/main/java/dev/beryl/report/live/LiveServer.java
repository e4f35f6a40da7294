package dev.beryl.report.live;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.beryl.report.page.Page;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Serves the page. It answers GET only, and only to those whom {@link Access} lets in; it never
 * allows another origin to read an answer. Clients are bounded in number, each has a thread of its
 * own, and nothing is queued for them, so that a slow or gone one holds up nobody.
 */
public final class LiveServer implements AutoCloseable {
  private static final int MOST_CLIENTS = 32;
  private static final long BEAT_MILLIS = 10_000;
  private static final long FAREWELL_MILLIS = 500; // for browsers to be told that it is closed

  private final LiveStudy study;
  private final HttpServer server;
  private final ExecutorService threads;
  private final Semaphore streams = new Semaphore(MOST_CLIENTS);
  private final Semaphore requests = new Semaphore(2 * MOST_CLIENTS);
  private final Access access;

  private LiveServer(LiveStudy study, HttpServer server) {
    this.study = study;
    this.server = server;
    this.threads = Executors.newVirtualThreadPerTaskExecutor();
    this.access = new Access(server.getAddress().getAddress(), server.getAddress().getPort());
  }

  /**
   * Starts a server.
   *
   * @param journals what to follow
   * @param address where; if it is not a loopback address, a token is needed
   * @param port the port; 0: any free one
   * @throws IOException if the port is taken, or the address is not one of this machine
   */
  public static LiveServer start(List<Path> journals, InetAddress address, int port)
      throws IOException {
    HttpServer http = HttpServer.create(new InetSocketAddress(address, port), 0);
    var study = new LiveStudy(journals);
    var server = new LiveServer(study, http);
    http.setExecutor(server.threads);
    http.createContext("/", server::handle);
    study.start();
    http.start();
    return server;
  }

  /** {@return the page's address, with its token if it needs one} */
  public URI address() {
    String host = host(server.getAddress().getAddress());
    return URI.create("http://" + host + ":" + server.getAddress().getPort() + access.path());
  }

  private static String host(InetAddress address) {
    InetAddress named = address;
    if (address.isAnyLocalAddress()) {
      try {
        named = InetAddress.getLocalHost();
      } catch (UnknownHostException e) { // it has no name; this machine itself can reach it
        named = InetAddress.getLoopbackAddress();
      }
    }
    String host = named.getHostAddress();
    int scope = host.indexOf('%');
    host = scope < 0 ? host : host.substring(0, scope);
    return named instanceof Inet6Address ? "[" + host + "]" : host;
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      if (!requests.tryAcquire()) {
        refuse(exchange, 503, "too many requests at once; try again");
        return;
      }
      try {
        answer(exchange);
      } finally {
        requests.release();
      }
    }
  }

  private void answer(HttpExchange exchange) throws IOException {
    if (!access.mayBeNamed(exchange.getRequestHeaders().getFirst("Host"))) {
      refuse(exchange, 421, "this page is served under " + address().resolve("/") + " only");
    } else if (!exchange.getRequestMethod().equals("GET")) {
      exchange.getResponseHeaders().set("Allow", "GET");
      refuse(exchange, 405, "this page can only be read");
    } else if (access.isInvited(exchange.getRequestURI())) {
      exchange.getResponseHeaders().set("Set-Cookie", access.cookie());
      exchange.getResponseHeaders().set("Location", "/"); // without the token
      refuse(exchange, 303, "see /");
    } else if (!access.isKnown(exchange.getRequestHeaders())) {
      refuse(
          exchange,
          403,
          "open the address that was printed when the page was opened: it has a token");
    } else {
      switch (exchange.getRequestURI().getPath()) {
        case "/" ->
            send(exchange, 200, "text/html; charset=utf-8", Page.live(study.body().markup()));
        case "/body" -> send(exchange, 200, "text/html; charset=utf-8", study.body().markup());
        case "/live.js" -> send(exchange, 200, "text/javascript; charset=utf-8", Page.liveScript());
        case "/events" -> stream(exchange);
        default -> refuse(exchange, 404, "there is the page / only");
      }
    }
  }

  private static void refuse(HttpExchange exchange, int status, String why) throws IOException {
    send(exchange, status, "text/plain; charset=utf-8", why + "\n");
  }

  private static void send(HttpExchange exchange, int status, String type, String text)
      throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    headers(exchange, type);
    exchange.sendResponseHeaders(status, bytes.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(bytes);
    }
  }

  private static void headers(HttpExchange exchange, String type) {
    var headers = exchange.getResponseHeaders();
    headers.set("Content-Type", type);
    headers.set("Cache-Control", "no-store");
    headers.set("X-Content-Type-Options", "nosniff");
    headers.set("X-Frame-Options", "DENY");
    headers.set("Referrer-Policy", "no-referrer");
    headers.set("Cross-Origin-Resource-Policy", "same-origin");
  }

  /** Tells a client of each newer body by its number; a comment now and then finds gone ones. */
  private void stream(HttpExchange exchange) throws IOException {
    if (!streams.tryAcquire()) {
      refuse(exchange, 503, "%s pages are open already".formatted(MOST_CLIENTS));
      return;
    }
    try {
      headers(exchange, "text/event-stream; charset=utf-8");
      exchange.sendResponseHeaders(200, 0);
      OutputStream out = exchange.getResponseBody();
      long version = 0;
      while (!study.isClosed()) {
        LiveStudy.Body body = study.await(version, BEAT_MILLIS);
        version = body == null ? version : body.version();
        String event = body == null ? ":\n\n" : "data: " + version + "\n\n";
        out.write(event.getBytes(StandardCharsets.UTF_8));
        out.flush();
      }
      out.write("event: closed\ndata: 0\n\n".getBytes(StandardCharsets.UTF_8));
      out.flush();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the server is closed
    } finally {
      streams.release();
    }
  }

  @Override
  public void close() {
    study.close();
    try {
      var _ = streams.tryAcquire(MOST_CLIENTS, FAREWELL_MILLIS, TimeUnit.MILLISECONDS); // all told
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    server.stop(0);
    threads.shutdownNow();
  }
}
