package dev.beryl.benchmarks.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnvironmentTest {
  @TempDir Path folder;

  @Test
  void here_namesMachineSystemJdkAndCommit() {
    Environment here = Environment.here();

    assertThat(here.machine()).matches(".+, \\d+ processors, [1-9]\\d* GB");
    assertThat(here.system()).contains(System.getProperty("os.arch"));
    assertThat(here.jdk()).startsWith(Runtime.version().toString());
    assertThat(here.commit()).isNotBlank();
  }

  @Test
  void processor_isTheModelOrElseTheArchitecture() {
    assertThat(
            Environment.processor(
                Stream.of("processor\t: 0", "model name\t: Some CPU: 2 GHz", "model name\t: no")))
        .isEqualTo("Some CPU: 2 GHz");
    assertThat(Environment.processor(Stream.of("processor\t: 0")))
        .isEqualTo(System.getProperty("os.arch"));
  }

  @Test
  void commit_outsideOfARepository_isUnknown() {
    assertThat(Environment.commit(folder)).isEqualTo("unknown commit");
    assertThat(Environment.commit(folder.resolve("none"))).isEqualTo("unknown commit");
  }

  @Test
  void commit_ofARepository_saysWhetherItWasChanged() throws Exception {
    git("init", "-q");
    Files.writeString(folder.resolve("a"), "1");
    git("add", "a");
    git("-c", "user.name=a", "-c", "user.email=a@b", "commit", "-q", "-m", "a");

    assertThat(Environment.commit(folder)).matches("[0-9a-f]{7,40}");
    Files.writeString(folder.resolve("a"), "2");
    assertThat(Environment.commit(folder)).matches("[0-9a-f]{7,40}-dirty");
  }

  private void git(String... arguments) throws Exception {
    var command = Stream.concat(Stream.of("git"), Stream.of(arguments)).toList();
    assertThat(new ProcessBuilder(command).directory(folder.toFile()).start().waitFor()).isZero();
  }

  @Test
  void read_ofWhatWasWritten_isTheSame() throws IOException {
    var environment = new Environment("a \\ CPU: 2 = 3, 4 GB", "Plan 9", "25, böse", "c0ffee");
    Path file = folder.resolve("target/environment.properties");

    environment.write(file);

    assertThat(Environment.read(file)).isEqualTo(environment);
    byte[] once = Files.readAllBytes(file);
    environment.write(file);
    assertThat(Files.readAllBytes(file)).isEqualTo(once);
  }

  @Test
  void read_withoutAFile_saysWhoWritesIt() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Environment.read(folder.resolve("none.properties")))
        .withMessageContaining("none.properties: there is no such file; the benchmarks write it");
  }

  @Test
  void read_withoutAProperty_namesIt() throws IOException {
    Path file = Files.writeString(folder.resolve("e"), "machine=a\nsystem=b\njdk=\ncommit=c\n");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> Environment.read(file))
        .withMessageContaining("no 'jdk' is in it");
  }

  @Test
  void read_ofAFileThatIsNoText_isRefused() throws IOException {
    Path file = Files.write(folder.resolve("e"), new byte[] {'a', '=', (byte) 0xFF});

    assertThatIllegalArgumentException()
        .isThrownBy(() -> Environment.read(file))
        .withMessageStartingWith("environment " + file);
  }
}
