package dev.beryl.report.page;

/** A page without data, which reads a journal that a person gives to it, in the browser. */
public final class Viewer {
  private Viewer() {}

  /** {@return the page} It depends on nothing: it is the same bytes each time. */
  public static String page() {
    String library = Resources.text(Exploring.LIBRARY);
    String script =
        Resources.text("chart.js")
            + Resources.text("explore.js")
            + Resources.text("timeline.js")
            + Resources.text("journal.js")
            + Resources.text("viewer.js");
    String body =
        """
        <main>
        <p id="viewer-open"><label>Drop a journal here, or choose one: <input type="file" id="viewer-file"/></label><br/>
        It is read in this browser; nothing of it leaves this machine.</p>
        <p id="viewer-state" role="status"></p>
        <noscript><p><b>This page needs scripts, which are off here.</b></p></noscript>
        <div id="viewer-parts"></div>
        <section id="explore" aria-labelledby="explore-title" hidden="hidden">
        <h2 id="explore-title">Explore</h2>
        <div id="explore-on"></div>
        </section>
        </main>
        <script>%s</script>
        <script>%s</script>
        """
            .formatted(library, script);
    String policy =
        "script-src 'sha256-%s' 'sha256-%s'; "
            .formatted(Resources.hash(library), Resources.hash(script));
    return Page.document("Beryl viewer", policy, body);
  }
}
