package dev.beryl.tck;

import dev.beryl.random.PhiloxRandom;
import dev.beryl.space.Treatment;
import dev.beryl.spi.OptimizerSetting;
import java.util.List;

/**
 * A study in which much happens, step by step: asks of one to four, up to eight pending, tells in
 * any order, a third of the trials without values. A pure function of the case and the proposals.
 */
final class Script {
  static final int PENDING = 8;
  private static final long STREAM = 0x504C4159; // PLAY
  private static final OutcomeKind[] KINDS = OutcomeKind.values();

  private final Rehearsal rehearsal;
  private final PhiloxRandom random;
  private final int trials;
  private boolean over;

  Script(Rehearsal rehearsal, long seed, int trials) {
    this.rehearsal = rehearsal;
    this.random = new PhiloxRandom(seed, STREAM);
    this.trials = trials;
  }

  static Script of(OptimizerCase test, int trials) {
    OptimizerSetting setting = test.setting(trials, PENDING);
    return new Script(new Rehearsal(test, setting), test.seed(), trials);
  }

  /** Asks or tells; false once there is nothing left to do. */
  boolean step() {
    List<Rehearsal.Pending> pending = rehearsal.pending();
    int room = Math.min(PENDING - pending.size(), trials - rehearsal.proposals().size());
    boolean asked = false;
    if (room > 0 && (pending.isEmpty() || random.nextBoolean())) {
      asked = !rehearsal.ask(Math.min(room, random.nextInt(1, 5))).isEmpty();
    }
    if (!asked && pending.isEmpty()) {
      over = true;
    } else if (!asked || random.nextBoolean()) {
      rehearsal.tell(pending.get(random.nextInt(pending.size())), kind());
    }
    return !over;
  }

  private OutcomeKind kind() {
    return random.nextInt(3) > 0 ? OutcomeKind.COMPLETED : KINDS[random.nextInt(KINDS.length)];
  }

  Script play() {
    while (step()) {}
    return this;
  }

  Rehearsal rehearsal() {
    return rehearsal;
  }

  List<Treatment> proposals() {
    return rehearsal.proposals();
  }
}
