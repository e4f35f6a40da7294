package dev.beryl.race;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.beryl.race.Evidence.Decision;
import java.util.List;
import java.util.function.Supplier;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Laws of all kinds of evidence. */
class EvidenceProperties {
  private static final List<Supplier<Evidence>> KINDS =
      List.of(
          () -> new PairedEvidence(1, 5.16),
          () -> new PairedEvidence(0.25, 10),
          () -> new SignEvidence(0.05),
          () -> new BettingEvidence(new ValueRange(0, 1), 0.05));

  private static Evidence of(Supplier<Evidence> kind, double[] differences, double factor) {
    Evidence evidence = kind.get();
    for (double difference : differences) {
      evidence.add(difference * factor);
    }
    return evidence;
  }

  private static Decision swapped(Decision decision) {
    return switch (decision) {
      case UNDECIDED -> Decision.UNDECIDED;
      case LOWER -> Decision.HIGHER;
      case HIGHER -> Decision.LOWER;
    };
  }

  @Provide
  Arbitrary<double[]> differences() {
    Arbitrary<Double> one =
        Arbitraries.oneOf(
            Arbitraries.doubles().between(-1, 1),
            Arbitraries.doubles().between(0, 1),
            Arbitraries.of(0.0, 0.25, -0.25, 1e-300, -1e-5, 1.0));
    return one.array(double[].class).ofMaxSize(60);
  }

  @Provide
  Arbitrary<double[]> anyDifferences() {
    return Arbitraries.doubles().array(double[].class).ofMaxSize(40);
  }

  @Property(tries = 300)
  void swappingThePair_swapsTheDecisionAndKeepsTheEvidence(
      @ForAll("differences") double[] differences) {
    for (Supplier<Evidence> kind : KINDS) {
      Evidence evidence = of(kind, differences, 1);
      Evidence swapped = of(kind, differences, -1);

      assertThat(swapped.log()).isEqualTo(evidence.log());
      assertThat(swapped.crossing()).isEqualTo(evidence.crossing());
      assertThat(swapped.decided()).isEqualTo(swapped(evidence.decided()));
    }
  }

  @Property(tries = 300)
  void aFactorOfTwo_changesNoBitOfTheScaleFreeKinds(@ForAll("differences") double[] differences) {
    for (Supplier<Evidence> kind : KINDS.subList(0, 3)) {
      Evidence evidence = of(kind, differences, 1);
      Evidence scaled = of(kind, differences, 0x1p40);

      assertThat(scaled.log()).isEqualTo(evidence.log());
      assertThat(scaled.crossing()).isEqualTo(evidence.crossing());
      assertThat(scaled.decided()).isEqualTo(evidence.decided());
    }
  }

  @Property(tries = 300)
  void anyFactor_changesTheTEvidenceByRoundingOnly(@ForAll("differences") double[] differences) {
    double plain = of(KINDS.getFirst(), differences, 1).log();
    double scaled = of(KINDS.getFirst(), differences, 1234.567).log();

    assertThat(scaled).isCloseTo(plain, within(1e-10 * (1 + Math.abs(plain))));
  }

  @Property(tries = 300)
  void evidence_ofAnyDifferences_isNeverNaN(@ForAll("anyDifferences") double[] differences) {
    for (Supplier<Evidence> kind : KINDS.subList(0, 3)) {
      Evidence evidence = kind.get();
      for (double difference : differences) {
        evidence.add(difference);
        assertThat(evidence.log()).isNotNaN().isLessThan(1e6);
      }
    }
  }

  @Property(tries = 300)
  void crossing_isTheFirstSizeAtWhichTheThresholdIsReached(
      @ForAll("differences") double[] differences) {
    Evidence evidence = new SignEvidence(0.05);
    int first = 0;
    for (double difference : differences) {
      evidence.add(difference);
      if (first == 0 && difference != 0 && evidence.log() >= StrictMath.log(20)) {
        first = evidence.size();
      }
    }

    assertThat(evidence.crossing()).isEqualTo(first);
    assertThat(evidence.decided() == Decision.UNDECIDED).isEqualTo(first == 0);
  }
}
