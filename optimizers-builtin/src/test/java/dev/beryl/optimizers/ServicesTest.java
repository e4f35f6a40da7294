package dev.beryl.optimizers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.beryl.spi.OptimizerProvider;
import dev.beryl.spi.Option;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.ServiceLoader;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ServicesTest {
  private static final String SERVICE = "META-INF/services/" + OptimizerProvider.class.getName();

  @BeforeAll
  static void lookServicesUp() {
    ServicesTest.class.getModule().addUses(OptimizerProvider.class);
  }

  @Test
  void serviceLoader_findsAllProviders() {
    assertThat(ServiceLoader.load(OptimizerProvider.class))
        .extracting(OptimizerProvider::name)
        .contains(
            "auto", "cma-es", "gp", "grid", "halton", "latin-hypercube", "random", "sobol", "tpe");
  }

  @Test
  void servicesFile_namesTheSameClassesAsTheModule() throws IOException {
    var file = Objects.requireNonNull(Grid.class.getResourceAsStream("/" + SERVICE));
    try (var reader = new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))) {
      List<String> found =
          ServiceLoader.load(OptimizerProvider.class).stream()
              .map(provider -> provider.type().getName())
              .filter(name -> name.startsWith("dev.beryl.optimizers."))
              .toList();
      assertThat(reader.lines()).containsExactlyInAnyOrderElementsOf(found);
    }
  }

  @Test
  void factories_nameTheirProviders() {
    assertThat(CmaEs.withDefaults().provider().name()).isEqualTo("cma-es");
    assertThat(CmaEs.withDefaults().sigma(0.3)).hasToString("cma-es {sigma=0.3}");
    assertThat(Grid.withDefaults().provider().name()).isEqualTo("grid");
    assertThat(Tpe.withDefaults().provider().name()).isEqualTo("tpe");
    assertThat(RandomSearch.withDefaults().provider().name()).isEqualTo("random");
    assertThat(RandomSearch.withDefaults().chosen()).isEmpty();
    assertThat(RandomSearch.withDefaults()).hasToString("random");
  }

  @Test
  void providers_describeThemselvesAndTheirOptions() {
    for (OptimizerProvider provider : ServiceLoader.load(OptimizerProvider.class)) {
      assertThat(provider.description()).isNotBlank();
      assertThat(provider.options()).extracting(Option::name).doesNotHaveDuplicates();
      assertThat(provider.options()).allMatch(option -> !option.description().isBlank());
    }
  }
}
