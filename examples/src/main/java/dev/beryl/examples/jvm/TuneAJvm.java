package dev.beryl.examples.jvm;

import dev.beryl.Study;
import dev.beryl.process.Command;
import dev.beryl.process.Metrics;
import dev.beryl.report.Report;
import dev.beryl.space.CategoricalParameter;
import dev.beryl.space.Parameter;
import dev.beryl.space.SearchSpace;
import dev.beryl.space.Treatment;
import dev.beryl.study.Racing;
import dev.beryl.study.StudyResult;
import dev.beryl.trial.Objective;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** Which flags make a JVM fastest for a program? Six flags, 60 runs, and the JVM as it is. */
public final class TuneAJvm {
  /** Every JVM of today is a server: without another flag, this one changes nothing. */
  private static final String AS_IT_IS = "-server";

  private static final String SERIAL = "-XX:+UseSerialGC";
  private static final String PARALLEL = "-XX:+UseParallelGC";
  private static final String G1 = "-XX:+UseG1GC";

  private static final CategoricalParameter<String> COLLECTOR =
      Parameter.choice("collector", AS_IT_IS, SERIAL, PARALLEL, G1);

  /** The other flags are left out where the JVM is as it is. */
  static final SearchSpace SPACE =
      SearchSpace.of(
          COLLECTOR,
          Parameter.integer("heap", 32, 512).log().when(COLLECTOR, SERIAL, PARALLEL, G1),
          Parameter.ordinal("region", 1, 2, 4, 8).when(COLLECTOR, G1),
          Parameter.integer("threads", 1, 2).when(COLLECTOR, PARALLEL, G1),
          Parameter.integer("inlining", 0, 20).when(COLLECTOR, SERIAL, PARALLEL, G1),
          Parameter.choice("mode", "-Xmixed", "-Xint").when(COLLECTOR, SERIAL, PARALLEL, G1));

  private TuneAJvm() {}

  /** The JVM runs the program; one at a time, because others would disturb it. */
  static Command program() throws URISyntaxException {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    Path classes =
        Path.of(WordIndex.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    return Command.of(
            java.toString(),
            "{collector}",
            "-Xmx{heap}m",
            "-XX:G1HeapRegionSize={region}m",
            "-XX:ParallelGCThreads={threads}",
            "-XX:MaxInlineLevel={inlining}",
            "{mode}",
            "-cp",
            classes.toString(),
            WordIndex.class.getName(),
            "{seed}")
        .reading(Metrics.nameValueLines("seconds"))
        .timeout(Duration.ofSeconds(30))
        .atMost(1);
  }

  static Treatment asItIs() {
    return Treatment.of(SPACE, Map.of("collector", AS_IT_IS)).named("the JVM as it is");
  }

  /**
   * Tunes, and writes a report to the file that the system property {@code report} names.
   *
   * @throws IOException if the report cannot be written
   * @throws URISyntaxException never, as classes have a place
   */
  public static void main(String[] arguments) throws IOException, URISyntaxException {
    StudyResult result =
        program()
            .experiment()
            .optimize(
                Study.of(SPACE, Objective.minimize("seconds"))
                    .optimizer("tpe")
                    .racing(Racing.of(1, 12).finalists(2).reserve(1.0 / 3))
                    .budget(60)
                    .baseline(asItIs())
                    .neverFail()
                    .seed(1));
    System.out.println(result.verdict().orElseThrow());
    System.out.println(result.verdict().orElseThrow().table());
    Path report = Path.of(System.getProperty("report", "target/tune-a-jvm.html"));
    Files.createDirectories(report.toAbsolutePath().getParent());
    Report.of(result).writeHtml(report);
    System.out.println("report: " + report.toAbsolutePath());
  }
}
