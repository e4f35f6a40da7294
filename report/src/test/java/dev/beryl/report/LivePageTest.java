package dev.beryl.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.beryl.Experiment;
import dev.beryl.Study;
import dev.beryl.space.Parameter;
import dev.beryl.space.RealParameter;
import dev.beryl.space.SearchSpace;
import dev.beryl.trial.Objective;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class LivePageTest {
  @TempDir static Path folder;
  private static byte[] whole;

  private final List<AutoCloseable> opened = new ArrayList<>();

  @BeforeAll
  static void runAStudy() throws IOException {
    Path journal = folder.resolve("whole.journal");
    var _ = SampleStudies.sphere(journal, 25, 1);
    whole = Files.readAllBytes(journal);
  }

  @AfterEach
  void closeAll() throws Exception {
    for (AutoCloseable each : opened.reversed()) {
      each.close();
    }
  }

  private LivePage open(Path... journals) throws IOException {
    LivePage page =
        LivePage.of(journals[0], Arrays.copyOfRange(journals, 1, journals.length)).open();
    opened.add(page);
    return page;
  }

  /** A request over a plain socket, so that every header can be what a test wants. */
  private final class Client implements AutoCloseable {
    private final Socket socket;
    private final BufferedReader in;

    Client(URI address, String method, String path, String host) throws IOException {
      socket = new Socket(address.getHost(), address.getPort());
      opened.add(this);
      socket.setSoTimeout(30_000);
      String request =
          "%s %s HTTP/1.1\r\nHost: %s\r\nOrigin: http://evil.example\r\nConnection: close\r\n\r\n"
              .formatted(method, path, host);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      in =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    }

    String line() throws IOException {
      String line = in.readLine();
      if (line == null) {
        throw new IOException("the server closed the connection");
      }
      return line;
    }

    String rest() {
      return String.join("\n", in.lines().toList());
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }

  private Client get(LivePage page, String path) throws IOException {
    return new Client(page.address(), "GET", path, page.address().getAuthority());
  }

  /** Waits for events until the body has a text. */
  private String bodyWith(LivePage page, String text) throws IOException {
    Client events = get(page, "/events");
    String body = get(page, "/body").rest();
    while (!body.contains(text)) {
      while (!events.line().startsWith("data:")) {
        // the next event
      }
      body = get(page, "/body").rest();
    }
    return body;
  }

  @Test
  void page_followsAStudyFromBeforeItsStartToItsEnd() throws Exception {
    Path journal = folder.resolve("running.journal");
    LivePage page = open(journal);
    assertThat(get(page, "/").rest()).contains("HTTP/1.1 200", "not there yet", "/live.js");

    Thread study = Thread.ofVirtual().start(() -> SampleStudies.sphere(journal, 40, 2));
    String body = bodyWith(page, "40 completed");
    study.join();

    assertThat(bodyWith(page, "all 40 trials are done")).contains("id=\"history\"");
    assertThat(body).doesNotContain("not there yet");
  }

  @Test
  void tornJournal_showsTheTrialsBeforeAndTheRestOnceItIsWritten() throws IOException {
    Path journal = folder.resolve("torn.journal");
    Files.write(journal, Arrays.copyOf(whole, whole.length * 2 / 3));
    LivePage page = open(journal);

    assertThat(get(page, "/body").rest()).contains("Not ended", "completed");

    Files.write(
        journal,
        Arrays.copyOfRange(whole, whole.length * 2 / 3, whole.length),
        StandardOpenOption.APPEND);
    assertThat(bodyWith(page, "25 completed")).doesNotContain("Not ended");
  }

  @Test
  void newerOrDamagedJournal_isNamedAndTheTrialsBeforeTheDamageStay() throws IOException {
    byte[] newer = whole.clone();
    newer[11] = 99;
    byte[] damaged = whole.clone();
    damaged[whole.length / 2] ^= 1;
    Path first = Files.write(folder.resolve("newer.journal"), newer);
    Path second = Files.write(folder.resolve("hurt.journal"), damaged);

    String body = get(open(first, second), "/body").rest();

    assertThat(body).contains("newer.journal", "version 99", "hurt.journal", "completed");
    assertThat(Markup.tags(body.substring(body.indexOf('<')))).isNotEmpty();
  }

  @Test
  void requestUnderAnotherName_isRefused() throws IOException {
    LivePage page = open(folder.resolve("whole.journal"));

    for (String host :
        List.of("evil.example", "evil.example:" + page.address().getPort(), "127.0.0.1")) {
      String answer = new Client(page.address(), "GET", "/body", host).rest();
      assertThat(answer).startsWith("HTTP/1.1 421").doesNotContain("completed");
    }
    String local = "localhost:" + page.address().getPort();
    assertThat(new Client(page.address(), "GET", "/body", local).rest()).startsWith("HTTP/1.1 200");
  }

  @Test
  void onlyGet_isAnsweredAndNoOtherOriginMayReadIt() throws IOException {
    LivePage page = open(folder.resolve("whole.journal"));
    String host = page.address().getAuthority();

    for (String method : List.of("POST", "PUT", "DELETE", "OPTIONS", "HEAD")) {
      assertThat(new Client(page.address(), method, "/", host).line()).contains(" 405 ");
    }
    assertThat(get(page, "/").rest().toLowerCase(Locale.ROOT))
        .doesNotContain("access-control-allow")
        .contains(
            "cache-control: no-store", "x-content-type-options: nosniff", "default-src 'none'");
    assertThat(get(page, "/../../etc/passwd").line()).containsAnyOf(" 404 ", " 400 ");
  }

  @Test
  void clients_areBoundedAndOneThatReadsNothingHoldsUpNobody() throws IOException {
    Path journal = folder.resolve("busy.journal");
    Files.write(journal, whole);
    LivePage page = open(journal);
    for (int i = 0; i < 32; i++) {
      Client silent = get(page, "/events");
      assertThat(silent.line()).contains(" 200 ");
    }

    assertThat(get(page, "/events").line()).contains(" 503 ");
    assertThat(get(page, "/body").rest()).contains("25 completed");
  }

  @Test
  void journal_isOnlyRead() throws IOException {
    Path journal = folder.resolve("kept.journal");
    Files.write(journal, whole);
    try (LivePage page = LivePage.of(journal).open()) {
      assertThat(get(page, "/body").rest()).contains("25 completed");
    }
    assertThat(Files.readAllBytes(journal)).isEqualTo(whole);
  }

  @Test
  void closedPage_freesItsPort() throws IOException {
    Path journal = folder.resolve("whole.journal");
    LivePage page = LivePage.of(journal).open();
    int port = page.address().getPort();
    assertThatThrownBy(() -> LivePage.of(journal).onPort(port).open())
        .isInstanceOf(IOException.class);
    page.close();

    assertThatThrownBy(
            () -> {
              try (Socket _ = new Socket("127.0.0.1", port)) {
                // nobody listens
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            })
        .isInstanceOf(UncheckedIOException.class);
  }

  private static String query(LivePage page) {
    return "/?" + page.address().getQuery();
  }

  /** All addresses of the machine, so that the loopback one reaches it in the test. */
  private LivePage openToOthers() throws IOException {
    LivePage page = LivePage.of(folder.resolve("whole.journal")).onAddress("0.0.0.0").open();
    opened.add(page);
    return page;
  }

  private Client ask(LivePage page, String path, String... headers) throws IOException {
    String host = "127.0.0.1:" + page.address().getPort();
    return new Client(
        URI.create("http://" + host + "/"),
        "GET",
        path,
        String.join("\r\n", host, String.join("\r\n", headers)).strip());
  }

  @Test
  void pageForOthers_wantsItsToken() throws IOException {
    LivePage page = openToOthers();
    String token = page.address().getQuery();
    assertThat(token).matches("token=[0-9a-f]{32}");
    String wrong = token.substring(0, token.length() - 1) + (token.endsWith("0") ? "1" : "0");

    for (String path : List.of("/", "/body", "/live.js", "/events", "/?" + wrong, "/?token=")) {
      assertThat(ask(page, path).rest()).startsWith("HTTP/1.1 403").doesNotContain("completed");
    }
    String cookie = "Cookie: beryl-" + page.address().getPort() + "=";
    assertThat(ask(page, "/body", cookie + wrong.substring(6)).rest()).startsWith("HTTP/1.1 403");
    assertThat(ask(page, "/body", cookie).rest()).startsWith("HTTP/1.1 403");
  }

  @Test
  void printedAddress_givesACookieThatOpensThePage() throws IOException {
    LivePage page = openToOthers();

    String answer = ask(page, query(page)).rest();
    String cookie =
        answer
            .lines()
            .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("set-cookie:"))
            .findFirst()
            .orElseThrow();
    assertThat(answer).startsWith("HTTP/1.1 303").contains("Location: /");
    assertThat(cookie).contains("HttpOnly", "SameSite=Lax");
    String sent = "Cookie: other=1; " + cookie.substring(12, cookie.indexOf(';'));

    assertThat(ask(page, "/", sent).rest()).startsWith("HTTP/1.1 200");
    assertThat(ask(page, "/body", sent).rest()).contains("25 completed");
  }

  @Test
  void tokens_areNeverTheSame() throws IOException {
    assertThat(query(openToOthers())).isNotEqualTo(query(openToOthers()));
  }

  @Test
  void pageOnLoopback_wantsNoToken() throws IOException {
    assertThat(open(folder.resolve("whole.journal")).address().getQuery()).isNull();
  }

  @Test
  void addressOfAnotherMachine_isRefused() {
    assertThatThrownBy(
            () -> LivePage.of(folder.resolve("whole.journal")).onAddress("192.0.2.1").open())
        .isInstanceOf(IOException.class);
    assertThatThrownBy(() -> LivePage.of(folder.resolve("whole.journal")).onAddress(" "))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected an address");
  }

  @Test
  void listener_closesThePageWhenItsStudyEnds() throws IOException {
    Path journal = folder.resolve("closing.journal");
    LivePage page = open(journal);
    RealParameter x = Parameter.real("x", 0, 1);
    int port = page.address().getPort();

    var _ =
        Experiment.measuring("loss", ctx -> ctx.get(x))
            .optimize(
                Study.of(SearchSpace.of(x), Objective.minimize("loss"))
                    .optimizer("random")
                    .trials(3)
                    .replicates(1)
                    .seed(1)
                    .journal(journal)
                    .listener(page.closingWithTheStudy()));

    LivePage again = LivePage.of(journal).onPort(port).open(); // the port is free
    opened.add(again);
    assertThat(get(again, "/body").rest()).contains("3 completed");
  }

  @Test
  void port_isChecked() {
    assertThatThrownBy(() -> LivePage.of(Path.of("a.journal")).onPort(70_000))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("port in [0, 65535]");
  }
}
