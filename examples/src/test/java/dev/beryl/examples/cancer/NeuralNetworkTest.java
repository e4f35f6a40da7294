package dev.beryl.examples.cancer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.beryl.examples.cancer.NeuralNetwork.Training;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class NeuralNetworkTest {
  private static final Training TRAINING = new Training(0.3, 0.5, 1e-4, 0.5);

  private final double[][] rows = new double[200][2];
  private final boolean[] inside = new boolean[rows.length];

  /** Points inside a circle and around it, which no line parts. */
  NeuralNetworkTest() {
    var random = new SplittableRandom(1);
    for (int i = 0; i < rows.length; i++) {
      rows[i][0] = 2 * random.nextDouble() - 1;
      rows[i][1] = 2 * random.nextDouble() - 1;
      inside[i] = rows[i][0] * rows[i][0] + rows[i][1] * rows[i][1] < 0.6;
    }
  }

  private double lossAfter(int epochs, Training training) {
    var random = new SplittableRandom(2);
    var network = new NeuralNetwork(2, training.scale(), random);
    for (int epoch = 0; epoch < epochs; epoch++) {
      network.train(rows, inside, training, random);
    }
    return network.logLoss(rows, inside);
  }

  @Test
  void train_classesThatNoLineParts_areLearned() {
    assertThat(lossAfter(0, TRAINING)).isGreaterThan(0.5);
    assertThat(lossAfter(200, TRAINING)).isLessThan(0.1);
  }

  @Test
  void train_sameRandomNumbers_givesTheSameNetwork() {
    assertThat(lossAfter(3, TRAINING)).isEqualTo(lossAfter(3, TRAINING));
  }

  @Test
  void logLoss_divergedNetwork_isFinite() {
    assertThat(lossAfter(5, new Training(1e200, 0.9, 1e100, 3))).isBetween(1.0, 35.0);
  }
}
