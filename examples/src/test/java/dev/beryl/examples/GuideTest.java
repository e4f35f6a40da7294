package dev.beryl.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GuideTest {
  private static String page() throws IOException {
    return Files.readString(Path.of("..", "docs", "guide.md"));
  }

  @Test
  void page_showsCodeAsItIsCompiled() throws IOException {
    String source =
        unindented(Files.readString(Path.of("src/main/java/dev/beryl/examples/Guide.java")));

    assertThat(blocks(page(), "java"))
        .hasSizeGreaterThan(10)
        .allSatisfy(block -> assertThat(source).contains(unindented(block)));
  }

  @Test
  void page_showsWhatTheCodePrints(@TempDir Path folder) throws IOException {
    Map<String, String> sections = new LinkedHashMap<>();
    for (String section : Guide.run(folder).split("(?m)^== ")) {
      int end = section.indexOf('\n');
      if (end > 0) {
        sections.put(section.substring(0, end), section.substring(end + 1).strip());
      }
    }

    assertThat(blocks(page(), "text"))
        .map(String::strip)
        .containsExactlyElementsOf(sections.values());
  }

  private static String unindented(String text) {
    return text.lines().map(String::strip).reduce("", (all, line) -> all + line + "\n");
  }

  private static List<String> blocks(String markdown, String language) {
    var blocks = new ArrayList<String>();
    String[] parts = markdown.split("```" + language + "\n", -1);
    for (int i = 1; i < parts.length; i++) {
      blocks.add(parts[i].substring(0, parts[i].indexOf("```")));
    }
    return blocks;
  }
}
