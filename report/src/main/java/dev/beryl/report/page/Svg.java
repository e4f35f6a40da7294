package dev.beryl.report.page;

/** A picture, drawn with presentation attributes only. */
final class Svg {
  static final String INK = "#1f2328";
  static final String FAINT = "#6a737d";
  static final String GRID = "#d8dde3";
  static final String ACCENT = "#0072b2";
  static final String BEST = "#00794f";

  private final StringBuilder out = new StringBuilder();

  /** Starts a picture with a text alternative. */
  Svg(int width, int height, String alternative) {
    out.append(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%s\" height=\"%s\" viewBox=\"0 0 %s %s\" role=\"img\" aria-label=\"%s\" font-family=\"system-ui, sans-serif\" font-size=\"12\">"
            .formatted(width, height, width, height, Encoder.encode(alternative)));
  }

  /** A coordinate with at most one digit after the point. */
  static String at(double coordinate) {
    long tenths = Math.round(coordinate * 10);
    long whole = tenths / 10;
    long rest = Math.abs(tenths % 10);
    if (rest == 0) {
      return Long.toString(whole);
    }
    return (tenths < 0 && whole == 0 ? "-0" : Long.toString(whole)) + "." + rest;
  }

  Svg line(double x1, double y1, double x2, double y2, String color) {
    return path("M%s %sL%s %s".formatted(at(x1), at(y1), at(x2), at(y2)), color, 1);
  }

  Svg path(CharSequence d, String color, double width) {
    return path(d, color, width, "");
  }

  Svg path(CharSequence d, String color, double width, String more) {
    if (!d.isEmpty()) {
      out.append("<path d=\"")
          .append(d)
          .append("\" fill=\"none\" stroke=\"")
          .append(color)
          .append("\" stroke-width=\"")
          .append(at(width))
          .append('"')
          .append(more)
          .append("/>");
    }
    return this;
  }

  Svg rectangle(double x, double y, double width, double height, String fill) {
    return rectangle(x, y, width, height, fill, "");
  }

  Svg rectangle(double x, double y, double width, double height, String fill, String more) {
    out.append("<rect x=\"")
        .append(at(x))
        .append("\" y=\"")
        .append(at(y))
        .append("\" width=\"")
        .append(at(Math.max(0, width)))
        .append("\" height=\"")
        .append(at(Math.max(0, height)))
        .append("\" fill=\"")
        .append(fill)
        .append('"')
        .append(more)
        .append("/>");
    return this;
  }

  Svg circle(double x, double y, double radius, String fill, String stroke) {
    out.append(
        "<circle cx=\"%s\" cy=\"%s\" r=\"%s\" fill=\"%s\" stroke=\"%s\" stroke-width=\"2\"/>"
            .formatted(at(x), at(y), at(radius), fill, stroke));
    return this;
  }

  /** A text; anchor is start, middle or end. */
  Svg text(double x, double y, String anchor, String color, String text) {
    return text(x, y, anchor, color, text, "");
  }

  Svg text(double x, double y, String anchor, String color, String text, String more) {
    out.append("<text x=\"")
        .append(at(x))
        .append("\" y=\"")
        .append(at(y))
        .append("\" fill=\"")
        .append(color)
        .append('"')
        .append(anchor.equals("start") ? "" : " text-anchor=\"" + anchor + "\"")
        .append(more)
        .append('>')
        .append(Encoder.encode(text))
        .append("</text>");
    return this;
  }

  /** Adds an element that was made elsewhere. */
  Svg add(String element) {
    out.append(element);
    return this;
  }

  /** {@return the picture} */
  String end() {
    return out + "</svg>\n";
  }
}
