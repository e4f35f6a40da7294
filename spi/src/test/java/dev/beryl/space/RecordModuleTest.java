package dev.beryl.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.lang.module.ModuleFinder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Records in the package of a named module, which is open or closed. */
class RecordModuleTest {
  @TempDir Path folder;

  private Class<?> recordIn(String opens) throws IOException, ClassNotFoundException {
    Path descriptor = folder.resolve("module-info.java");
    Path source = folder.resolve("Switches.java");
    Files.writeString(descriptor, "module com.example.app { " + opens + " }");
    Files.writeString(
        source, "package com.example.app; record Switches(boolean warm, boolean cold) {}");
    Path classes = folder.resolve("classes");
    int status =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, "-d", classes.toString(), descriptor + "", source + "");
    assertThat(status).isZero();
    var boot = ModuleLayer.boot();
    var resolved =
        boot.configuration()
            .resolve(ModuleFinder.of(classes), ModuleFinder.of(), Set.of("com.example.app"));
    return ModuleLayer.defineModulesWithOneLoader(
            resolved, List.of(boot), ClassLoader.getSystemClassLoader())
        .layer()
        .findLoader("com.example.app")
        .loadClass("com.example.app.Switches");
  }

  @Test
  void openPackage_works_evenIfTheRecordIsNotPublic() throws Exception {
    RecordSpace<?> space = SearchSpace.of(recordIn("opens com.example.app;"));

    Treatment treatment = space.fromUnit(new double[] {1, 0});
    assertThat(space.instance(treatment)).hasToString("Switches[warm=true, cold=false]");
    assertThat(space.constraints()).isEmpty();
  }

  @Test
  void closedPackage_isRefused_withTheLineToWrite() throws Exception {
    Class<?> type = recordIn("");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> SearchSpace.of(type))
        .withMessage(
            "search space of Switches: package com.example.app is not open to dev.beryl.spi, which is"
                + " to call the constructor of Switches; write in module-info.java of module"
                + " com.example.app: opens com.example.app to dev.beryl.spi;");
  }
}
