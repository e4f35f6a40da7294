package dev.beryl.tck;

import java.util.List;
import java.util.stream.Collectors;

/** Says what the class files contain that they should not. */
final class Findings {
  private Findings() {}

  static String text(List<ClassScan.Finding> findings) {
    return findings.size() == 1
        ? findings.getFirst().toString()
        : findings.size()
            + " places"
            + findings.stream()
                .map(finding -> "\n           " + finding)
                .collect(Collectors.joining());
  }
}
