package dev.beryl.report.importance;

import java.util.List;

/** The shares of variance that single parameters explain, averaged over a forest's trees. */
final class ForestShares {
  private ForestShares() {}

  /** Each tree's V_j / V, averaged; a tree without variance does not count. */
  static double[] of(List<TreeVariance> trees, int axes) {
    double[] shares = new double[axes];
    int counted = 0;
    for (TreeVariance tree : trees) {
      double total = tree.total();
      if (total > 0) {
        counted++;
        for (int j = 0; j < axes; j++) {
          shares[j] += tree.alone(j) / total;
        }
      }
    }
    for (int j = 0; j < axes; j++) {
      shares[j] = counted == 0 ? 0 : shares[j] / counted;
    }
    return shares;
  }
}
