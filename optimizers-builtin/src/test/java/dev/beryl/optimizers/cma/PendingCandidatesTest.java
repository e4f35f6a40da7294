package dev.beryl.optimizers.cma;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PendingCandidatesTest {

  @Test
  void remove_inAnyOrder_findsEachOnce() {
    var pending = new PendingCandidates();
    Map<Integer, Candidate> model = new HashMap<>();
    var random = new Random(5);
    int next = 0;
    for (int step = 0; step < 20_000; step++) {
      if (random.nextInt(100) < 55 || model.isEmpty()) {
        var candidate = new Candidate(1, 0);
        pending.put(next, candidate);
        model.put(next++, candidate);
      } else {
        int number = random.nextInt(next);
        assertThat(pending.remove(number)).isSameAs(model.remove(number));
      }
    }
    for (int number = -5; number < next + 5; number++) {
      assertThat(pending.remove(number)).isSameAs(model.remove(number));
    }
  }
}
