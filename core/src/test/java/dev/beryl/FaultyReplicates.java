package dev.beryl;

import dev.beryl.space.Parameter;
import dev.beryl.space.RealParameter;
import dev.beryl.space.SearchSpace;
import dev.beryl.study.StudyResult;
import dev.beryl.trial.Objective;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;

/**
 * Replicates that go wrong in every way there is. Seed and treatment alone decide how: a study of
 * them gives the same trials each time.
 */
final class FaultyReplicates {
  static final RealParameter X = Parameter.real("x", 0, 1);
  static final SearchSpace SPACE = SearchSpace.of(X);
  static final Objective LOSS = Objective.minimize("loss");
  static final Objective GAIN = Objective.maximize("gain");

  /** What a replicate may do besides measuring. */
  private enum Fault {
    THROW,
    THROW_ONCE,
    NAN,
    INFINITE,
    MISSING,
    STACK_OVERFLOW,
    OUT_OF_MEMORY,
    LINKAGE,
    INTERRUPT_ITSELF,
    INTERRUPT_ITSELF_AND_THROW,
    INTERRUPTED,
    SLOW,
    YIELD,
    SLEEP,
    HANG;

    static final Fault[] ALL = values();
  }

  // Thrown again and again, as a study keeps what its trials threw and its memory is measured.
  private static final RuntimeException TROUBLE = new IllegalStateException("thrown");
  private static final Exception INTERRUPTED = new InterruptedException("thrown");
  private static final Error OVERFLOW = new StackOverflowError("thrown");
  private static final Error NO_MEMORY = new OutOfMemoryError("thrown");
  private static final Error NO_CLASS = new NoClassDefFoundError("thrown");

  private final double share;
  private final boolean hangs;
  private final boolean reports;
  private final Set<Long> failedOnce = ConcurrentHashMap.newKeySet();

  private FaultyReplicates(double share, boolean hangs, boolean reports) {
    this.share = share;
    this.hangs = hangs;
    this.reports = reports;
  }

  /** A share of the replicates does something bad. */
  static FaultyReplicates of(double share) {
    return new FaultyReplicates(share, false, false);
  }

  /** Some replicates wait until they are interrupted. */
  FaultyReplicates hanging() {
    return new FaultyReplicates(share, true, reports);
  }

  /** All replicates report intermediate values. */
  FaultyReplicates reporting() {
    return new FaultyReplicates(share, hangs, true);
  }

  StudyResult optimize(Study study) {
    return experiment().optimize(study);
  }

  Experiment<Double> experiment() {
    return Experiment.from(FaultyReplicates::random)
        .then("measure", (random, ctx) -> measured(random.nextDouble() + ctx.get(X), ctx))
        .then("fail", this::failing)
        .build();
  }

  private static SplittableRandom random(Context ctx) {
    var _ = ctx.treatment(); // reads all parameters: a warning would come between a child's lines
    return new SplittableRandom(ctx.seed() ^ Double.doubleToLongBits(ctx.get(X)));
  }

  private double measured(double value, Context ctx) {
    ctx.record("loss", value);
    ctx.record("values", value);
    ctx.record("values", -value);
    for (int step = 0; reports && step < 3; step++) {
      ctx.report(step, value * (step + 1), -value);
    }
    return value;
  }

  private double failing(double value, Context ctx) throws Exception {
    SplittableRandom random = random(ctx).split();
    if (random.nextDouble() < share) {
      Fault fault = Fault.ALL[random.nextInt(hangs ? Fault.ALL.length : Fault.ALL.length - 1)];
      act(fault, ctx);
      if (fault == Fault.MISSING) {
        return value;
      }
    }
    ctx.record("gain", value * value);
    return value;
  }

  private void act(Fault fault, Context ctx) throws Exception {
    switch (fault) {
      case THROW -> throw TROUBLE;
      case THROW_ONCE -> throwOnce(ctx);
      case NAN -> ctx.record("loss", Double.NaN);
      case INFINITE -> ctx.record("gain", Double.NEGATIVE_INFINITY);
      case MISSING -> Thread.onSpinWait();
      case STACK_OVERFLOW -> throw OVERFLOW;
      case OUT_OF_MEMORY -> throw NO_MEMORY;
      case LINKAGE -> throw NO_CLASS;
      case INTERRUPT_ITSELF -> Thread.currentThread().interrupt();
      case INTERRUPT_ITSELF_AND_THROW -> {
        Thread.currentThread().interrupt();
        throw TROUBLE;
      }
      case INTERRUPTED -> throw INTERRUPTED;
      case SLOW -> spin(ctx);
      case YIELD -> Thread.yield();
      case SLEEP -> Thread.sleep(0, 50_000); // fails where another's interrupt is left behind
      case HANG -> new CountDownLatch(1).await();
    }
  }

  /** With a retry it is as if nothing had happened. */
  private void throwOnce(Context ctx) {
    long replicate = (long) ctx.trial() << Integer.SIZE | ctx.replicate();
    if (failedOnce.add(replicate)) {
      throw TROUBLE;
    }
    failedOnce.remove(replicate);
  }

  private static void spin(Context ctx) {
    for (int i = 0; i < 2_000; i++) {
      ctx.checkCancelled();
      LockSupport.setCurrentBlocker(null);
    }
  }
}
