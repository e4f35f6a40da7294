package dev.beryl.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NearestTest {
  private static final List<String> KNOWN =
      List.of("learning_rate", "max_depth", "delta", "cma-es", "tpe", "random", "lr");

  @ParameterizedTest
  @CsvSource({
    "learnin_rate, learning_rate",
    "learning-rate, learning_rate",
    "LearningRate, learning_rate",
    "depth_max, ",
    "maxdepth, max_depth",
    "dleta, delta",
    "delt, delta",
    "deltaa, delta",
    "DELTA, delta",
    "TEP, tpe",
    "cmaes, cma-es",
    "rnadom, random",
    "lr, lr",
    "lx, ",
    "alpha, "
  })
  void to_findsTheNameThatWasMeant(String asked, String meant) {
    assertThat(Nearest.to(asked, KNOWN).orElse(null)).isEqualTo(meant);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "completely different"})
  void to_whatIsNotNear_isEmpty(String asked) {
    assertThat(Nearest.to(asked, KNOWN)).isEmpty();
    assertThat(Nearest.to(asked, List.of())).isEmpty();
  }

  @Test
  void to_aPartOfAName_findsTheFirstThatStartsOrEndsWithIt() {
    List<String> options = List.of("startup-trials", "candidates", "max-startup");
    assertThat(Nearest.to("startup", options)).contains("startup-trials");
    assertThat(Nearest.to("Trials", options)).contains("startup-trials");
    assertThat(Nearest.to("tup-tri", options)).isEmpty();
    assertThat(Nearest.to("ca", options)).as("two letters are too few").isEmpty();
    assertThat(Nearest.to("candidate", options)).as("near ones go first").contains("candidates");
  }

  @Test
  void to_ofEquallyNearOnes_isTheFirst() {
    assertThat(Nearest.to("loss", List.of("boss", "toss", "less"))).contains("boss");
    assertThat(Nearest.to("loss", List.of("boss", "loss", "LOSS"))).contains("loss");
  }

  @Test
  void hint_saysWhatThereIs_andWhatWasMeant() {
    assertThat(Nearest.hint("delt", List.of("alpha", "delta")))
        .isEqualTo("known are [alpha, delta]; did you mean 'delta'?");
    assertThat(Nearest.hint("gamma", List.of("delta"))).isEqualTo("known are [delta]");
    assertThat(Nearest.hint("gamma", List.of())).isEqualTo("there are none");
  }
}
