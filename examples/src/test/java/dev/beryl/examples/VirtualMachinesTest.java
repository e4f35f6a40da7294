package dev.beryl.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.beryl.Experiment;
import dev.beryl.Study;
import dev.beryl.optimizers.Auto;
import dev.beryl.optimizers.GaussianProcess;
import dev.beryl.space.IntegerParameter;
import dev.beryl.space.Parameter;
import dev.beryl.space.RealParameter;
import dev.beryl.space.SearchSpace;
import dev.beryl.spi.OptimizerChoice;
import dev.beryl.trial.Objective;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Digests of studies of the models in virtual machines that run their code otherwise. */
class VirtualMachinesTest {
  private static final RealParameter X = Parameter.real("x", 1e-3, 10).log();
  private static final IntegerParameter N = Parameter.integer("n", 0, 20);

  /** Prints digests of small studies. */
  static final class Program {
    private Program() {}

    public static void main(String[] args) {
      System.out.println(digests());
    }
  }

  private static List<String> digests() {
    return List.of(
        digest(Auto.withDefaults().row(11), 26), // gp until trial 13, then cma-es
        digest(GaussianProcess.withDefaults(), 16));
  }

  private static String digest(OptimizerChoice optimizer, int trials) {
    return Experiment.measuring(
            "loss",
            ctx -> StrictMath.pow(StrictMath.log(ctx.get(X)), 2) + Math.abs(ctx.get(N) - 7.5))
        .optimize(
            Study.of(SearchSpace.of(X, N), Objective.minimize("loss"))
                .optimizer(optimizer)
                .trials(trials)
                .parallelism(2)
                .threads(1)
                .seed(4))
        .digest();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-Xint",
        "-XX:+UseSerialGC -XX:-UseSuperWord -Duser.language=tr -Duser.country=TR",
        "-XX:+UseParallelGC -XX:TieredStopAtLevel=1 -Duser.language=ar -Duser.timezone=Asia/Tokyo"
      })
  void digests_ofOtherVirtualMachines_areThoseOfThisOne(String options) throws Exception {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(options.split(" ")));
    command.addAll(List.of("-Xmx256m", "-cp", classPath(), Program.class.getName()));
    Process program = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    String printed = new String(program.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(program.waitFor()).isZero();
    assertThat(printed.strip()).isEqualTo(digests().toString());
  }

  /** What this process has on its class path and its module path. */
  private static String classPath() throws URISyntaxException, IOException {
    var path = new ArrayList<String>();
    path.add(System.getProperty("jdk.module.path", ""));
    path.add(System.getProperty("java.class.path", ""));
    path.add(
        Path.of(VirtualMachinesTest.class.getProtectionDomain().getCodeSource().getLocation().toURI())
            .toString());
    path.removeIf(String::isEmpty);
    return String.join(File.pathSeparator, path);
  }
}
