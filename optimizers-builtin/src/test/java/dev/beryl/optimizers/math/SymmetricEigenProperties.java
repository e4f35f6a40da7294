package dev.beryl.optimizers.math;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class SymmetricEigenProperties {

  /** Spread evenly, in clusters, or over as much as 14 powers of ten; possibly with zeros. */
  @Provide
  Arbitrary<double[]> spectra() {
    return Combinators.combine(
            Arbitraries.integers().between(1, 40),
            Arbitraries.integers().between(0, 4),
            Arbitraries.longs())
        .as(SymmetricEigenProperties::spectrum);
  }

  private static double[] spectrum(int n, int kind, long seed) {
    var random = new SplittableRandom(seed);
    return random
        .doubles(n)
        .map(u ->
            switch (kind) {
              case 0 -> 2 * u - 1;
              case 1 -> Math.pow(10, -14 * u);
              case 2 -> Math.rint(3 * u) + 1; // exactly equal ones
              case 3 -> Math.rint(3 * u) + 1e-13 * random.nextDouble(); // nearly
              default -> Math.max(0, u - 0.5); // rank-deficient
            })
        .toArray();
  }

  @Property(tries = 600, seed = "20250303", edgeCases = EdgeCasesMode.NONE)
  void decompose_recomposes_withOrthonormalVectors(
      @ForAll("spectra") double[] spectrum, @ForAll long seed) {
    int n = spectrum.length;
    double[][] a = Spectra.matrix(spectrum, seed);
    var eigen = new SymmetricEigen(n);

    assertThat(eigen.decompose(a)).isTrue();
    double tolerance = 4e-16 * (n + 10);
    assertThat(Spectra.residual(a, eigen)).isLessThanOrEqualTo(tolerance * Spectra.norm(a));
    assertThat(Spectra.skew(eigen)).isLessThanOrEqualTo(tolerance);
  }

  @Property(tries = 300, seed = "20250304", edgeCases = EdgeCasesMode.NONE)
  void eigenvalues_ascend_andAreTheSpectrum(
      @ForAll("spectra") double[] spectrum, @ForAll long seed) {
    double[][] a = Spectra.matrix(spectrum, seed);
    double norm = Spectra.norm(a);
    double[] sorted = spectrum.clone();
    Arrays.sort(sorted);
    var eigen = new SymmetricEigen(spectrum.length);
    eigen.decompose(a);

    for (int i = 0; i < sorted.length; i++) {
      assertThat(Math.abs(eigen.value(i) - sorted[i])).isLessThanOrEqualTo(4e-15 * norm);
      assertThat(i == 0 || eigen.value(i - 1) <= eigen.value(i)).isTrue();
    }
  }

  @Property(tries = 300, seed = "20250305", edgeCases = EdgeCasesMode.NONE)
  void vectors_haveTheirLargestComponentPositive(
      @ForAll("spectra") double[] spectrum, @ForAll long seed) {
    var eigen = new SymmetricEigen(spectrum.length);
    eigen.decompose(Spectra.matrix(spectrum, seed));

    for (int i = 0; i < spectrum.length; i++) {
      double most = Arrays.stream(eigen.vector(i)).map(Math::abs).max().orElseThrow();
      double first =
          Arrays.stream(eigen.vector(i)).filter(x -> Math.abs(x) == most).findFirst().orElseThrow();
      assertThat(first).isPositive();
    }
  }
}
