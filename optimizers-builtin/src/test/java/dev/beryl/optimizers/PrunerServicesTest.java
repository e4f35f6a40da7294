package dev.beryl.optimizers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.beryl.spi.Option;
import dev.beryl.spi.PrunerChoice;
import dev.beryl.spi.PrunerProvider;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.ServiceLoader;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PrunerServicesTest {
  private static final String SERVICE = "META-INF/services/" + PrunerProvider.class.getName();

  @BeforeAll
  static void lookServicesUp() {
    PrunerServicesTest.class.getModule().addUses(PrunerProvider.class);
  }

  @Test
  void serviceLoader_findsAllProviders() {
    assertThat(ServiceLoader.load(PrunerProvider.class))
        .extracting(PrunerProvider::name)
        .containsExactlyInAnyOrder("asha", "hyperband", "median", "patience", "threshold");
  }

  @Test
  void servicesFile_namesTheSameClassesAsTheModule() throws IOException {
    var file = Objects.requireNonNull(MedianPruner.class.getResourceAsStream("/" + SERVICE));
    try (var reader = new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))) {
      List<String> found =
          ServiceLoader.load(PrunerProvider.class).stream()
              .map(provider -> provider.type().getName())
              .toList();
      assertThat(reader.lines()).containsExactlyInAnyOrderElementsOf(found);
    }
  }

  @Test
  void factories_nameTheirProvidersAndChooseNothingByDefault() {
    List<PrunerChoice> factories =
        List.of(
            AshaPruner.withDefaults(),
            HyperbandPruner.withDefaults(),
            MedianPruner.withDefaults(),
            PatientPruner.withDefaults(),
            ThresholdPruner.withDefaults());
    assertThat(factories)
        .extracting(factory -> factory.provider().name())
        .containsExactly("asha", "hyperband", "median", "patience", "threshold");
    assertThat(factories).allMatch(factory -> factory.chosen().isEmpty());
  }

  @Test
  void providers_describeThemselvesAndTheirOptions() {
    for (PrunerProvider provider : ServiceLoader.load(PrunerProvider.class)) {
      assertThat(provider.description()).isNotBlank();
      assertThat(provider.options()).extracting(Option::name).doesNotHaveDuplicates();
      assertThat(provider.options()).allMatch(option -> !option.description().isBlank());
    }
  }
}
