package dev.beryl.report.page;

import dev.beryl.report.study.StudyView;

/**
 * The part of a page that needs its script: charts to choose, parallel coordinates to brush, and a
 * table to sort and search. Without scripts it is a sentence.
 */
final class Exploring {
  /** Apache ECharts, as its authors publish it. */
  static final String LIBRARY = "echarts-6.1.0.min.js";

  private Exploring() {}

  private static String script() {
    return Resources.text("chart.js") + Resources.text("explore.js");
  }

  /** The policy for the scripts of {@link #scripts()}. */
  static String policy() {
    return "script-src 'sha256-%s' 'sha256-%s'; "
        .formatted(Resources.hash(Resources.text(LIBRARY)), Resources.hash(script()));
  }

  static String section(StudyView view) {
    var columns = new Columns(view);
    return """
    <section id="explore" aria-labelledby="explore-title">
    <h2 id="explore-title">Explore</h2>
    <p id="explore-off">This part needs scripts, which are off here; all that is above and below does not.</p>
    <div id="explore-on"></div>
    <script type="application/json" id="explore-columns">%s</script>
    <script type="application/octet-stream" id="explore-data">%s</script>
    </section>
    """
        .formatted(columns.description(), columns.base64());
  }

  static String scripts() {
    return "<script>%s</script>\n<script>%s</script>\n"
        .formatted(Resources.text(LIBRARY), script());
  }
}
