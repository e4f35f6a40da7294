package dev.beryl.report;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The Chrome DevTools Protocol over a web socket: a call waits for its answer, and events that come
 * before it are handed on. For one thread.
 */
final class DevTools implements AutoCloseable {
  private static final int TEXT = 0x1;
  private static final int CLOSE = 0x8;
  private static final int PATIENCE_MILLIS = 60_000;

  private final Socket socket;
  private final DataInputStream in;
  private final BiConsumer<String, Map<?, ?>> events;
  private int calls;

  DevTools(int port, String path, BiConsumer<String, Map<?, ?>> events) throws IOException {
    this.events = events;
    socket = new Socket("127.0.0.1", port);
    socket.setSoTimeout(PATIENCE_MILLIS);
    socket.setTcpNoDelay(true);
    in = new DataInputStream(new BufferedInputStream(socket.getInputStream(), 1 << 16));
    String request =
        "GET %s HTTP/1.1\r\nHost: 127.0.0.1:%s\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n"
            .formatted(path, port);
    socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    String status = line();
    if (!status.contains(" 101 ")) {
      throw new IOException("the browser answered: " + status);
    }
    while (!line().isEmpty()) {
      // the other headers
    }
  }

  private String line() throws IOException {
    var out = new StringBuilder();
    for (int c = in.readUnsignedByte(); c != '\n'; c = in.readUnsignedByte()) {
      out.append(c == '\r' ? "" : (char) c);
    }
    return out.toString();
  }

  /**
   * Calls a method.
   *
   * @param parameters names and values by turns
   */
  Map<?, ?> call(String method, @Nullable Object... parameters) throws IOException {
    int id = send(method, parameters);
    while (true) {
      Map<?, ?> message = receive();
      if (message.get("id") instanceof Double answered && answered == id) {
        if (message.get("error") != null) {
          throw new IOException(method + ": " + message.get("error"));
        }
        return (Map<?, ?>) message.get("result");
      }
    }
  }

  /** Calls a method and does not wait for its answer. */
  int send(String method, @Nullable Object... parameters) throws IOException {
    var named = new LinkedHashMap<String, @Nullable Object>();
    for (int i = 0; i < parameters.length; i += 2) {
      named.put(String.valueOf(parameters[i]), parameters[i + 1]);
    }
    int id = ++calls;
    write(Json.write(Map.of("id", id, "method", method, "params", named)));
    return id;
  }

  /** The next message; an event was handed on. */
  Map<?, ?> receive() throws IOException {
    Map<?, ?> message = (Map<?, ?>) Json.read(readText());
    if (message.get("method") instanceof String method) {
      events.accept(method, (Map<?, ?>) message.get("params"));
    }
    return message;
  }

  private void write(String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    ByteBuffer frame = ByteBuffer.allocate(bytes.length + 14);
    frame.put((byte) (0x80 | TEXT));
    frame.put((byte) (0x80 | 127)).putLong(bytes.length); // masked, as a client must, by zeros
    frame.putInt(0).put(bytes);
    socket.getOutputStream().write(frame.array(), 0, frame.position());
  }

  private String readText() throws IOException {
    var out = new ByteArrayOutputStream();
    boolean last = false;
    while (!last) {
      int head = in.readUnsignedByte();
      long length = in.readUnsignedByte() & 0x7f;
      length = length == 126 ? in.readUnsignedShort() : length == 127 ? in.readLong() : length;
      byte[] part = in.readNBytes(Math.toIntExact(length));
      if ((head & 0xf) == CLOSE) {
        throw new IOException("the browser closed the page");
      }
      if ((head & 0xf) <= TEXT) { // not a ping
        out.write(part);
        last = (head & 0x80) != 0;
      }
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
