package dev.beryl.random;

/**
 * The purpose of a derived seed. Each purpose has a tag that enters the generator's key, so seeds
 * of different purposes never share a block. Tags are part of the reproducibility contract: they
 * are never changed or used again for something else.
 *
 * <p>{@link #BASELINE} and {@link #CONFIRMATION} are reserved: nothing derives their seeds yet.
 * Racing will use them for further replicates of the best treatments and of those that they are
 * compared with.
 */
public enum SeedPurpose {

  /** The seed that is handed to the optimizer. Its tag spells {@code OPTIMIZE} in ASCII. */
  OPTIMIZER(0x4F5054494D495A45L),

  /** The seed that is handed to the pruner. Its tag spells {@code PRUNERSD} in ASCII. */
  PRUNER(0x5052554E45525344L),

  /**
   * Seeds of replicates that are common to all treatments. Its tag spells {@code REPLICAT} in
   * ASCII.
   */
  REPLICATE(0x5245504C49434154L),

  /**
   * Seeds of replicates that are independent between trials. Its tag spells {@code INDEPEND} in
   * ASCII.
   */
  INDEPENDENT(0x494E444550454E44L),

  /**
   * The order in which treatments that are compared run within a replicate. Its tag spells {@code
   * RUNORDER} in ASCII.
   */
  ORDER(0x52554E4F52444552L),

  /**
   * Random numbers that all replicates of a study share, by name. Its tag spells {@code SHAREDRN}
   * in ASCII.
   */
  SHARED(0x534841524544524EL),

  /**
   * Reserved: fresh seeds for the replicates of a baseline that is compared after an optimization.
   * Its tag spells {@code BASELINE} in ASCII.
   */
  BASELINE(0x424153454C494E45L),

  /**
   * Reserved: fresh seeds, not used in an optimization, that confirm the chosen treatment after it.
   * Its tag spells {@code CONFIRMS} in ASCII.
   */
  CONFIRMATION(0x434F4E4649524D53L);

  private final long tag;

  SeedPurpose(long tag) {
    this.tag = tag;
  }

  /** {@return the tag, the second word of the key} */
  public long tag() {
    return tag;
  }
}
