package dev.beryl.report;

import dev.beryl.fault.Nulls;
import dev.beryl.report.live.LiveServer;
import dev.beryl.study.StudyListener;
import dev.beryl.study.StudyResult;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A page that shows studies while they run: it follows their journals, which it only reads, and is
 * served until it is closed, on 127.0.0.1 unless another address is asked for.
 *
 * {@snippet :
 * try (LivePage page = LivePage.of(Path.of("forest.journal")).open()) {
 *   System.out.println(page.address());
 *   experiment.optimize(study.journal(Path.of("forest.journal")));
 * }
 * }
 *
 * <p>A journal need not exist yet. If it is damaged, or of a version that only a newer library
 * knows, the page says so and shows the trials before. The page answers GET requests only. On a
 * loopback address it answers none that names it otherwise; on any other address only those that
 * have the token that {@link #address()} ends with. Nothing that a browser does holds up the study.
 * May be used from any thread.
 */
public final class LivePage implements AutoCloseable {
  private static final String LOCAL = "127.0.0.1";

  private final LiveServer server;

  private LivePage(LiveServer server) {
    this.server = server;
  }

  /**
   * Names what to show.
   *
   * @param journal the file
   * @param more files of studies to show beside it
   * @return a page that is not open yet
   */
  public static Unopened of(Path journal, Path... more) {
    Nulls.refuse("live page: journal", journal);
    Nulls.refuseIn("live page: more journals", more);
    var journals = new ArrayList<>(List.of(journal));
    journals.addAll(List.of(more));
    return new Unopened(List.copyOf(journals), LOCAL, 0);
  }

  /**
   * A page that is not open yet.
   *
   * @param journals the files
   * @param address a name or an IP address of this machine
   * @param port the port; 0: any free one
   */
  public record Unopened(List<Path> journals, String address, int port) {
    /**
     * Checks the address and the port.
     *
     * @throws IllegalArgumentException if the address is blank, the port is not in [0, 65535], or
     *     there is no journal
     */
    public Unopened {
      Nulls.refuseIn("live page: journals", journals);
      journals = List.copyOf(journals);
      Nulls.refuse("live page: address", address);
      if (port < 0 || port > 65_535 || journals.isEmpty() || address.isBlank()) {
        throw new IllegalArgumentException(
            "live page: expected an address, a port in [0, 65535] and a journal, got '%s', %s and %s"
                .formatted(address, port, journals));
      }
    }

    /**
     * Asks for a port.
     *
     * @param number in [0, 65535]; 0: any free one
     * @return the page with that port
     * @throws IllegalArgumentException if there is no such port
     */
    public Unopened onPort(int number) {
      return new Unopened(journals, address, number);
    }

    /**
     * Asks for another address than 127.0.0.1, so that other machines reach the page. If it is not
     * a loopback address, the page wants a token, which {@link LivePage#address()} ends with; a
     * browser that opens that address is given it as a cookie. The page travels unencrypted: in a
     * network that is not trusted, forward the port of 127.0.0.1 by SSH instead.
     *
     * @param name a name or an IP address of this machine; {@code 0.0.0.0}: all that it has
     * @return the page with that address
     * @throws IllegalArgumentException if it is blank
     */
    public Unopened onAddress(String name) {
      return new Unopened(journals, name, port);
    }

    /**
     * Opens the page.
     *
     * @return the open page; the caller must close it
     * @throws IOException if the port is taken, or the address is unknown or not of this machine
     */
    public LivePage open() throws IOException {
      return new LivePage(LiveServer.start(journals, InetAddress.getByName(address), port));
    }
  }

  /** {@return the address to open in a browser; with the token if the page wants one} */
  public URI address() {
    return server.address();
  }

  /** {@return a listener that closes the page when its study ends} */
  public StudyListener closingWithTheStudy() {
    return new StudyListener() {
      @Override
      public void onEnd(StudyResult result) {
        close();
      }
    };
  }

  /** Closes the page; browsers that show it keep what they have. */
  @Override
  public void close() {
    server.close();
  }
}
