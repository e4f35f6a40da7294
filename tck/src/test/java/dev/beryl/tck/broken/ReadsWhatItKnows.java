package dev.beryl.tck.broken;

import dev.beryl.spi.Pruner;
import dev.beryl.spi.PrunerSetting;
import dev.beryl.trial.Report;
import java.util.Optional;

/** Rule 11: writes nothing, and reads a judge of what it knows itself. */
public final class ReadsWhatItKnows extends Above {
  @Override
  public Pruner create(PrunerSetting setting) {
    return new AboveMean(setting) {
      @Override
      public Judge begin(int trial) {
        Judge judge = super.begin(trial);
        return new Judge() {
          @Override
          public boolean prunes(Report report) {
            return judge.prunes(report);
          }

          @Override
          public boolean prunesAfter(int replicates, double... values) {
            return judge.prunesAfter(replicates, values);
          }

          @Override
          public Optional<byte[]> write() {
            return Optional.of(new byte[0]);
          }
        };
      }

      @Override
      public Judge read(byte[] judge) {
        if (judge.length > 0) {
          throw new IllegalArgumentException("expected no bytes, got " + judge.length);
        }
        return super.begin(0);
      }
    };
  }
}
