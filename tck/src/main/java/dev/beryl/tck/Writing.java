package dev.beryl.tck;

import dev.beryl.random.PhiloxRandom;
import dev.beryl.spi.Pruner;
import dev.beryl.trial.Report;
import dev.beryl.trial.Trial;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rule 11 of pruners. */
final class Writing {
  private static final int TRIALS = 60;
  private static final int REPORTS = 40;
  private static final long STREAM = 0x57524954; // WRIT
  private static final double[] ODD = {
    Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 0, -0.0
  };

  private Writing() {}

  /** A judge with its bytes, after a number of trials was told. */
  @SuppressWarnings("ArrayRecordComponent")
  private record Written(int trial, Pruner.Judge judge, byte @Nullable [] bytes) {}

  /** One judge after each number of trials told. */
  private static List<Written> written(PrunerCase test) {
    List<Trial> told = new PrunedStudy(test, TRIALS).play().told();
    Pruner pruner = test.create();
    var written = new ArrayList<Written>();
    for (int i = 0; i <= told.size(); i++) {
      int trial = TRIALS + i;
      Pruner.Judge judge = test.begin(pruner, trial);
      written.add(new Written(trial, judge, test.write(judge, trial)));
      if (i < told.size()) {
        test.tell(pruner, told.get(i));
      }
    }
    return written;
  }

  /** On a trial's own curve and on random reports, read by a pruner that knows no trials. */
  static void decidesTheSame(PrunerCase test) {
    for (Written one : written(test)) {
      if (one.bytes() != null) {
        Pruner.Judge read = test.read(test.create(), one.trial(), one.bytes());
        List<Report> reports = one.trial() % 2 == 0 ? curve(test, one) : random(test, one);
        Comparing.decisions(
            test,
            "the judge of trial %s was written, and read by a pruner that was told nothing"
                .formatted(one.trial()),
            decisions(test, one.judge(), one.trial(), reports),
            decisions(test, read, one.trial(), reports));
      }
    }
  }

  private static List<String> decisions(
      PrunerCase test, Pruner.Judge judge, int trial, List<Report> reports) {
    var decisions = new ArrayList<String>();
    for (Report report : reports) {
      boolean pruned = test.prunes(judge, trial, report);
      decisions.add(report + ": " + (pruned ? "stop" : "continue"));
    }
    return decisions;
  }

  private static List<Report> curve(PrunerCase test, Written one) {
    var reports = new ArrayList<Report>();
    for (int step = 1; step <= test.curves().steps(); step++) {
      double[] values = test.curves().values(test.seed(), one.trial(), 0, step);
      reports.add(new Report(0, step, values));
    }
    return reports;
  }

  /** Steps that leap and repeat, values around those of the trials told, and odd ones. */
  private static List<Report> random(PrunerCase test, Written one) {
    var random = new PhiloxRandom(test.seed() + one.trial(), STREAM);
    var reports = new ArrayList<Report>();
    long step = 0;
    for (int i = 0; i < REPORTS; i++) {
      step += random.nextInt(3);
      int like = random.nextInt(TRIALS);
      double[] values =
          test.curves().values(test.seed(), like, 0, 1 + (int) (step % test.curves().steps()));
      if (random.nextInt(5) == 0) {
        Arrays.fill(values, ODD[random.nextInt(ODD.length)]);
      }
      reports.add(new Report(0, step, values));
    }
    return reports;
  }

  /** Bytes that are cut off, or go on. */
  static void refusesOtherBytes(PrunerCase test) {
    Pruner pruner = test.create();
    for (Written one : written(test)) {
      byte[] bytes = one.bytes();
      if (bytes != null) {
        requireRefused(test, pruner, one, Arrays.copyOf(bytes, bytes.length + 1));
        for (int length = bytes.length / 2; length < bytes.length; length++) {
          requireRefused(test, pruner, one, Arrays.copyOf(bytes, length));
        }
      }
    }
    byte[] garbage = new byte[1000];
    new PhiloxRandom(test.seed(), STREAM).nextBytes(garbage);
    requireRefused(test, pruner, new Written(TRIALS, report -> false, garbage), garbage);
  }

  private static void requireRefused(PrunerCase test, Pruner pruner, Written one, byte[] other) {
    boolean refused =
        test.call(
            one.trial(),
            "read(%s bytes)".formatted(other.length),
            () -> {
              try {
                return pruner.read(other) == null;
              } catch (IllegalArgumentException expected) {
                return true;
              }
            });
    test.require(
        refused,
        one.trial(),
        "read accepted %s bytes that no judge wrote; a judge of trial %s wrote %s",
        other.length,
        one.trial(),
        one.bytes() == null ? "none" : one.bytes().length);
  }
}
