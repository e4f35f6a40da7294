package dev.beryl.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InventoryPolicyTest {

  @Test
  void readme_showsTheExampleAsItIsCompiledAndWhatItPrints() throws IOException {
    String readme = Files.readString(Path.of("..", "README.md"));
    String source =
        Files.readString(Path.of("src/main/java/dev/beryl/examples/InventoryPolicy.java"));

    assertThat(unindented(source)).contains(unindented(onlyBlock(readme, "java")));
    assertThat(printed().strip()).isEqualTo(onlyBlock(readme, "text").strip());
  }

  @Test
  void readme_showsThePictureOfThatSearch(@TempDir Path folder) throws IOException {
    Path picture = folder.resolve("search.svg");
    System.setProperty("picture", picture.toString());
    try {
      var _ = printed();
    } finally {
      System.clearProperty("picture");
    }

    assertThat(picture).hasSameTextualContentAs(Path.of("..", "docs", "inventory-policy.svg"));
  }

  private static String unindented(String text) {
    return text.lines().map(String::strip).reduce("", (all, line) -> all + line + "\n");
  }

  private static String onlyBlock(String markdown, String language) {
    String[] parts = markdown.split("```" + language + "\n", -1);
    assertThat(parts).as("blocks of %s, and what is around them", language).hasSize(2);
    return parts[1].substring(0, parts[1].indexOf("```"));
  }

  private static String printed() throws IOException {
    var bytes = new ByteArrayOutputStream();
    PrintStream standard = System.out;
    System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    try {
      InventoryPolicy.main(new String[0]);
    } finally {
      System.setOut(standard);
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
