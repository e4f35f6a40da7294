package dev.beryl.loop;

import dev.beryl.trial.Aggregation;
import dev.beryl.trial.Objective;
import dev.beryl.trial.Samples;
import dev.beryl.trial.Trial;
import java.util.ArrayList;
import java.util.List;

/** By how much the first objective's values of some trials differ by chance. */
final class TailNoise {
  private TailNoise() {}

  /**
   * The standard deviation of a trial's value around its true one, as far as it differs from trial
   * to trial. What a replicate has in common under all treatments makes no difference between them.
   * So the values of a mean are compared replicate by replicate, if all trials have as many; else
   * the trials' standard errors are taken.
   *
   * @param trials completed, at least two
   * @return at least 0; 0 where nothing is known of it
   */
  static double of(List<Trial> trials) {
    Objective objective = trials.getFirst().objectives().getFirst();
    if (objective.aggregation().equals(Aggregation.mean())) {
      List<Samples> rows = rows(trials, objective.metric());
      if (rows.size() == trials.size()) {
        return Math.sqrt(residual(rows));
      }
    }
    double squares = 0;
    for (Trial trial : trials) {
      double error = trial.standardError();
      squares += Double.isNaN(error) ? 0 : error * error / trials.size();
    }
    return Math.sqrt(squares);
  }

  /** The samples of the trials that have as many replicates as the first, at least two. */
  private static List<Samples> rows(List<Trial> trials, String metric) {
    var rows = new ArrayList<Samples>();
    for (Trial trial : trials) {
      Samples samples = trial.samples(metric);
      int replicates = samples.replicates();
      boolean like = rows.isEmpty() || replicates == rows.getFirst().replicates();
      if (like && replicates >= 2 && samples.size() == replicates) {
        rows.add(samples);
      }
    }
    return rows;
  }

  /** The variance of a row's mean that neither rows nor columns explain. */
  private static double residual(List<Samples> rows) {
    int columns = rows.getFirst().replicates();
    double[] ofColumn = new double[columns];
    double mean = 0;
    for (Samples row : rows) {
      for (int c = 0; c < columns; c++) {
        ofColumn[c] += row.get(c) / rows.size();
      }
      mean += row.mean() / rows.size();
    }
    double squares = 0;
    for (Samples row : rows) {
      double ofRow = row.mean();
      for (int c = 0; c < columns; c++) {
        double left = row.get(c) - ofRow - ofColumn[c] + mean;
        squares += left * left;
      }
    }
    return squares / (rows.size() - 1) / (columns - 1) / columns;
  }
}
