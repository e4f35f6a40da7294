package dev.beryl.plugins.origin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.beryl.plugins.Optimizers;
import dev.beryl.spi.OptimizerProvider;
import org.junit.jupiter.api.Test;

class PluginOriginTest {

  @Test
  void of_classInAModule_hasTheModuleAndItsVersions() {
    assertThat(PluginOrigin.of(Optimizers.class)).startsWith("module dev.beryl of ");
    assertThat(PluginOrigin.version(OptimizerProvider.class)).isPresent();
    assertThat(PluginOrigin.builtFor(Optimizers.class))
        .isEqualTo(PluginOrigin.version(OptimizerProvider.class));
  }
}
