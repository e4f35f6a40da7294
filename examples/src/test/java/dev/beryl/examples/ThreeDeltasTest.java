package dev.beryl.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ThreeDeltasTest {

  @Test
  void main_printsTheTrialsTheOutputAndTheBest() {
    assertThat(printed().lines())
        .containsExactly(
            "trial 0 {delta=0.0} sum=6.0",
            "trial 1 {delta=1.0} sum=9.0",
            "trial 2 {delta=2.0} sum=12.0",
            "output under the best treatment: [1.0, 2.0, 3.0]",
            "best: delta=0.0 sum=6.0");
  }

  private static String printed() {
    var bytes = new ByteArrayOutputStream();
    PrintStream standard = System.out;
    System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    try {
      ThreeDeltas.main(new String[0]);
    } finally {
      System.setOut(standard);
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
