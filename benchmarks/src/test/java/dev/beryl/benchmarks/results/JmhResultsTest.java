package dev.beryl.benchmarks.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JmhResultsTest {
  @TempDir Path folder;

  @Test
  void read_hasNameParametersForksAndAllocation() throws IOException {
    Path file =
        JmhJson.write(folder.resolve("jmh.json"), JmhJson.entry("TrialOverhead.a", 150.5, 264));

    Measured measured = JmhResults.read(file).getFirst();

    assertThat(measured.key()).isEqualTo("TrialOverhead.a (dimension=5)");
    assertThat(measured.score()).isEqualTo(150.5);
    assertThat(measured.error()).isNaN();
    assertThat(measured.forks()).containsExactly(150.5);
    assertThat(measured.allocated()).isEqualTo(264);
  }

  @Test
  void read_ofABenchmarkThatCountsBytesItself_prefersItsCount() throws IOException {
    String entry =
        JmhJson.entry("TrialOverhead.a", 1, 264)
            .replace("\"gc.alloc", "\"allocated\": {\"score\": 99.5}, \"gc.alloc");

    assertThat(JmhResults.read(JmhJson.write(folder.resolve("jmh.json"), entry)))
        .extracting(Measured::allocated)
        .containsExactly(99.5);
  }

  @Test
  void read_withoutAProfiler_hasNoAllocation() throws IOException {
    String entry = JmhJson.entry("TrialOverhead.a", 1, 264).replace("gc.alloc.rate.norm", "other");

    assertThat(JmhResults.read(JmhJson.write(folder.resolve("jmh.json"), entry)))
        .extracting(Measured::allocated)
        .containsExactly(Double.NaN);
  }

  @Test
  void read_ofSeveralForks_hasTheLeastThatAnIterationAllocates() throws IOException {
    String entry =
        JmhJson.entry("TrialOverhead.a", 150, 264)
            .replace(
                "\"score\": 264.0,", "\"score\": 264.0, \"rawData\": [[280, 300], [250, 226]],");

    Measured measured =
        JmhResults.read(JmhJson.write(folder.resolve("jmh.json"), entry)).getFirst();

    assertThat(measured.allocated()).isEqualTo(264);
    assertThat(measured.leastAllocated()).isEqualTo(226);
  }

  @Test
  void read_withoutAFile_asksWhetherTheBenchmarksRan() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> JmhResults.read(folder.resolve("none.json")))
        .withMessageContaining("none.json: there is no such file; did the benchmarks run");
  }

  @Test
  void read_ofAFileThatWasCutShort_isRefused() throws IOException {
    Path file = JmhJson.write(folder.resolve("jmh.json"), JmhJson.entry("TrialOverhead.a", 1, 1));
    String whole = Files.readString(file);
    for (int length = 0; length < whole.stripTrailing().length(); length++) {
      Files.writeString(file, whole.substring(0, length));

      assertThatIllegalArgumentException()
          .as("%s characters", length)
          .isThrownBy(() -> JmhResults.read(file))
          .withMessageContaining("jmh.json: it is no whole JSON text");
    }
  }

  @Test
  void read_ofOtherJson_asksWhetherItIsOfJmh() throws IOException {
    for (String other :
        new String[] {"{}", "[1]", "[{}]", "[{\"benchmark\": \"a.B.c\"}]", "true"}) {
      Path file = Files.writeString(folder.resolve("jmh.json"), other);

      assertThatIllegalArgumentException()
          .isThrownBy(() -> JmhResults.read(file))
          .withMessageContaining("is it of JMH?");
    }
  }

  @Test
  void read_withoutABenchmark_isRefused() throws IOException {
    Path file = JmhJson.write(folder.resolve("jmh.json"));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> JmhResults.read(file))
        .withMessageContaining("no benchmark is in it");
  }
}
