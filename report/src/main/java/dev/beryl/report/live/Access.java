package dev.beryl.report.live;

import com.sun.net.httpserver.Headers;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whom the server answers. On a loopback address those who name it by a loopback name; on any other
 * those who have its token, from the address that was printed or from the cookie that it set.
 */
final class Access {
  private static final int TOKEN_BYTES = 16;
  private static final String PARAMETER = "token=";

  private final int port;
  private final @Nullable String token; // null: on a loopback address, and none is needed

  Access(InetAddress address, int port) {
    this.port = port;
    this.token = address.isLoopbackAddress() ? null : newToken();
  }

  private static String newToken() {
    byte[] bytes = new byte[TOKEN_BYTES];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  /** The part of the address after its port. */
  String path() {
    return token == null ? "/" : "/?" + PARAMETER + token;
  }

  /**
   * Whether the Host header may be what it is: on a loopback address it is a loopback name, so that
   * a page of another site whose name was pointed here gets nothing; elsewhere the token decides.
   */
  boolean mayBeNamed(@Nullable String host) {
    return host != null
        && (token != null
            || Set.of("127.0.0.1:" + port, "localhost:" + port, "[::1]:" + port)
                .contains(host.toLowerCase(Locale.ROOT)));
  }

  /** Whether a request has the token in its address, and so is given the cookie. */
  boolean isInvited(URI requested) {
    String query = requested.getQuery();
    return token != null
        && query != null
        && query.startsWith(PARAMETER)
        && isToken(query.substring(PARAMETER.length()));
  }

  /** Whether a request needs no token, or has it in its cookie. */
  boolean isKnown(Headers headers) {
    return token == null
        || headers.getOrDefault("Cookie", List.of()).stream()
            .flatMap(line -> Arrays.stream(line.split(";", -1)))
            .map(String::strip)
            .filter(cookie -> cookie.startsWith(cookieName() + "="))
            .anyMatch(cookie -> isToken(cookie.substring(cookieName().length() + 1)));
  }

  /**
   * The header that makes a browser known; no script reads it, and no page of another site sends
   * it.
   */
  String cookie() {
    return "%s=%s; Path=/; HttpOnly; SameSite=Lax".formatted(cookieName(), token);
  }

  /** Browsers do not tell the ports of a host apart. */
  private String cookieName() {
    return "beryl-" + port;
  }

  /** Takes as long whatever the first difference is. */
  private boolean isToken(String text) {
    return token != null
        && MessageDigest.isEqual(
            token.getBytes(StandardCharsets.UTF_8), text.getBytes(StandardCharsets.UTF_8));
  }
}
