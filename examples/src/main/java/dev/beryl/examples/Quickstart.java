package dev.beryl.examples;

import dev.beryl.examples.cancer.BreastCancerForest;
import java.io.IOException;

/** Runs the examples, the smallest first. */
public final class Quickstart {
  private Quickstart() {}

  /**
   * Runs the examples.
   *
   * @param args none; see {@link InventoryPolicy#main} and {@link BreastCancerForest#main} for the
   *     properties that are read
   * @throws IOException if the picture of {@link InventoryPolicy} or the report of {@link
   *     BreastCancerForest} cannot be written
   */
  public static void main(String[] args) throws IOException {
    System.out.println("Three deltas: a grid over one parameter");
    ThreeDeltas.main(args);
    System.out.println();
    System.out.println("Inventory policy: when to order how much, in a simulated warehouse");
    InventoryPolicy.main(args);
    System.out.println();
    System.out.println("Breast cancer: a random forest is tuned on real data");
    BreastCancerForest.main(args);
  }
}
