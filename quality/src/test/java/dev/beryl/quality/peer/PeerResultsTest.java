package dev.beryl.quality.peer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.beryl.quality.measure.Targets;
import dev.beryl.quality.problem.PeerProblem;
import dev.beryl.quality.problem.Variant;
import java.util.List;
import org.junit.jupiter.api.Test;

class PeerResultsTest {

  @Test
  void best_everyPeerAndProblem_has20InstancesThatImprove() {
    for (PeerProblem problem : PeerProblem.all(Variant.PLAIN)) {
      for (String peer : PeerResults.SHORT_PEERS) {
        double[] early = PeerResults.best(problem.name(), peer, 50);
        double[] late = PeerResults.best(problem.name(), peer, 200);

        boolean lacking = peer.equals("pycma") && problem.categoricals() > 0;
        assertThat(early).hasSize(lacking ? 0 : 20);
        for (int k = 0; k < early.length; k++) {
          assertThat(late[k]).isLessThanOrEqualTo(early[k]);
        }
      }
    }
  }

  @Test
  void best_knownRow_isRead() {
    assertThat(PeerResults.best("sphere_d5", "optuna-random", 100)[0])
        .isEqualTo(10.507459889461627);
  }

  @Test
  void bestOfFew_everyProblem_has6InstancesThatImprove() {
    for (PeerProblem problem : PeerProblem.all(Variant.PLAIN)) {
      double[] early = PeerResults.bestOfFew(problem.name(), 25);
      double[] late = PeerResults.bestOfFew(problem.name(), 100);
      assertThat(early).hasSize(PeerResults.FEW_INSTANCES);
      for (int k = 0; k < early.length; k++) {
        assertThat(late[k]).isLessThanOrEqualTo(early[k]);
      }
    }
    assertThat(PeerResults.bestOfFew("sphere_d5", 50)[0]).isEqualTo(0.00242267);
  }

  @Test
  void recommended_everyPeer_has10InstancesOfEachNoise() {
    for (PeerProblem problem : PeerProblem.all(Variant.PLAIN)) {
      boolean small = problem.dimension() == 5;
      assertThat(PeerResults.scales(problem.name())).hasSize(small ? 10 : 0);
      for (String peer : PeerResults.NOISY_PEERS) {
        for (String noise : List.of("additive", "multiplicative")) {
          assertThat(PeerResults.recommended(problem.name(), noise, peer, 500))
              .as("%s, %s, %s", problem.name(), noise, peer)
              .hasSize(small ? 10 : 0);
        }
      }
    }
    assertThat(PeerResults.recommended("sphere_d5", "additive", "optuna-cma", 250)[0])
        .isEqualTo(1.3635);
    assertThat(PeerResults.scales("sphere_d5")[0]).isEqualTo(65.6907);
  }

  @Test
  void hits_knownRows_areRead() {
    assertThat(PeerResults.hits("sphere_d5")[0])
        .containsExactly(25, 89, 160, 226, 268, 380, 468, 500, 556, 622);
    assertThat(PeerResults.hits("rast_d10")[0]).startsWith(10814, Targets.NEVER);
    assertThat(PeerResults.hits("rast_d4_plus_3_categoricals")).isEmpty();
  }
}
