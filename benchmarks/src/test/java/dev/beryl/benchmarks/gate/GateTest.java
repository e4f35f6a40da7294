package dev.beryl.benchmarks.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;

import dev.beryl.benchmarks.gate.Verdict.Kind;
import dev.beryl.benchmarks.results.JmhJson;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rounds are drawn with seeds: a machine that drifts by 20 %, and noise of 3 % in each fork. */
class GateTest {
  private static final int ROUNDS = 6;

  @TempDir Path folder;

  private record Sides(List<Path> base, List<Path> head) {}

  private Sides rounds(long seed, double ratio, double moreBytes) throws IOException {
    var random = new SplittableRandom(seed);
    var sides = new Sides(new ArrayList<>(), new ArrayList<>());
    for (int round = 0; round < ROUNDS; round++) {
      double machine = 1 + 0.2 * random.nextDouble();
      sides.base.add(write("base", round, 100 * machine * noise(random), 264));
      sides.head.add(write("head", round, 100 * machine * ratio * noise(random), 264 + moreBytes));
    }
    return sides;
  }

  private static double noise(SplittableRandom random) {
    return Math.exp(0.03 * random.nextGaussian());
  }

  private Path write(String side, int round, double time, double bytes) throws IOException {
    return JmhJson.write(
        folder.resolve("%s-%s.json".formatted(side, round)),
        JmhJson.entry("TrialLoop.study", time, bytes + 0.01 * round));
  }

  private Verdict verdict(Sides sides) {
    return Gate.compare(sides.base, sides.head, Margin.DEFAULT).getFirst();
  }

  @Test
  void slowdownOfThirtyPercent_fails() throws IOException {
    for (int seed = 0; seed < 100; seed++) {
      assertThat(verdict(rounds(seed, 1.3, 0)).kind()).isEqualTo(Kind.SLOWER);
    }
  }

  /** A false alarm needs a ratio above 1.1 by chance, six standard errors away. */
  @Test
  void equalCode_passes() throws IOException {
    for (int seed = 0; seed < 300; seed++) {
      assertThat(verdict(rounds(seed, 1, 0)).kind()).isEqualTo(Kind.PASSES);
    }
  }

  @Test
  void speedup_passes() throws IOException {
    assertThat(verdict(rounds(1, 0.5, 0)).kind()).isEqualTo(Kind.PASSES);
  }

  @Test
  void sixteenBytesMore_fail() throws IOException {
    Verdict verdict = verdict(rounds(1, 1, 16));

    assertThat(verdict.kind()).isEqualTo(Kind.ALLOCATES_MORE);
    assertThat(verdict.bytes()).isEqualTo(16);
    assertThat(verdict.row()).contains("| +16.0 | **allocates more** |");
  }

  @Test
  void onePairThatIsHeldUp_isUnsureAtTheMost() throws IOException {
    Sides sides = rounds(1, 1, 0);
    sides.head.set(2, write("head", 2, 1_000, 264));

    assertThat(verdict(sides).kind()).isEqualTo(Kind.UNSURE);
    assertThat(verdict(sides).kind().fails()).isFalse();
  }

  @Test
  void benchmarksOfOneSideOnly_areNamedAndPass() throws IOException {
    var base = new ArrayList<Path>();
    var head = new ArrayList<Path>();
    for (int round = 0; round < 2; round++) {
      base.add(
          JmhJson.write(
              folder.resolve("base-" + round),
              JmhJson.entry("A.kept", 1 + round, 0),
              JmhJson.entry("A.old", 1, 0)));
      head.add(
          JmhJson.write(
              folder.resolve("head-" + round),
              JmhJson.entry("A.kept", 1 + round, 0),
              JmhJson.entry("A.added", 1, 0)));
    }

    List<Verdict> verdicts = Gate.compare(base, head, Margin.DEFAULT);

    assertThat(verdicts)
        .extracting(Verdict::benchmark, Verdict::kind)
        .containsExactly(
            tuple("A.kept (dimension=5)", Kind.PASSES),
            tuple("A.added (dimension=5)", Kind.NEW),
            tuple("A.old (dimension=5)", Kind.GONE));
    assertThat(Gate.table(verdicts, Margin.DEFAULT))
        .contains("| A.old (dimension=5) | | | | gone |")
        .endsWith("The change passes.\n");
  }

  @Test
  void aRoundWithoutTheBenchmark_isRefused() throws IOException {
    Sides sides = rounds(1, 1, 0);
    sides.head.set(3, JmhJson.write(folder.resolve("head-3"), JmhJson.entry("A.other", 1, 0)));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> verdict(sides))
        .withMessageContaining("is in 6 of 6 rounds before and in 5 after");
  }

  @Test
  void fewerRoundsAfterThanBefore_areRefused() throws IOException {
    Sides sides = rounds(1, 1, 0);
    sides.head.removeLast();

    assertThatIllegalArgumentException()
        .isThrownBy(() -> verdict(sides))
        .withMessage("expected as many rounds before as after the change, at least 2, got 6 and 5");
  }
}
