package dev.beryl.cli.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page about the command line says what is true of the file. */
class DocumentTest {
  private static final Path PAGE = Path.of("..", "docs", "command-line.md");

  @TempDir Path folder;

  private String faults(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("faulty.yaml"), text);
    return catchThrowableOfType(FaultyFileException.class, () -> StudyFile.read(file))
        .getMessage()
        .replace(file.toString(), "faulty.yaml");
  }

  @Test
  void example_hasNoFaults() throws Exception {
    String example = Files.readString(PAGE).split("```yaml\n")[1].split("```")[0];
    Path file = Files.writeString(folder.resolve("tune.yaml"), example);

    StudyFile study = StudyFile.read(file);

    assertThat(study.study().toString())
        .startsWith("study of [heap, collector, pause]: minimize mean of seconds")
        .contains("budget 200", "racing 1 to 30 replicates", "baseline {heap=1024, collector=G1");
  }

  @Test
  void faults_areShownAsTheyCome() throws Exception {
    String faulty =
        """
        command: [./solve, --threads, "{thread}"]
        parameters:
          threads: {type: integer, low: 1, high: ten}
        minimize: cost
        trails: 40
        """;

    assertThat(Files.readString(PAGE))
        .contains("$ beryl check faulty.yaml\n" + faults(faulty) + "\n```");
  }

  @Test
  void keys_areAllThere() throws Exception {
    String known =
        faults("nothing-like-it: 1").split("known are ")[1].lines().findFirst().orElseThrow();

    assertThat(Arrays.stream(known.split(", ")).map(key -> "`" + key + "`"))
        .hasSizeGreaterThan(35)
        .allSatisfy(key -> assertThat(Files.readString(PAGE)).contains(key));
  }
}
