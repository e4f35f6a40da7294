package dev.beryl.metric;

import static org.assertj.core.api.Assertions.assertThat;

import dev.beryl.space.Parameter;
import dev.beryl.space.RealParameter;
import dev.beryl.space.SearchSpace;
import dev.beryl.space.Treatment;
import dev.beryl.trial.Objective;
import dev.beryl.trial.Outcome;
import dev.beryl.trial.Problem;
import dev.beryl.trial.Trial;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrialTableTest {
  private static final RealParameter X = Parameter.real("x", 0, 1e9);
  private static final SearchSpace SPACE = SearchSpace.of(X);
  private static final List<Objective> LOSS = List.of(Objective.minimize("loss"));
  private static final int MANY = 70_000;

  private final Recorder[] recorders = {new Recorder()};

  private static Treatment at(double x) {
    return SPACE.fromCoordinates(new long[] {Double.doubleToRawLongBits(x)});
  }

  /** A trial that records its number so many times. */
  private Trial append(TrialTable table, int number, int times) {
    recorders[0].clear();
    for (int i = 0; i < times; i++) {
      recorders[0].record("loss", number + i / 8.0);
    }
    return table.append(
        number,
        at(number),
        Outcome.COMPLETED,
        Recordings.of(recorders),
        new double[] {number},
        number);
  }

  private static void check(Trial trial, int number, int times) {
    double[] values = trial.samples("loss").toArray();
    boolean right =
        trial.number() == number
            && trial.value() == number
            && trial.treatment().get(X) == number
            && trial.duration().toNanos() == number
            && values.length == times;
    for (int i = 0; i < values.length && right; i++) {
      right = values[i] == number + i / 8.0;
    }
    if (!right) {
      throw new AssertionError(
          "trial " + number + " is read as " + trial + " " + Arrays.toString(values));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 40_000, MANY, 10_000_000})
  void append_oneValueEach_acrossManyChunks(int expected) {
    var table = new TrialTable(Problem.of(SPACE, LOSS), expected);
    for (int i = 0; i < MANY; i++) {
      append(table, i, 1);
    }

    assertThat(table.size()).isEqualTo(MANY);
    for (int i = 0; i < MANY; i++) {
      check(table.trial(i), i, 1);
    }
  }

  @Test
  void append_threeValuesEach_acrossManyChunks() {
    var table = new TrialTable(Problem.of(SPACE, LOSS), 0);
    for (int i = 0; i < MANY; i++) {
      append(table, i, 3);
    }
    for (int i = 0; i < MANY; i++) {
      check(table.trial(i), i, 3);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 15, 16, 17, 32_767, 32_768, 32_769, 65_536})
  void append_numberOfValuesChangesLate_keepsThoseBefore(int change) {
    var table = new TrialTable(Problem.of(SPACE, LOSS), 0);
    for (int i = 0; i < MANY; i++) {
      append(table, i, i < change ? 1 : 1 + i % 3);
    }
    for (int i = 0; i < MANY; i++) {
      check(table.trial(i), i, i < change ? 1 : 1 + i % 3);
    }
  }

  @Test
  void samples_metricThatAppearsLate_isAbsentBefore() {
    var table = new TrialTable(Problem.of(SPACE, LOSS), 0);
    for (int i = 0; i < 1000; i++) {
      recorders[0].clear();
      recorders[0].record("loss", i);
      if (i >= 700 && i % 2 == 0) {
        recorders[0].record("late", i);
      }
      table.append(i, at(i), Outcome.COMPLETED, Recordings.of(recorders), new double[] {i}, 0);
    }

    assertThat(table.metrics()).containsExactly("loss", "late");
    assertThat(table.trial(699).metrics()).containsExactly("loss");
    assertThat(table.trial(700).metrics()).containsExactly("loss", "late");
    assertThat(table.trial(701).metrics()).containsExactly("loss");
    assertThat(table.trial(998).samples("late").toArray()).containsExactly(998);
  }

  @Test
  void samples_ofAnEarlierTrial_outliveItsRecorders() {
    var table = new TrialTable(Problem.of(SPACE, LOSS), 0);
    Trial first = append(table, 0, 2);
    append(table, 1, 2);

    assertThat(first.samples("loss").toArray()).containsExactly(0, 0.125);
  }

  @Test
  @Timeout(30)
  void trials_readByOtherThreadsWhileItGrows_areWhole() throws Exception {
    int trials = 60_000;
    var table = new TrialTable(Problem.of(SPACE, LOSS), 0);
    var handedOut = new AtomicReferenceArray<Trial>(trials);
    var last = new AtomicInteger(-1);
    Callable<Integer> reader =
        () -> {
          var random = new SplittableRandom(Thread.currentThread().threadId());
          int read = 0;
          while (last.get() < trials - 1 || read < 1000) {
            int until = last.get();
            if (until >= 0) {
              int number = random.nextInt(until + 1);
              check(handedOut.get(number), number, times(number));
              check(table.trial(number), number, times(number));
              read++;
            }
          }
          return read;
        };
    try (var executor = Executors.newFixedThreadPool(3)) {
      List<Future<Integer>> readers =
          IntStream.range(0, 3).mapToObj(i -> executor.submit(reader)).toList();
      for (int i = 0; i < trials; i++) {
        handedOut.set(i, append(table, i, times(i)));
        last.set(i);
      }
      for (Future<Integer> read : readers) {
        assertThat(read.get()).isGreaterThanOrEqualTo(1000);
      }
    }
  }

  /** One value each up to a late trial, then different numbers of them. */
  private static int times(int number) {
    return number < 20_000 ? 1 : 1 + number % 4;
  }

  @Test
  void manyMetrics_ofALargeStudy_takeRoomForTheirValuesOnly() {
    var table = new TrialTable(new Problem(SPACE, LOSS, List.of()), 1_000_000);
    var recorder = new Recorder();
    for (int i = 0; i < 2_000; i++) {
      recorder.record("metric " + i, i);
    }
    Runtime runtime = Runtime.getRuntime();
    System.gc();
    long before = runtime.totalMemory() - runtime.freeMemory();

    Trial trial =
        table.append(0, at(0), Outcome.COMPLETED, Recordings.of(recorder), new double[] {0}, 0);

    System.gc();
    long after = runtime.totalMemory() - runtime.freeMemory();
    assertThat(after - before).isLessThan(50_000_000);
    assertThat(trial.samples("metric 1999").toArray()).containsExactly(1999);
  }
}
