package dev.beryl;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Within the module imports point one way. */
class ImportsTest {
  private static final String ROOT = "dev.beryl";
  private static final Set<String> SPI =
      Set.of(
          "dev.beryl.fault",
          "dev.beryl.random",
          "dev.beryl.space",
          "dev.beryl.spi",
          "dev.beryl.trial");

  private static JavaClasses main;

  @BeforeAll
  static void importMainClasses() throws URISyntaxException {
    var location = Experiment.class.getProtectionDomain().getCodeSource().getLocation();
    main = new ClassFileImporter().importPath(Path.of(location.toURI()));
    assertThat(main).extracting(JavaClass::getName).contains(Study.class.getName());
  }

  private static DescribedPredicate<JavaClass> isIn(List<String> packages) {
    return DescribedPredicate.describe(
        "are in one of " + packages, type -> packages.contains(type.getPackageName()));
  }

  private static DescribedPredicate<JavaClass> isOfCoreBut(String own, String[] allowed) {
    List<String> names = Arrays.stream(allowed).map(name -> ROOT + "." + name).toList();
    return DescribedPredicate.describe(
        "are of core, but neither in %s nor in %s".formatted(own, names),
        type ->
            (type.getPackageName() + ".").startsWith(ROOT + ".")
                && !SPI.contains(type.getPackageName())
                && !type.getPackageName().equals(own)
                && !names.contains(type.getPackageName()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '>',
      value = {
        "run > settings plugins.origin replay loop journal execution execution.local result metric"
            + " study",
        "settings > plugins loop journal execution execution.local race study text",
        "plugins > plugins.origin",
        "plugins.origin > ''",
        "replay > binary execution execution.local journal journal.format loop result study",
        "loop > execution execution.local journal metric jfr race study text",
        "journal > execution execution.local journal.format metric result study",
        "journal.format > binary execution journal study",
        "result > study metric text",
        "study > metric text",
        "text > ''",
        "race > study text",
        "execution > binary",
        "execution.local > execution jfr metric",
        "binary > ''",
        "jfr > ''",
        "metric > ''"
      })
  void packages_importNoOthersThan(String name, String allowed) {
    String own = ROOT + "." + name;

    noClasses()
        .that(isIn(List.of(own)))
        .should()
        .dependOnClassesThat(isOfCoreBut(own, allowed.split(" ")))
        .check(main);
  }

  @Test
  void root_isImportedByNoneBelow() {
    noClasses()
        .that()
        .resideInAPackage(ROOT + ".*..")
        .should()
        .dependOnClassesThat(isIn(List.of(ROOT)))
        .check(main);
  }

  @Test
  void packages_runInNoCircle() {
    slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(main);
  }

  @Test
  void optimizers_areNamedNowhere() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.beryl.optimizers..")
        .check(main);
  }

  @Test
  void libraries_areThoseThatTheModuleRequires() {
    classes()
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "java..",
            "jdk.jfr..",
            "dev.beryl..",
            "org.jspecify.annotations..",
            "org.eclipse.collections..",
            "tools.jackson.core..")
        .check(main);
  }
}
