package dev.beryl.cli;

import java.io.PrintWriter;
import java.io.StringWriter;

/** What a command printed, and its exit code. */
record Ran(int code, String out, String err) {

  static Ran beryl(Object... arguments) {
    var out = new StringWriter();
    var err = new StringWriter();
    String[] texts = new String[arguments.length];
    for (int i = 0; i < texts.length; i++) {
      texts[i] = arguments[i].toString();
    }
    int code = BerylCommand.run(texts, new PrintWriter(out), new PrintWriter(err));
    return new Ran(
        code,
        out.toString().replace(System.lineSeparator(), "\n"),
        err.toString().replace(System.lineSeparator(), "\n"));
  }
}
