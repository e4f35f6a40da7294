package dev.beryl.report.page;

import dev.beryl.report.study.FailureGroup;
import dev.beryl.report.study.Figures;
import java.util.List;

/** Failed and rejected trials by cause. */
final class FailureView {
  private static final int MOST_GROUPS = 10;
  private static final int MOST_OF_A_MESSAGE = 240;
  private static final int MOST_OF_A_STACK = 3000;
  private static final int MOST_OF_A_SHORT_STACK = 800;

  private FailureView() {}

  static View of(List<FailureGroup> groups, int trials, boolean whole) {
    int stack = whole ? MOST_OF_A_STACK : MOST_OF_A_SHORT_STACK;
    int failed = groups.stream().mapToInt(FailureGroup::count).sum();
    var rows = new StringBuilder();
    for (FailureGroup group : groups.subList(0, Math.min(MOST_GROUPS, groups.size()))) {
      rows.append(
          "<tr><td align=\"right\">%s</td><td><font color=\"%s\">%s %s</font></td>"
              .formatted(
                  group.count(),
                  group.state().color(),
                  group.state().shape(),
                  group.state().word()));
      rows.append(
          "<td>%s</td><td>%s%s</td><td align=\"right\">%s</td></tr>\n"
              .formatted(
                  Encoder.encode(group.where(), 60),
                  Encoder.encode(group.message(), MOST_OF_A_MESSAGE),
                  group.stack().map(text -> stack(text, stack)).orElse(""),
                  group.first()));
    }
    String body =
        """
        <table border="1" cellpadding="5" cellspacing="0">
        <tr><th align="right">trials</th><th align="left">how</th><th align="left">where</th><th align="left">what the first one said</th><th align="right">first</th></tr>
        %s</table>
        """
            .formatted(rows);
    String reading =
        "Trials that did not complete, by cause; causes that differ in numbers only are one. Of %s, %s failed or were rejected, for %s%s."
            .formatted(
                Figures.count(trials, "trial"),
                failed,
                Figures.count(groups.size(), "cause"),
                groups.size() > MOST_GROUPS ? ", of which the most frequent are shown" : "");
    return new View("failures", "Failures", reading, body, false);
  }

  private static String stack(String stack, int most) {
    return "<details><summary>stack</summary><pre>%s</pre></details>"
        .formatted(Encoder.encode(stack, most));
  }
}
