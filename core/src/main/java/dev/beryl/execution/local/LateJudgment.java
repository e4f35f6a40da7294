package dev.beryl.execution.local;

import dev.beryl.spi.Pruner;
import dev.beryl.trial.Outcome;
import dev.beryl.trial.Report;
import java.util.List;

/**
 * Gives a judge the reports of a replicate that ran elsewhere. It needs them at rounds. If it could
 * not decide there, it decides now, as if it had been asked at each report.
 */
final class LateJudgment {
  private static final String STEP = "pruner";

  private LateJudgment() {}

  static void of(ReplicateSlot slot) {
    Pruner.Judge judge = slot.judge();
    List<Report> reports = slot.recorder().reports();
    for (int i = 0; judge != null && i < reports.size(); i++) {
      Report report = reports.get(i);
      boolean prunes;
      try {
        prunes = judge.prunes(report);
      } catch (Throwable e) {
        if (!slot.isJudgedElsewhere()) {
          fail(slot, report, e);
        }
        return;
      }
      if (prunes && !slot.isJudgedElsewhere()) {
        slot.recorder().keepReports(i + 1);
        slot.end(new Outcome.Pruned(slot.replicate(), report.step()));
        return;
      }
    }
  }

  /** The same failure as where the report was made. */
  private static void fail(ReplicateSlot slot, Report report, Throwable cause) {
    var thrown =
        new IllegalStateException("the pruner could not judge the report " + report, cause);
    slot.fail(slot.replicate(), STEP, thrown);
  }
}
