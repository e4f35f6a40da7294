package dev.beryl.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The guide's code is that of the example, which is built in an outsider's way. */
class PluginGuideTest {
  private static final String FENCE = "```";
  private static final String SOURCE = "<!-- examples/";

  @Test
  void codeBlocks_areInTheFilesThatTheyName() throws IOException {
    List<String> lines = PluginGuide.lines();
    int blocks = 0;
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).startsWith(SOURCE)) {
        String file = lines.get(i).substring("<!-- ".length(), lines.get(i).indexOf(" -->"));
        int end = i + 2;
        while (!lines.get(end).equals(FENCE)) {
          end++;
        }
        assertThat(Files.readString(PluginGuide.ROOT.resolve(file)))
            .contains(String.join("\n", lines.subList(i + 2, end)));
        blocks++;
      }
    }
    assertThat(blocks).isEqualTo(20);
  }

  @Test
  void javaBlocks_allNameAFile() {
    List<String> lines = PluginGuide.lines();

    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).equals(FENCE + "java")) {
        assertThat(lines.get(i - 1)).startsWith(SOURCE);
      }
    }
  }

  @Test
  void rules_haveTheNumbersAndWordsOfTheKit() {
    Stream<Rule> rules = Stream.of(OptimizerRules.ALL, PrunerRules.ALL).flatMap(List::stream);

    assertThat(PluginGuide.lines())
        .containsAll(
            rules.map(rule -> "| %s | %s |".formatted(rule.number(), rule.statement())).toList());
  }
}
