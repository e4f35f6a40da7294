package dev.beryl.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.beryl.study.StudyResult;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a browser makes of the pages; skipped, and says so, where none is installed. */
class BrowserTest {
  /** What a build server sends with the pages that it keeps. */
  private static final String BUILD_SERVER =
      "sandbox; default-src 'none'; img-src 'self'; style-src 'self';";

  @TempDir static Path folder;
  private static Path journal;
  private static StudyResult result;

  @BeforeAll
  static void runAStudy() {
    journal = folder.resolve("everything.journal");
    result = SampleStudies.everything(journal, 60);
  }

  private static Path profile(String name) {
    return folder.resolve("profile-" + name);
  }

  @Test
  void page_runsItsScriptsUnderItsOwnPolicy() throws Exception {
    Path page = folder.resolve("page.html");
    Report.of(journal).writeHtml(page);

    String dom = Browser.dom(page.toUri().toString(), profile("page"));

    assertThat(dom)
        .contains("data-ready=\"true\"", "60 of 60 trials")
        .doesNotContain("needs scripts");
    assertThat(dom)
        .contains("copy trial " + result.bestTrial().orElseThrow().number() + " as code");
    assertThat(dom.split("<canvas", -1)).as("two charts, and what is around them").hasSize(3);
  }

  @Test
  void page_underABuildServersPolicy_showsTheFirstScreen() throws Exception {
    byte[] page = Report.of(journal).html().getBytes(StandardCharsets.UTF_8);
    HttpServer server = serve(page, BUILD_SERVER);
    try {
      String dom =
          Browser.dom("http://127.0.0.1:" + server.getAddress().getPort() + "/", profile("server"));

      assertThat(dom)
          .contains(
              "<h1>Kernel machine</h1>", "id=\"history\"", "id=\"importance\"", "needs scripts")
          .doesNotContain("data-ready=\"true\"");
    } finally {
      server.stop(0);
    }
  }

  private static HttpServer serve(byte[] page, String policy) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
          exchange.getResponseHeaders().set("Content-Security-Policy", policy);
          exchange.sendResponseHeaders(200, page.length);
          try (exchange) {
            exchange.getResponseBody().write(page);
          }
        });
    server.start();
    return server;
  }

  /** Without its policy too, so that it is the encoder that is tested. */
  @Test
  void hostileTexts_runNothing() throws Exception {
    String hostile =
        "<script>document.title='hit'</script><img src=x onerror=\"document.title='hit'\">"
            + "</title></script><svg onload=\"document.title='hit'\">\u202e\u0000";
    StudyResult study = HostileTextTest.study(name -> name + hostile);
    String page = Report.of(study).html();
    Path bare = folder.resolve("bare.html");
    Files.writeString(
        bare, page.replaceFirst("<meta http-equiv=\"Content-Security-Policy\"[^>]*>", ""));

    String dom = Browser.dom(bare.toUri().toString(), profile("hostile"));

    assertThat(dom)
        .contains("data-ready=\"true\"")
        .doesNotContain("<title>hit</title>", "<img src=\"x\"")
        .doesNotContainPattern("<[a-zA-Z]+[^>]*\\son(load|error)=\"");
  }
}
