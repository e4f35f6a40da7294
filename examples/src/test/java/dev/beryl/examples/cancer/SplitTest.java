package dev.beryl.examples.cancer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.beryl.random.PhiloxRandom;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tribuo.Example;
import org.tribuo.classification.Label;

class SplitTest {
  private static List<Example<Label>> examples;

  @BeforeAll
  static void read() throws IOException {
    examples = BreastCancer.read();
  }

  @ParameterizedTest
  @CsvSource({"0.5, 179, 106", "0.3, 107, 64", "0.1, 36, 21"})
  void stratified_keepsTheSharesOfTheClasses(double testShare, int benign, int malignant) {
    Split split = split(testShare, 3);

    assertThat(count(split.test(), "benign")).isEqualTo(benign);
    assertThat(count(split.test(), "malignant")).isEqualTo(malignant);
    assertThat(count(split.train(), "benign")).isEqualTo(357 - benign);
    assertThat(count(split.train(), "malignant")).isEqualTo(212 - malignant);
  }

  @Test
  void stratified_putsEachExampleIntoOnePart() {
    Split split = split(0.3, 3);

    var all = new ArrayList<>(split.train());
    all.addAll(split.test());
    assertThat(all).usingElementComparator(SplitTest::byIdentity).doesNotHaveDuplicates();
    assertThat(all).hasSameSizeAs(examples);
  }

  @Test
  void stratified_dependsOnTheSeedAlone() {
    assertThat(split(0.3, 3)).isEqualTo(split(0.3, 3)).isNotEqualTo(split(0.3, 4));
  }

  private static Split split(double testShare, long seed) {
    return Split.stratified(examples, testShare, new PhiloxRandom(seed, 0));
  }

  private static long count(List<Example<Label>> part, String label) {
    return part.stream().filter(e -> e.getOutput().getLabel().equals(label)).count();
  }

  private static int byIdentity(Example<Label> one, Example<Label> other) {
    return one == other ? 0 : 1;
  }
}
