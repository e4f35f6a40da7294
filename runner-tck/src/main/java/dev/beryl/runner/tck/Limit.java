package dev.beryl.runner.tck;

import dev.beryl.spi.Pruner;
import dev.beryl.spi.PrunerChoice;
import dev.beryl.spi.PrunerProvider;
import dev.beryl.spi.PrunerSetting;
import dev.beryl.trial.Report;
import dev.beryl.trial.Trial;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;

/**
 * Prunes what is behind the mean of all that was reported before. Its judges write themselves, if
 * that is wanted.
 */
final class Limit implements Pruner {
  private final boolean writes;
  private double sum;
  private int count;

  private Limit(boolean writes) {
    this.writes = writes;
  }

  static PrunerChoice choice(boolean writes) {
    return new Choice(new Provider(writes));
  }

  @Override
  public int[] rounds() {
    return new int[] {1, 2};
  }

  @Override
  public Judge begin(int trial) {
    return new At(count < 10 ? Double.POSITIVE_INFINITY : sum / count, writes);
  }

  @Override
  public void tell(Trial trial) {
    for (Report report : trial.reports()) {
      sum += report.values()[0];
      count++;
    }
  }

  @Override
  public Judge read(byte[] judge) {
    if (!writes || judge.length != Double.BYTES) {
      throw new IllegalArgumentException(
          "expected %s bytes, got %s".formatted(writes ? Double.BYTES : "no", judge.length));
    }
    return new At(ByteBuffer.wrap(judge).getDouble(), true);
  }

  /** What is behind a limit. */
  private record At(double limit, boolean writes) implements Judge {
    @Override
    public boolean prunes(Report report) {
      return report.values()[0] > limit + 2;
    }

    @Override
    public boolean prunesAfter(int replicates, double... values) {
      return values[0] > limit + 1;
    }

    @Override
    public Optional<byte[]> write() {
      return writes
          ? Optional.of(ByteBuffer.allocate(Double.BYTES).putDouble(limit).array())
          : Optional.empty();
    }
  }

  private record Provider(boolean writes) implements PrunerProvider {
    @Override
    public String name() {
      return "limit";
    }

    @Override
    public String description() {
      return "Prunes what is behind the mean.";
    }

    @Override
    public Pruner create(PrunerSetting setting) {
      return new Limit(writes);
    }
  }

  private record Choice(PrunerProvider provider) implements PrunerChoice {
    @Override
    public Map<String, Object> chosen() {
      return Map.of();
    }
  }
}
