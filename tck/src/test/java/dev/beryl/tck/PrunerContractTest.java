package dev.beryl.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.beryl.tck.broken.Above;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PrunerContractTest extends ContractTest {
  private final PrunerContract sound = new Played.OfPruner(new Above());

  @Override
  List<Rule> all() {
    return PrunerRules.ALL;
  }

  @Override
  Rule ofProviders() {
    return PrunerRules.PROVIDER;
  }

  @Override
  List<Offense> offenses() {
    return Offense.PRUNERS;
  }

  @Override
  PluginContract<?> sound() {
    return sound;
  }

  @Test
  void playedStudies_stopSomeAndLetOthersGoOn() {
    var test =
        new PrunerCase(sound, sound.provider(), Map.of(), PrunerRules.CALLS, Curves.ALL.get(1), 1);
    List<String> decisions = new PrunedStudy(test, 60).play().decisions();

    assertThat(decisions).filteredOn(decision -> decision.endsWith("stop")).hasSizeGreaterThan(5);
    assertThat(decisions)
        .filteredOn(decision -> decision.endsWith("continue"))
        .hasSizeGreaterThan(50);
  }
}
