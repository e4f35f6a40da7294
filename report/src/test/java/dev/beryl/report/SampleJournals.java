package dev.beryl.report;

import dev.beryl.Experiment;
import dev.beryl.Study;
import dev.beryl.space.Parameter;
import dev.beryl.space.SearchSpace;
import dev.beryl.space.Treatment;
import dev.beryl.study.Failures;
import dev.beryl.trial.Objective;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A journal of each kind, made once for all tests of this virtual machine. */
final class SampleJournals {
  private enum Speed {
    SLOW,
    FAST
  }

  private static @Nullable Map<String, Path> journals;

  private SampleJournals() {}

  /** The files by what is in them. */
  static synchronized Map<String, Path> all() {
    if (journals == null) {
      try {
        Path folder = Files.createTempDirectory("beryl-journals");
        Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder)));
        journals = make(folder);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return journals;
  }

  private static void delete(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      files.forEach(file -> file.toFile().delete());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    folder.toFile().delete();
  }

  private static Map<String, Path> make(Path folder) throws IOException {
    var made = new LinkedHashMap<String, Path>();
    for (String name :
        List.of(
            "everything",
            "front",
            "race",
            "kinds",
            "failing",
            "given",
            "rerun",
            "waits",
            "one",
            "none")) {
      made.put(name, folder.resolve(name + ".journal"));
    }
    var _ = SampleStudies.everything(made.get("everything"), 60);
    var _ = SampleStudies.front(made.get("front"), 40);
    race(made.get("race"));
    kinds(made.get("kinds"));
    var _ = SampleStudies.failing(made.get("failing"), "no licence for ");
    given(made.get("given"));
    rerun(made.get("rerun"));
    waits(made.get("waits"));
    var _ = SampleStudies.sphere(made.get("one"), 1, 3);
    Files.write(made.get("none"), description(Files.readAllBytes(made.get("one"))));
    return made;
  }

  /** The start of a journal, up to its description of the study. */
  static byte[] description(byte[] journal) {
    int length = ByteBuffer.wrap(journal).getInt(12);
    return Arrays.copyOf(journal, 12 + 8 + length + 4);
  }

  private static void race(Path journal) {
    var x = Parameter.real("x", -5, 5);
    var _ =
        Experiment.measuring("loss", ctx -> ctx.get(x) * ctx.get(x) + ctx.random().nextGaussian())
            .optimize(
                Study.of(SearchSpace.of(x), Objective.minimize("loss"))
                    .optimizer("random")
                    .replicates(1, 20)
                    .budget(200)
                    .journal(journal)
                    .seed(4));
  }

  /** Each kind of parameter, to be maximized, with a failed replicate that is forgiven. */
  private static void kinds(Path journal) {
    var tenths = Parameter.real("tenths", 0, 1).step(0.1).withDefault(0.3);
    var odd = Parameter.real("odd steps", 1e-3, 17.77).step(1.7e-3);
    var large = Parameter.integer("large", -(1L << 60), 1L << 60);
    var even = Parameter.integer("even", 2, 1024).step(2).log();
    var flag = Parameter.choice("flag", true, false);
    var ratio = Parameter.ordinal("ratio", 0.1, 1e-9, 1e300);
    var speed = Parameter.choice("speed", Speed.values());
    var subset = Parameter.subset("features", List.of("a", "b", "c, d", "\"e\""), 1, 3);
    var order = Parameter.permutation("order", List.of(3, 1, 2, 4));
    var _ =
        Experiment.measuring(
                "score",
                ctx -> {
                  if (ctx.replicate() == 1 && ctx.trial() % 4 == 0) {
                    throw new IllegalStateException("lost a connection");
                  }
                  ctx.note("host", "größer 😀 " + ctx.replicate());
                  return ctx.get(tenths) + (ctx.get(flag) ? 1 : 0) + ctx.random().nextDouble();
                })
            .optimize(
                Study.of(
                        SearchSpace.of(tenths, odd, large, even, flag, ratio, speed, subset, order),
                        Objective.maximize("score"))
                    .optimizer("random")
                    .trials(30)
                    .replicates(3)
                    .tolerateReplicates(1)
                    .journal(journal)
                    .seed(11));
  }

  /** It starts with a treatment of its user. */
  private static void given(Path journal) {
    var x = Parameter.real("x", 0, 1);
    var _ =
        Experiment.measuring("loss", ctx -> Math.abs(ctx.get(x) - 0.3))
            .optimize(
                Study.of(SearchSpace.of(x), Objective.minimize("loss"))
                    .optimizer("random")
                    .startWith(Treatment.of("mine", Map.of("x", 0.3)))
                    .trials(12)
                    .replicates(2)
                    .journal(journal)
                    .seed(5));
  }

  /** A third of its trials failed once, and did not when they ran again. */
  private static void rerun(Path journal) {
    var x = Parameter.real("x", 0, 1);
    var broken = new AtomicBoolean(true);
    Experiment<Double> experiment =
        Experiment.measuring(
            "loss",
            ctx -> {
              if (broken.get() && ctx.trial() % 3 == 0) {
                throw new IllegalStateException("the server is away");
              }
              return ctx.get(x) + ctx.replicate();
            });
    Study study =
        Study.of(SearchSpace.of(x), Objective.minimize("loss"))
            .optimizer("random")
            .trials(15)
            .replicates(2)
            .neverFail()
            .journal(journal)
            .seed(6);
    var _ = experiment.optimize(study);
    broken.set(false);
    var _ = experiment.optimize(study.rerun(Failures.any()));
  }

  /**
   * Two trials in flight, whose replicates started and ended at whole seconds: 0 ran from 0 to 30,
   * 1 to 10, and 2 and 3 were asked for when 0 had ended.
   */
  private static void waits(Path journal) throws IOException {
    var x = Parameter.real("x", 0, 1);
    var _ =
        Experiment.measuring("loss", ctx -> ctx.get(x))
            .optimize(
                Study.of(SearchSpace.of(x), Objective.minimize("loss"))
                    .optimizer("random")
                    .trials(5)
                    .replicates(1)
                    .parallelism(2)
                    .journal(journal)
                    .seed(8));
    byte[] header = description(Files.readAllBytes(journal));
    Files.write(
        journal,
        new JournalFile(header)
            .opened(5)
            .asked(0, 0.5)
            .asked(1, 0.25)
            .replicate(1, 0, 10)
            .replicate(0, 0, 30)
            .told(0)
            .told(1)
            .asked(2, 0.75)
            .asked(3, 0.125)
            .replicate(2, 30, 40)
            .told(2)
            .asked(4, 0.625)
            .replicate(4, 41, 50)
            .replicate(3, 30, 60)
            .told(3)
            .told(4)
            .ended()
            .bytes());
  }
}
