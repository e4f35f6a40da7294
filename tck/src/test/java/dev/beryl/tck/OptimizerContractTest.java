package dev.beryl.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.beryl.spi.Capabilities;
import dev.beryl.spi.Capability;
import dev.beryl.tck.broken.Uniform;
import java.util.List;
import org.junit.jupiter.api.Test;

class OptimizerContractTest extends ContractTest {
  @Override
  List<Rule> all() {
    return OptimizerRules.ALL;
  }

  @Override
  Rule ofProviders() {
    return OptimizerRules.PROVIDER;
  }

  @Override
  List<Offense> offenses() {
    return Offense.OPTIMIZERS;
  }

  @Override
  PluginContract<?> sound() {
    return new Played.OfOptimizer(new Uniform());
  }

  @Test
  void declinedCapability_isSkippedWithTheReason() {
    var limited =
        new Uniform() {
          @Override
          public Capabilities capabilities() {
            return super.capabilities().without(Capability.CHOICES).upTo(5);
          }
        };
    Played played = Played.rule(1, new Played.OfOptimizer(limited));

    assertThat(played.failures()).isEmpty();
    assertThat(played.passed()).isPositive();
    assertThat(played.skipped())
        .contains(
            "choices, seed 1: declined by its capabilities: parameter 'color' is a choice, and it"
                + " searches numbers only",
            "20 reals, seed 2: declined by its capabilities: it searches at most 5 parameters, and"
                + " the space has 20");
  }
}
