package dev.beryl.random;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;

class SeedsTest {

  @ParameterizedTest
  @CsvFileSource(resources = "/vectors/known-answers/seeds.csv")
  void derive_neverChanges(
      long studySeed, SeedPurpose purpose, long trial, long replicate, long expected) {
    assertThat(Seeds.derive(studySeed, purpose, trial, replicate)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "OPTIMIZER, OPTIMIZE",
    "REPLICATE, REPLICAT",
    "INDEPENDENT, INDEPEND",
    "ORDER, RUNORDER",
    "SHARED, SHAREDRN",
    "BASELINE, BASELINE",
    "CONFIRMATION, CONFIRMS"
  })
  void tag_ofEachPurpose_spellsIt(SeedPurpose purpose, String text) {
    assertThat(ByteBuffer.allocate(8).putLong(purpose.tag()).array())
        .asString(US_ASCII)
        .isEqualTo(text);
  }

  @Test
  void tags_ofAllStreams_differ() {
    assertThat(Arrays.stream(SeedPurpose.values()).map(SeedPurpose::tag)).doesNotHaveDuplicates();
  }

  @Test
  void replicate_isDerivedFromStudyAndReplicateAlone() {
    assertThat(Seeds.replicate(42, 7)).isEqualTo(Seeds.derive(42, SeedPurpose.REPLICATE, 0, 7));
  }

  @Test
  void independent_isDerivedFromStudyTrialAndReplicate() {
    assertThat(Seeds.independent(42, 3, 7))
        .isEqualTo(Seeds.derive(42, SeedPurpose.INDEPENDENT, 3, 7));
  }

  /** The hashes are those that the authors of FNV-1a publish. */
  @ParameterizedTest
  @CsvSource({"'', CBF29CE484222325", "a, AF63DC4C8601EC8C", "foobar, 85944171F73967E8"})
  void shared_isDerivedFromStudyAndTheHashOfTheName(String name, String hash) {
    assertThat(Seeds.shared(42, name))
        .isEqualTo(Seeds.derive(42, SeedPurpose.SHARED, Long.parseUnsignedLong(hash, 16), 0));
  }

  @Test
  void derive_isTheFirstWordOfTheGeneratorAtThatPosition() {
    var random = new PhiloxRandom(42, SeedPurpose.BASELINE.tag());
    random.seek(3, 7);

    assertThat(Seeds.derive(42, SeedPurpose.BASELINE, 3, 7)).isEqualTo(random.nextLong());
  }

  @Test
  void derive_overStudiesStreamsTrialsAndReplicates_givesDifferentSeeds() {
    Set<Long> seeds = new HashSet<>();
    int derived = 0;
    for (long studySeed = 0; studySeed < 5; studySeed++) {
      for (SeedPurpose purpose : SeedPurpose.values()) {
        for (int trial = 0; trial < 20; trial++) {
          for (int replicate = 0; replicate < 20; replicate++) {
            seeds.add(Seeds.derive(studySeed, purpose, trial, replicate));
            derived++;
          }
        }
      }
    }

    assertThat(seeds).hasSize(derived);
  }
}
