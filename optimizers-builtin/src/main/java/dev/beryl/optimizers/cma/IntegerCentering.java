package dev.beryl.optimizers.cma;

/**
 * Lets the parents of a generation count with the value that was evaluated instead of the one that
 * was sampled, in an integer coordinate where they have left the cell of the mean. What this adds
 * to the sum of the parents is taken back, as far as possible, from those that stayed in the cell
 * and that a move towards its center brings the other way.
 *
 * <p>Marty, Hansen, Auger, Semet and Héron, LB+IC-CMA-ES: two simple modifications of CMA-ES to
 * handle mixed-integer problems, PPSN XVIII (2024).
 *
 * @see <a href="https://arxiv.org/abs/2504.07884">Hamano, Nomura, Saito, Uchida and Shirakawa,
 *     CatCMA with margin, GECCO 2025</a>, which combines it with a margin
 */
final class IntegerCentering {
  private IntegerCentering() {}

  /**
   * Centers one coordinate of the parents.
   *
   * @param places where each was evaluated before it was rounded; changed
   * @param centers the center of the cell that each lies in
   * @param left whether that is another cell than the one of the mean
   */
  static void center(double[] places, double[] centers, boolean[] left, int count) {
    double bias = 0;
    for (int i = 0; i < count; i++) {
      if (left[i]) {
        bias += centers[i] - places[i];
        places[i] = centers[i];
      }
    }
    double opposite = 0;
    for (int i = 0; i < count; i++) {
      double move = centers[i] - places[i];
      opposite += opposes(move, bias) ? Math.abs(move) : 0;
    }
    if (opposite > 0) {
      double share = Math.min(1, Math.abs(bias) / opposite);
      for (int i = 0; i < count; i++) {
        double move = centers[i] - places[i];
        places[i] += opposes(move, bias) ? share * move : 0;
      }
    }
  }

  private static boolean opposes(double move, double bias) {
    return (bias > 0 && move < 0) || (bias < 0 && move > 0);
  }
}
