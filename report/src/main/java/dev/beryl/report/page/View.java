package dev.beryl.report.page;

/**
 * A part of a page.
 *
 * @param id of its heading, unique in a page
 * @param title its heading
 * @param reading one or two sentences: how to read it, and what it means here; encoded
 * @param body pictures and tables as markup
 * @param folded whether it opens only if asked to
 */
record View(String id, String title, String reading, String body, boolean folded) {
  String markup() {
    String content = "<p>" + reading + "</p>\n" + body;
    return folded
        ? "<details id=\"%s\"><summary><b>%s</b></summary>\n%s</details>\n"
            .formatted(id, title, content)
        : "<section id=\"%s\" aria-labelledby=\"%s-title\">\n<h2 id=\"%s-title\">%s</h2>\n%s</section>\n"
            .formatted(id, id, id, title, content);
  }
}
