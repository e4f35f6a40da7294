package dev.beryl.random;

import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * Derives seeds from a study's seed. A derived seed is the first word of the Philox4x64-10 block
 * with key (study seed, {@link SeedPurpose#tag() tag of the purpose}) and counter (0, trial,
 * replicate, 0): a pure function of its four arguments. Neither the order of the calls nor their
 * threads make a difference.
 *
 * <p>Two argument lists that differ only in trial or replicate have different blocks; two of their
 * first words agree with probability 2<sup>-64</sup>.
 */
public final class Seeds {

  private static final long FNV_BASIS = 0xCBF29CE484222325L;
  private static final long FNV_PRIME = 0x100000001B3L;

  private Seeds() {}

  /**
   * Derives a seed.
   *
   * @param studySeed the study's seed, any value
   * @param purpose what the seed is for
   * @param trial trial number; 0 if the seed is not for a trial
   * @param replicate replicate number; 0 if the seed is not for a replicate
   * @return the seed
   */
  public static long derive(long studySeed, SeedPurpose purpose, long trial, long replicate) {
    Objects.requireNonNull(purpose, "seed: purpose: expected a value, got null");
    long[] words = new long[Philox.BLOCK_WORDS];
    Philox.block(studySeed, purpose.tag(), 0, trial, replicate, 0, words);
    return words[0];
  }

  /**
   * Derives the seed of a replicate under common random numbers: it depends on the study and the
   * replicate only, so replicate r has the same seed under every treatment.
   *
   * @param studySeed the study's seed, any value
   * @param replicate replicate number, from 0
   * @return the seed
   */
  public static long replicate(long studySeed, int replicate) {
    return derive(studySeed, SeedPurpose.REPLICATE, 0, replicate);
  }

  /**
   * Derives the seed of a replicate that is independent of every other trial's replicates.
   *
   * @param studySeed the study's seed, any value
   * @param trial trial number, from 0
   * @param replicate replicate number, from 0
   * @return the seed
   */
  public static long independent(long studySeed, int trial, int replicate) {
    return derive(studySeed, SeedPurpose.INDEPENDENT, trial, replicate);
  }

  /**
   * Derives a seed that all replicates of a study share. In the place of the trial stands the
   * 64-bit FNV-1a hash of the name's UTF-8 bytes.
   *
   * @param studySeed the study's seed, any value
   * @param name what the seed is for
   * @return the seed; those of two names differ, except with probability 2<sup>-63</sup>
   * @see <a href="http://www.isthe.com/chongo/tech/comp/fnv/">Fowler, Noll and Vo, FNV hash</a>
   */
  public static long shared(long studySeed, String name) {
    Objects.requireNonNull(name, "name: expected what the seed is for, got null");
    long hash = FNV_BASIS;
    for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
      hash = (hash ^ (b & 0xff)) * FNV_PRIME;
    }
    return derive(studySeed, SeedPurpose.SHARED, hash, 0);
  }
}
