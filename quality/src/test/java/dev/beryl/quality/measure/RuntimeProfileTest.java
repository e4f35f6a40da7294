package dev.beryl.quality.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.beryl.quality.peer.PeerResults;
import dev.beryl.quality.problem.PeerProblem;
import dev.beryl.quality.problem.Variant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class RuntimeProfileTest {

  @Test
  void hits_curve_countsFromOneAndJumpsOverTargets() {
    int[] hits = Targets.PEERS.hits(new double[] {20, 10, 0.05, 0.05, 1e-9});

    assertThat(hits).containsExactly(2, 3, 3, 5, 5, 5, 5, 5, 5, 5);
    assertThat(Targets.PEERS.hits(new double[] {11})).containsOnly(Targets.NEVER).hasSize(10);
  }

  @Test
  void of_everythingAtOnce_isTheLargestArea() {
    RuntimeProfile profile = profile(5, new double[] {0}, new double[] {0});

    assertThat(profile.area().mean()).isEqualTo(Math.log10(2000), within(1e-14));
    assertThat(profile.reached().mean()).isEqualTo(1);
  }

  /** Each target reached after 10 d evaluations adds log10(200) to a tenth. */
  @Test
  void of_someTargetsAfterSomeTime_addsWhatIsLeftOfTheAxis() {
    double[] curve = new double[100];
    Arrays.fill(curve, 100);
    Arrays.fill(curve, 49, 100, 1);

    RuntimeProfile profile = profile(5, curve, curve);

    assertThat(profile.area().mean()).isCloseTo(0.2 * Math.log10(200), within(1e-14));
    assertThat(profile.area().standardError()).isZero();
    assertThat(profile.reached().mean()).isEqualTo(0.2, within(1e-15));
  }

  @Test
  void of_evaluationsBeyondTheAxis_countAsNever() {
    int[][][] hits = {{{2001, Targets.NEVER, 2000, 1}}};

    assertThat(RuntimeProfile.of(Targets.PEERS, hits, new int[] {1}).reached().mean())
        .isEqualTo(0.5);
  }

  /** The kept long runs: the same figure, added up in another language. */
  @Test
  void of_keptPeer_givesKnownArea() {
    List<PeerProblem> problems = PeerProblem.all(Variant.PLAIN).subList(0, 14);
    int[][][] hits = problems.stream().map(p -> PeerResults.hits(p.name())).toArray(int[][][]::new);
    int[] dimensions = problems.stream().mapToInt(PeerProblem::dimension).toArray();

    assertThat(RuntimeProfile.of(Targets.PEERS, hits, dimensions).area().mean())
        .isCloseTo(0.30574363466235743 * Math.log10(2000), within(1e-12));
  }

  /** Targets from 10^-0.25 to 1e-6 in steps of a quarter of a power of ten. */
  @Test
  void release_targets_areFourToEachPowerOfTen() {
    int[] hits = Targets.RELEASE.hits(new double[] {1, 0.1, 0.011, 1e-6});

    assertThat(hits).hasSize(24).startsWith(2, 2, 2, 2, 3, 3, 3, 4).endsWith(4);
    assertThat(Targets.RELEASE.budget(3)).isEqualTo(600);
  }

  private static RuntimeProfile profile(int dimension, double[]... curves) {
    int[][] hits = Arrays.stream(curves).map(Targets.PEERS::hits).toArray(int[][]::new);
    return RuntimeProfile.of(Targets.PEERS, new int[][][] {hits}, new int[] {dimension});
  }
}
