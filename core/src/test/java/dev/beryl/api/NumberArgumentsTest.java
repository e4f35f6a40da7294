package dev.beryl.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.beryl.OneParameter;
import dev.beryl.Study;
import dev.beryl.TestOptimizers;
import dev.beryl.api.ValidArguments.NoSample;
import dev.beryl.study.StudyFailedException;
import java.lang.reflect.Executable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every public method and constructor takes any number, or refuses it with a message that says what
 * was expected; none ends in an error of the virtual machine.
 */
class NumberArgumentsTest {
  private static final int[] INTS = {Integer.MIN_VALUE, -1, 0, Integer.MAX_VALUE};
  private static final long[] LONGS = {Long.MIN_VALUE, -1, 0, Long.MAX_VALUE};
  private static final double[] DOUBLES = {
    Double.NEGATIVE_INFINITY, -1, 0, Double.MAX_VALUE, Double.POSITIVE_INFINITY, Double.NaN
  };

  /** Calls that do as much work as they are asked for. */
  private static final Set<String> LONG =
      Set.of(
          "Experiment.run(Collection treatments, int replicates)",
          "Experiment.run(Collection treatments, int replicates, long seed)");

  @TempDir Path folder;

  @TestFactory
  Stream<DynamicTest> numbers_areTakenOrRefusedInWords() {
    return PublicApi.classes()
        .filter(type -> !NullArgumentsTest.CALLBACKS.contains(type))
        .map(type -> DynamicTest.dynamicTest(type.getName(), () -> takesNumbers(type)));
  }

  private void takesNumbers(Class<?> type) throws Exception {
    var findings = new ArrayList<String>();
    for (Executable call : PublicApi.calls(type)) {
      Class<?>[] types = call.getParameterTypes();
      for (int i = 0; i < types.length && !LONG.contains(PublicApi.text(call)); i++) {
        for (Object number : numbers(types[i])) {
          check(call, i, number, findings);
        }
      }
    }
    assertThat(findings).isEmpty();
  }

  private static List<?> numbers(Class<?> type) {
    return type == int.class
        ? Arrays.stream(INTS).boxed().toList()
        : type == long.class
            ? Arrays.stream(LONGS).boxed().toList()
            : type == double.class ? Arrays.stream(DOUBLES).boxed().toList() : List.of();
  }

  private void check(Executable call, int index, Object number, List<String> findings)
      throws Exception {
    var arguments = new ValidArguments(folder);
    try {
      arguments.onReceiver(
          call,
          receiver -> {
            @Nullable Object[] all = arguments.of(call);
            all[index] = number;
            Throwable thrown = PublicApi.thrown(call, receiver, all);
            if (thrown == null && call.getDeclaringClass() == Study.class) {
              thrown = thrownByRun((Study) PublicApi.result(call, receiver, all));
            }
            if (thrown != null && !isInWords(thrown, number)) {
              findings.add(
                  "%s: %s as '%s' threw %s; expected a message that says what is allowed"
                      .formatted(
                          PublicApi.text(call),
                          number,
                          call.getParameters()[index].getName(),
                          thrown));
            }
          });
    } catch (NoSample unknown) {
      findings.add(PublicApi.text(call) + ": " + unknown.getMessage());
    }
  }

  /** A setting of a study is checked when the study starts, or used while it runs. */
  private static @Nullable Throwable thrownByRun(Study study) {
    try {
      var _ =
          OneParameter.EXPERIMENT.optimize(
              study
                  .optimizer(TestOptimizers.of(_ -> OneParameter.proposing(1, 2)))
                  .untilOptimizerEnds());
      return null;
    } catch (StudyFailedException failed) {
      return failed.getCause() == null ? failed : failed.getCause();
    } catch (Throwable thrown) {
      return thrown;
    }
  }

  /** An index that is out of bounds is said by the JDK, if it is the one that was given. */
  private static boolean isInWords(Throwable thrown, Object number) {
    String message = thrown.getMessage();
    return switch (thrown) {
      case Error _, NegativeArraySizeException _, NullPointerException _ -> false;
      case ArrayIndexOutOfBoundsException _ ->
          message.contains(number.toString()) || message.startsWith("arraycopy: last");
      case ArithmeticException _ -> !message.equals("/ by zero");
      default -> message != null && message.contains(" ");
    };
  }
}
