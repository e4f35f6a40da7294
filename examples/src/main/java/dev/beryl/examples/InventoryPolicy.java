package dev.beryl.examples;

import dev.beryl.Context;
import dev.beryl.Experiment;
import dev.beryl.Study;
import dev.beryl.space.IntegerParameter;
import dev.beryl.space.Parameter;
import dev.beryl.space.SearchSpace;
import dev.beryl.study.StudyResult;
import dev.beryl.trial.Objective;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;

/** When to order how much? A year of a warehouse is simulated, with random demand. */
public final class InventoryPolicy {
  private static final IntegerParameter REORDER_POINT =
      Parameter.integer("reorder_point", 0, 200).withDefault(100);
  private static final IntegerParameter BATCH = Parameter.integer("batch", 1, 400).withDefault(100);

  private static final int DAYS = 365;
  private static final int DELIVERY_DAYS = 4;

  private InventoryPolicy() {}

  /**
   * Searches for the cheapest policy, and compares it with the one in use on fresh demand. If the
   * system property {@code picture} names a file, a picture of the search is written to it.
   *
   * @throws IOException if the picture cannot be written
   */
  public static void main(String[] args) throws IOException {
    Experiment<Double> warehouse =
        Experiment.measuring("cost_per_day", InventoryPolicy::costPerDay);

    StudyResult result =
        warehouse.optimize(
            Study.of(SearchSpace.of(REORDER_POINT, BATCH), Objective.minimize("cost_per_day"))
                .trials(200)
                .replicates(10)
                .seed(1));

    System.out.println("use " + result.recommended());
    System.out.print(warehouse.run(List.of(result.recommended().named("tuned")), 100, 2));

    String picture = System.getProperty("picture");
    if (picture != null) {
      double inUse = warehouse.run(List.of(), 100, 2).baseline().mean("cost_per_day");
      Files.writeString(Path.of(picture), SearchPicture.of(result, "cost per day", inUse).svg());
    }
  }

  /** The mean of one simulated year: storage, orders, and sales that are lost. */
  private static double costPerDay(Context ctx) {
    Queue<Long> deliveries = new ArrayDeque<>();
    for (int day = 0; day < DELIVERY_DAYS; day++) {
      deliveries.add(0L);
    }
    long stock = ctx.get(REORDER_POINT) + ctx.get(BATCH);
    long onOrder = 0;
    double cost = 0;
    for (int day = 0; day < DAYS; day++) {
      long delivered = deliveries.remove();
      stock += delivered;
      onOrder -= delivered;
      long demand = Math.max(0, Math.round(20 + 8 * ctx.random().nextGaussian()));
      cost += 15 * Math.max(0, demand - stock);
      stock = Math.max(0, stock - demand);
      cost += 0.5 * stock;
      long ordered = stock + onOrder <= ctx.get(REORDER_POINT) ? ctx.get(BATCH) : 0;
      cost += ordered > 0 ? 120 : 0;
      onOrder += ordered;
      deliveries.add(ordered);
    }
    return cost / DAYS;
  }
}
