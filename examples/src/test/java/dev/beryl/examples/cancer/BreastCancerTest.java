package dev.beryl.examples.cancer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.tribuo.Example;
import org.tribuo.Feature;
import org.tribuo.classification.Label;

class BreastCancerTest {

  @Test
  void read_givesTheCountsOfTheSource() throws IOException {
    List<Example<Label>> examples = BreastCancer.read();

    assertThat(examples).hasSize(569).allMatch(example -> example.size() == 30);
    assertThat(
            examples.stream()
                .collect(
                    Collectors.groupingBy(e -> e.getOutput().getLabel(), Collectors.counting())))
        .isEqualTo(Map.of("benign", 357L, "malignant", 212L));
  }

  @Test
  void read_keepsTheColumnsInOrder() throws IOException {
    Example<Label> first = BreastCancer.read().getFirst();

    assertThat(first.getOutput().getLabel()).isEqualTo("malignant");
    assertThat(StreamSupport.stream(first.spliterator(), false).map(Feature::getValue))
        .startsWith(17.99, 10.38, 122.8, 1001.0)
        .endsWith(0.4601, 0.1189);
  }
}
