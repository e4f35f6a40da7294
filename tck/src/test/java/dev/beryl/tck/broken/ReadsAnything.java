package dev.beryl.tck.broken;

import dev.beryl.spi.Pruner;
import dev.beryl.spi.PrunerSetting;
import dev.beryl.trial.Report;
import java.nio.ByteBuffer;
import java.util.Optional;

/** Rule 11: reads the first bytes, whatever follows. */
public final class ReadsAnything extends Above {
  @Override
  public Pruner create(PrunerSetting setting) {
    return new AboveMean(setting) {
      @Override
      public Judge begin(int trial) {
        return new Limited(mean());
      }

      @Override
      public Judge read(byte[] judge) {
        if (judge.length < Double.BYTES) {
          throw new IllegalArgumentException("expected 8 bytes, got " + judge.length);
        }
        return new Limited(ByteBuffer.wrap(judge).getDouble());
      }

      /** Stops what is above a limit. */
      final class Limited implements Judge {
        private final double limit;

        Limited(double limit) {
          this.limit = limit;
        }

        @Override
        public boolean prunes(Report report) {
          return lossOf(report.values()[0]) > limit;
        }

        @Override
        public Optional<byte[]> write() {
          return Optional.of(ByteBuffer.allocate(Double.BYTES).putDouble(limit).array());
        }
      }
    };
  }
}
