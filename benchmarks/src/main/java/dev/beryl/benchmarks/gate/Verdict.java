package dev.beryl.benchmarks.gate;

import java.util.Locale;

/**
 * What a change does to one benchmark.
 *
 * @param benchmark its name and parameters
 * @param ratio the time after over the time before, from low to high by its confidence interval;
 *     NaN if it is on one side only
 * @param bytes how much more is allocated in an operation; NaN if that is not known
 */
public record Verdict(
    String benchmark, Kind kind, double ratio, double low, double high, double bytes) {

  /** What can be said of a benchmark, the worst first. */
  public enum Kind {
    /** It allocates more. */
    ALLOCATES_MORE,
    /** It is slower, surely, and by more than the margin. */
    SLOWER,
    /** It looks slower by more than the margin, which may be chance. */
    UNSURE,
    /** It is not slower by more than the margin. */
    PASSES,
    /** It is there after the change only. */
    NEW,
    /** It was there before the change only. */
    GONE;

    /** {@return whether the change is not to land} */
    public boolean fails() {
      return this == ALLOCATES_MORE || this == SLOWER;
    }
  }

  /** {@return whether it is worth another look} */
  boolean looksWorse() {
    return kind == Kind.ALLOCATES_MORE || kind == Kind.SLOWER || kind == Kind.UNSURE;
  }

  static Verdict oneSided(String benchmark, Kind kind) {
    return new Verdict(benchmark, kind, Double.NaN, Double.NaN, Double.NaN, Double.NaN);
  }

  /** {@return the verdict as a row of a Markdown table} */
  public String row() {
    String what = kind.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    return Double.isNaN(ratio)
        ? "| %s | | | | %s |".formatted(benchmark, what)
        : String.format(
            Locale.ROOT,
            "| %s | %.3f | %.3f – %.3f | %s | %s |",
            benchmark,
            ratio,
            low,
            high,
            Double.isNaN(bytes) ? "" : String.format(Locale.ROOT, "%+.1f", bytes),
            kind.fails() ? "**" + what + "**" : what);
  }
}
