package dev.beryl.optimizers;

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
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Imports point one way, and a method knows another one only to delegate to it. */
class ImportsTest {
  private static final String ROOT = "dev.beryl.optimizers";

  private static JavaClasses main;

  @BeforeAll
  static void importMainClasses() throws URISyntaxException {
    var location = Tpe.class.getProtectionDomain().getCodeSource().getLocation();
    main = new ClassFileImporter().importPath(Path.of(location.toURI()));
    assertThat(main).extracting(JavaClass::getName).contains(Grid.class.getName());
  }

  private static DescribedPredicate<JavaClass> isIn(String name) {
    return DescribedPredicate.describe(
        "are in " + name, type -> type.getPackageName().equals(name));
  }

  private static DescribedPredicate<JavaClass> isOfTheModuleBut(String own, String[] allowed) {
    List<String> names = Arrays.stream(allowed).map(name -> ROOT + "." + name).toList();
    return DescribedPredicate.describe(
        "are of the module, but neither in %s nor in %s".formatted(own, names),
        type ->
            (type.getPackageName() + ".").startsWith(ROOT + ".")
                && !type.getPackageName().equals(own)
                && !names.contains(type.getPackageName()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '>',
      value = {
        "auto > delegate design model",
        "cma > design math model",
        "delegate > ''",
        "design > math",
        "gp > design math model pareto quasi",
        "grid > design math",
        "math > ''",
        "model > design pareto quasi",
        "pareto > ''",
        "pruning > pareto",
        "quasi > design math",
        "tpe > cma delegate math model pareto"
      })
  void packages_importNoOthersThan(String name, String allowed) {
    String own = ROOT + "." + name;

    noClasses()
        .that(isIn(own))
        .should()
        .dependOnClassesThat(isOfTheModuleBut(own, allowed.split(" ")))
        .check(main);
  }

  @Test
  void packages_areAllNamedHere() {
    assertThat(main.stream().map(JavaClass::getPackageName).distinct())
        .filteredOn(name -> !name.equals(ROOT))
        .map(name -> name.substring(ROOT.length() + 1))
        .containsExactlyInAnyOrder(
            "auto",
            "cma",
            "delegate",
            "design",
            "gp",
            "grid",
            "math",
            "model",
            "pareto",
            "pruning",
            "quasi",
            "tpe");
  }

  @Test
  void root_isImportedByNoneBelow() {
    noClasses()
        .that()
        .resideInAPackage(ROOT + ".*..")
        .should()
        .dependOnClassesThat(isIn(ROOT))
        .check(main);
  }

  @Test
  void packages_runInNoCircle() {
    slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(main);
  }

  @Test
  void libraries_areThoseThatTheModuleRequires() {
    classes()
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "java..",
            "dev.beryl.fault",
            "dev.beryl.optimizers..",
            "dev.beryl.random",
            "dev.beryl.space",
            "dev.beryl.spi",
            "dev.beryl.trial",
            "org.jspecify.annotations..")
        .check(main);
  }
}
