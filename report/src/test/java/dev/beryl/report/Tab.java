package dev.beryl.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A page in the browser: what it shows, and what it did that no report may do. */
final class Tab implements AutoCloseable {
  private final DevTools tools;

  /** Addresses that the page asked for, itself included. */
  final List<String> requests = new ArrayList<>();

  /** Dialogs that were opened. */
  final List<String> dialogs = new ArrayList<>();

  /** Errors of scripts, and what the policy refused. */
  final List<String> errors = new ArrayList<>();

  private boolean loaded;

  Tab(int port, String id) throws IOException {
    tools = new DevTools(port, "/devtools/page/" + id, this::note);
    for (String domain : List.of("Page", "Runtime", "Network", "Log", "DOM")) {
      tools.call(domain + ".enable");
    }
  }

  private void note(String event, Map<?, ?> of) {
    switch (event) {
      case "Page.loadEventFired" -> loaded = true;
      case "Network.requestWillBeSent" ->
          requests.add(String.valueOf(((Map<?, ?>) of.get("request")).get("url")));
      case "Runtime.exceptionThrown" -> errors.add(String.valueOf(of.get("exceptionDetails")));
      case "Log.entryAdded" -> {
        var entry = (Map<?, ?>) of.get("entry");
        if ("error".equals(entry.get("level"))) {
          errors.add(entry.get("source") + ": " + entry.get("text"));
        }
      }
      case "Page.javascriptDialogOpening" -> {
        dialogs.add(String.valueOf(of.get("message")));
        try {
          tools.send("Page.handleJavaScriptDialog", "accept", false);
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
      default -> {}
    }
  }

  Map<?, ?> call(String method, @Nullable Object... parameters) throws IOException {
    return tools.call(method, parameters);
  }

  /** Opens an address, and waits until it is loaded and its scripts have run once. */
  Tab go(String address) throws IOException {
    loaded = false;
    Object fault = tools.call("Page.navigate", "url", address).get("errorText");
    if (fault != null) {
      throw new IOException(address + ": " + fault);
    }
    while (!loaded) {
      tools.receive();
    }
    return this;
  }

  Tab go(Path file) throws IOException {
    return go(file.toUri().toString());
  }

  /** The value of an expression, or of its promise, as {@link Json} has it. */
  @Nullable Object value(String expression) throws IOException {
    Map<?, ?> answer =
        tools.call(
            "Runtime.evaluate",
            "expression",
            expression,
            "awaitPromise",
            true,
            "returnByValue",
            true,
            "userGesture",
            true);
    if (answer.get("exceptionDetails") != null) {
      throw new AssertionError(expression + ": " + answer.get("exceptionDetails"));
    }
    return ((Map<?, ?>) answer.get("result")).get("value");
  }

  String text(String expression) throws IOException {
    return String.valueOf(value(expression));
  }

  int number(String expression) throws IOException {
    return value(expression) instanceof Double number ? number.intValue() : -1;
  }

  List<String> texts(String expression) throws IOException {
    return ((List<?>) value("(async () => Array.from(" + expression + "))()"))
        .stream().map(String::valueOf).toList();
  }

  /** What elements say. */
  List<String> textsOf(String selector) throws IOException {
    return texts(
        "document.querySelectorAll(%s)".formatted(Json.write(selector)) + ", e => e.textContent");
  }

  /** Waits until an expression is true; half a minute at most. */
  Tab await(String expression) throws IOException {
    value(
        """
        new Promise((done, failed) => {
          const end = performance.now() + 30000;
          const look = () => {
            if (%s) {
              done(true);
            } else if (performance.now() > end) {
              failed(new Error('what was waited for did not come; the page shows: ' + document.body.innerText.slice(0, 2000)));
            } else {
              setTimeout(look, 10);
            }
          };
          look();
        })
        """
            .formatted(expression));
    return this;
  }

  /** Waits until what was done to the page is drawn. */
  Tab settle() throws IOException {
    value(
        "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done))))");
    return this;
  }

  /** What a person would see of it, without what is folded. */
  String shown() throws IOException {
    return text("document.body.innerText");
  }

  /** Sets what a person wants of pages, such as {@code prefers-color-scheme} to be dark. */
  Tab prefers(String feature, String value) throws IOException {
    tools.call(
        "Emulation.setEmulatedMedia", "features", List.of(Map.of("name", feature, "value", value)));
    return this;
  }

  Tab printed() throws IOException {
    tools.call("Emulation.setEmulatedMedia", "media", "print");
    return this;
  }

  /** Draws from one place to another with the pointer. */
  void drag(double x1, double y1, double x2, double y2) throws IOException {
    mouse("mousePressed", x1, y1);
    for (int i = 1; i <= 4; i++) {
      mouse("mouseMoved", x1 + (x2 - x1) * i / 4, y1 + (y2 - y1) * i / 4);
    }
    mouse("mouseReleased", x2, y2);
  }

  private void mouse(String type, double x, double y) throws IOException {
    tools.call(
        "Input.dispatchMouseEvent",
        "type",
        type,
        "x",
        x,
        "y",
        y,
        "button",
        "left",
        "buttons",
        type.equals("mouseReleased") ? 0 : 1,
        "clickCount",
        1);
  }

  /** Chooses a file in an input. */
  void choose(String id, Path file) throws IOException {
    var input =
        (Map<?, ?>)
            tools
                .call(
                    "Runtime.evaluate", "expression", "document.getElementById('%s')".formatted(id))
                .get("result");
    tools.call(
        "DOM.setFileInputFiles",
        "files",
        List.of(file.toString()),
        "objectId",
        input.get("objectId"));
  }

  /** A picture of what is in sight. */
  byte[] picture() throws IOException {
    return Base64.getDecoder()
        .decode(String.valueOf(tools.call("Page.captureScreenshot", "format", "png").get("data")));
  }

  void picture(Path file) throws IOException {
    Files.write(file, picture());
  }

  @Override
  public void close() throws IOException {
    tools.send("Page.close");
    tools.close();
  }
}
