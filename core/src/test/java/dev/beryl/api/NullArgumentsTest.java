package dev.beryl.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.beryl.Measure;
import dev.beryl.Resource;
import dev.beryl.Source;
import dev.beryl.Step;
import dev.beryl.StudyFactory;
import dev.beryl.api.ValidArguments.NoSample;
import dev.beryl.execution.Runner;
import dev.beryl.execution.RunnerResults;
import dev.beryl.execution.RunnerSession;
import dev.beryl.fault.Nulls;
import dev.beryl.spi.Optimizer;
import dev.beryl.spi.OptimizerChoice;
import dev.beryl.spi.OptimizerProvider;
import dev.beryl.spi.PluginChoice;
import dev.beryl.spi.PluginProvider;
import dev.beryl.spi.Pruner;
import dev.beryl.spi.PrunerChoice;
import dev.beryl.spi.PrunerProvider;
import dev.beryl.study.StudyListener;
import java.lang.reflect.Executable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every public method and constructor refuses null where a value is expected, also null inside
 * arrays, lists and maps, with a {@link NullPointerException} or an {@link
 * IllegalArgumentException} whose message names the parameter, or what it is.
 */
class NullArgumentsTest {
  /** What users implement and the library calls, and what takes null to refuse it. */
  static final Set<Class<?>> CALLBACKS =
      Set.of(
          Measure.class,
          Nulls.class,
          Optimizer.class,
          OptimizerChoice.class,
          OptimizerProvider.class,
          PluginChoice.class,
          PluginProvider.class,
          Pruner.class,
          Pruner.Judge.class,
          PrunerChoice.class,
          PrunerProvider.class,
          Resource.Closer.class,
          Runner.class,
          RunnerResults.class,
          RunnerSession.class,
          Source.class,
          Step.class,
          StudyFactory.class,
          StudyListener.class);

  /** Inner loops, in which the JDK's own check stands. */
  private static final Set<String> LEFT_TO_THE_JDK =
      Set.of(
          "Aggregation.aggregate(Samples samples)",
          "Aggregation.standardError(Samples samples)",
          "Philox.block(long key0, long key1, long counter0, long counter1, long counter2,"
              + " long counter3, long[] words)",
          "PhiloxRandom.nextDoubles(double[] into, int from, int to)");

  @TempDir Path folder;

  @TestFactory
  Stream<DynamicTest> nullArguments_areRefusedInWords() {
    return PublicApi.classes()
        .map(type -> DynamicTest.dynamicTest(type.getName(), () -> refusesNull(type)));
  }

  private void refusesNull(Class<?> type) throws Exception {
    var findings = new ArrayList<String>();
    for (Executable call : PublicApi.calls(type)) {
      boolean ours = !CALLBACKS.contains(type);
      if (ours && !LEFT_TO_THE_JDK.contains(PublicApi.text(call))) {
        for (int i = 0; i < call.getParameterCount(); i++) {
          for (NullArgument given : NullArgument.of(call, i)) {
            check(call, given, findings);
          }
        }
      }
    }
    assertThat(findings).isEmpty();
  }

  private void check(Executable call, NullArgument given, List<String> findings) throws Exception {
    try {
      var arguments = new ValidArguments(folder);
      arguments.onReceiver(
          call,
          receiver -> {
            Object[] all = given.among(arguments);
            String finding = finding(given, PublicApi.thrown(call, receiver, all));
            if (finding != null) {
              findings.add(PublicApi.text(call) + ": " + given.described() + " " + finding);
            }
          });
    } catch (NoSample unknown) {
      findings.add(PublicApi.text(call) + ": " + unknown.getMessage());
    }
  }

  /** What is wrong with the answer to a null; null if nothing is. */
  private static @Nullable String finding(NullArgument given, @Nullable Throwable thrown) {
    if (thrown == null) {
      return "is taken without a word";
    }
    String message = thrown.getMessage();
    boolean refused =
        thrown instanceof NullPointerException || thrown instanceof IllegalArgumentException;
    if (refused && message != null && message.contains("null") && !isOfTheJvm(message)) {
      String lower = message.toLowerCase(Locale.ROOT);
      if (given.words().stream().anyMatch(lower::contains)) {
        return null;
      }
    }
    return "threw %s: %s; expected a message that says null and one of %s"
        .formatted(thrown.getClass().getSimpleName(), message, given.words());
  }

  private static boolean isOfTheJvm(String message) {
    return message.startsWith("Cannot ") || message.contains("because \"");
  }
}
