package dev.beryl.progress;

import dev.beryl.spi.Delegation;
import dev.beryl.study.Ending;
import dev.beryl.study.Progress;
import dev.beryl.study.StudyResult;
import java.io.PrintStream;
import java.util.OptionalInt;

/** Shows progress as a line from time to time. */
final class PlainLines implements Display {
  private static final int PARTS = 10;
  private static final int[] LEADS = {1, 2, 5};

  private final PrintStream out;
  private final OptionalInt budget;
  private int printed = -1;
  private int next;

  PlainLines(PrintStream out, OptionalInt budget) {
    this.out = out;
    this.budget = budget;
    this.next = after(0);
  }

  @Override
  public void onDelegation(Delegation delegation) {
    out.println(delegation);
  }

  @Override
  public void onTrial(Progress progress) {
    if (progress.trials() >= next) {
      print(Snapshot.of(progress));
      next = after(printed);
    }
  }

  @Override
  public void onEnd(StudyResult result) {
    Snapshot snapshot = Snapshot.of(result);
    if (snapshot.trials() != printed) {
      print(snapshot);
    }
    if (result.ending() != Ending.BUDGET) {
      out.println(Snapshot.ended(result));
    }
  }

  @Override
  public void close() {
    out.flush();
  }

  private void print(Snapshot snapshot) {
    printed = snapshot.trials();
    out.println(snapshot.line(budget));
  }

  /** The number of trials at which the next line is due, larger than this one. */
  private int after(int trials) {
    long next = budget.isPresent() ? nextPart(trials, budget.getAsInt()) : nextRound(trials);
    return Math.clamp(next, 1, Integer.MAX_VALUE);
  }

  private static long nextPart(long trials, long budget) {
    long parts = trials * PARTS / budget;
    return Math.ceilDiv((parts + 1) * budget, PARTS);
  }

  private static long nextRound(int trials) {
    for (long power = 1; ; power *= 10) {
      for (int lead : LEADS) {
        if (lead * power > trials) {
          return lead * power;
        }
      }
    }
  }
}
