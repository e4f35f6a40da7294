package dev.beryl.benchmarks.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;

import dev.beryl.benchmarks.gate.Verdict.Kind;
import dev.beryl.benchmarks.run.Selection;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComparisonTest {
  private static final int ROUNDS = 6;
  private static final List<Selection> LOOP = List.of(Selection.parse("TrialOverhead"));

  private final ByteArrayOutputStream progress = new ByteArrayOutputStream();

  private List<Verdict> compare(Side base, Side head) throws IOException, InterruptedException {
    return new Comparison(base, head, Margin.DEFAULT, new PrintStream(progress))
        .verdicts(LOOP, ROUNDS);
  }

  private long failures(int comparisons, double ratio, double noise)
      throws IOException, InterruptedException {
    long failures = 0;
    for (int seed = 0; seed < comparisons; seed++) {
      var base = new SimulatedSide(2L * seed, 100, noise, "TrialOverhead.study");
      var head = new SimulatedSide(2L * seed + 1, 100 * ratio, noise, "TrialOverhead.study");
      failures += compare(base, head).stream().filter(one -> one.kind().fails()).count();
    }
    return failures;
  }

  /**
   * The second stage errs in 0.5 % of the comparisons that reach it, which are at most half of all:
   * more than 8 of 1 000 have a probability of 0.001.
   */
  @Test
  void equalCode_passesWhateverTheNoise() throws Exception {
    for (double noise : new double[] {0.01, 0.05, 0.2, 0.5}) {
      assertThat(failures(1_000, 1, noise)).as("noise %s", noise).isLessThanOrEqualTo(8);
    }
  }

  @Test
  void slowdownOfThirtyPercent_isCaughtWhereForksDifferByATenth() throws Exception {
    assertThat(failures(300, 1.3, 0.03)).isEqualTo(300);
    assertThat(failures(300, 1.3, 0.1)).isGreaterThanOrEqualTo(295);
  }

  @Test
  void whatLooksWorse_isMeasuredAgainInTwiceAsManyRounds() throws Exception {
    var base = new SimulatedSide(1, 100, 0.01, "TrialOverhead.study");
    var head = new SimulatedSide(2, 130, 0.01, "TrialOverhead.study");

    assertThat(compare(base, head)).extracting(Verdict::kind).containsExactly(Kind.SLOWER);
    assertThat(base.forks).isEqualTo(3 * ROUNDS);
    assertThat(head.forks).isEqualTo(3 * ROUNDS);
    assertThat(progress.toString(StandardCharsets.UTF_8))
        .contains("TrialOverhead.study: looks worse; 12 more rounds decide");
  }

  @Test
  void benchmarksOfOneSideOnly_areNamedAndNotRun() throws Exception {
    var base =
        new SimulatedSide(1, 100, 0.01, "TrialOverhead.kept", "TrialOverhead.old", "Other.one");
    var head = new SimulatedSide(2, 100, 0.01, "TrialOverhead.kept", "TrialOverhead.added");

    assertThat(compare(base, head))
        .extracting(Verdict::benchmark, Verdict::kind)
        .containsExactly(
            tuple("TrialOverhead.kept", Kind.PASSES),
            tuple("TrialOverhead.added", Kind.NEW),
            tuple("TrialOverhead.old", Kind.GONE));
    assertThat(base.forks).isEqualTo(ROUNDS);
  }

  @Test
  void selectionThatMatchesNothing_isRefused() {
    var side = new SimulatedSide(1, 100, 0.01, "Other.one");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> compare(side, side))
        .withMessage("no benchmark of either side matches 'TrialOverhead'");
  }

  @Test
  void sideThatCannotRun_isNamedWithItsLastLines(@TempDir Path folder) {
    var broken = new BuiltSide("base", folder.resolve("nothing").toString(), folder, List.of());

    assertThatIllegalArgumentException()
        .isThrownBy(() -> compare(broken, broken))
        .withMessageContaining("the benchmarks of base ended with exit code 1; their last lines:")
        .withMessageContaining("org.openjdk.jmh.Main");
  }

  @Test
  void builtSide_measuresAsJmhDoes(@TempDir Path folder) throws Exception {
    var side =
        new BuiltSide(
            "head",
            System.getProperty("java.class.path"),
            folder,
            List.of("-wi", "0", "-i", "1", "-r", "10ms"));

    assertThat(side.benchmarks(Selection.parse("Aggregating.mean")))
        .containsExactly("dev.beryl.benchmarks.Aggregating.mean");
    assertThat(
            side.measure(
                "dev.beryl.benchmarks.Aggregating.mean",
                Selection.parse("Aggregating;size=10").parameters()))
        .singleElement()
        .satisfies(measured -> {
          assertThat(measured.key()).isEqualTo("Aggregating.mean (size=10)");
          assertThat(measured.score()).isPositive();
        });
  }
}
