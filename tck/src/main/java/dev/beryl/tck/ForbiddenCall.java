package dev.beryl.tck;

import java.util.List;
import java.util.Optional;

/**
 * A call that has no place in a plug-in.
 *
 * @param concern why
 * @param owner the class that has the method, with slashes; a trailing star for any of a package
 * @param names the methods' names; none for all of them
 * @param descriptor the only descriptor that is meant, or empty for all
 * @param instead what to use
 */
record ForbiddenCall(
    Concern concern, String owner, List<String> names, String descriptor, String instead) {
  private static final String SETTING = "draw from setting.random(stream)";
  private static final String SECOND_CLOCK = "count trials; an optimizer knows no time";
  private static final String CALLER = "work on the caller's thread";
  private static final String RETURN = "return at once; an empty answer means: after the next tell";

  static final List<ForbiddenCall> ALL =
      List.of(
          bits("java/lang/Math", "sin cos tan asin acos atan atan2 sinh cosh tanh"),
          bits("java/lang/Math", "exp expm1 log log10 log1p pow cbrt hypot"),
          of(Concern.BITS, "java/lang/System", "identityHashCode", "compare by value"),
          of(Concern.BITS, "java/util/IdentityHashMap", "", "use trial.number() as the key"),
          of(Concern.RANDOMNESS, "java/lang/System", "nanoTime currentTimeMillis", SECOND_CLOCK),
          of(Concern.RANDOMNESS, "java/time/Instant", "now", SECOND_CLOCK),
          of(Concern.RANDOMNESS, "java/time/LocalDateTime", "now", SECOND_CLOCK),
          of(Concern.RANDOMNESS, "java/time/LocalTime", "now", SECOND_CLOCK),
          of(Concern.RANDOMNESS, "java/time/ZonedDateTime", "now", SECOND_CLOCK),
          of(
              Concern.RANDOMNESS,
              "java/time/Clock",
              "systemUTC systemDefaultZone system",
              SECOND_CLOCK),
          new ForbiddenCall(
              Concern.RANDOMNESS, "java/util/Date", List.of("<init>"), "()V", SECOND_CLOCK),
          of(Concern.RANDOMNESS, "java/lang/Math", "random", SETTING),
          of(Concern.RANDOMNESS, "java/lang/StrictMath", "random", SETTING),
          new ForbiddenCall(
              Concern.RANDOMNESS, "java/util/Random", List.of("<init>"), "()V", SETTING),
          new ForbiddenCall(
              Concern.RANDOMNESS, "java/util/SplittableRandom", List.of("<init>"), "()V", SETTING),
          of(Concern.RANDOMNESS, "java/util/concurrent/ThreadLocalRandom", "", SETTING),
          of(Concern.RANDOMNESS, "java/security/SecureRandom", "", SETTING),
          of(Concern.RANDOMNESS, "java/util/UUID", "randomUUID", SETTING),
          of(Concern.RANDOMNESS, "java/util/random/RandomGenerator", "getDefault of", SETTING),
          new ForbiddenCall(
              Concern.RANDOMNESS,
              "java/util/Collections",
              List.of("shuffle"),
              "(Ljava/util/List;)V",
              "give it setting.random(stream)"),
          of(
              Concern.THREADS,
              "java/lang/Thread",
              "<init> start startVirtualThread ofVirtual ofPlatform",
              CALLER),
          of(Concern.THREADS, "java/lang/Thread", "sleep join yield onSpinWait", RETURN),
          of(Concern.THREADS, "java/lang/Object", "wait", RETURN),
          of(Concern.THREADS, "java/util/Timer", "", CALLER),
          of(Concern.THREADS, "java/util/concurrent/Executors", "", CALLER),
          of(Concern.THREADS, "java/util/concurrent/ForkJoinPool", "", CALLER),
          of(Concern.THREADS, "java/util/concurrent/ThreadPoolExecutor", "<init>", CALLER),
          of(Concern.THREADS, "java/util/concurrent/CompletableFuture", "", CALLER),
          of(Concern.THREADS, "java/util/concurrent/locks/LockSupport", "", RETURN),
          of(Concern.THREADS, "java/util/concurrent/CountDownLatch", "await", RETURN),
          of(Concern.THREADS, "java/util/concurrent/CyclicBarrier", "await", RETURN),
          of(
              Concern.THREADS,
              "java/util/concurrent/Semaphore",
              "acquire acquireUninterruptibly",
              RETURN),
          of(Concern.THREADS, "java/util/concurrent/Future", "get", RETURN),
          of(Concern.THREADS, "java/util/concurrent/BlockingQueue", "take put", RETURN),
          of(Concern.THREADS, "java/util/concurrent/LinkedBlockingQueue", "take put", RETURN),
          of(Concern.THREADS, "java/util/concurrent/ArrayBlockingQueue", "take put", RETURN),
          of(Concern.THREADS, "java/util/Collection", "parallelStream", CALLER),
          of(Concern.THREADS, "java/util/List", "parallelStream", CALLER),
          of(Concern.THREADS, "java/util/Set", "parallelStream", CALLER),
          of(Concern.THREADS, "java/util/ArrayList", "parallelStream", CALLER),
          of(Concern.THREADS, "java/util/stream/*", "parallel", CALLER),
          of(
              Concern.THREADS,
              "java/util/Arrays",
              "parallelSort parallelPrefix parallelSetAll",
              CALLER),
          of(Concern.THREADS, "java/lang/ProcessBuilder", "start startPipeline", CALLER),
          of(Concern.THREADS, "java/lang/Runtime", "exec", CALLER),
          of(Concern.THREADS, "java/net/*", "openConnection openStream connect", RETURN),
          of(Concern.THREADS, "java/net/http/*", "", RETURN));

  private static ForbiddenCall of(Concern concern, String owner, String names, String instead) {
    return new ForbiddenCall(
        concern, owner, names.isEmpty() ? List.of() : List.of(names.split(" ")), "", instead);
  }

  private static ForbiddenCall bits(String owner, String names) {
    return of(Concern.BITS, owner, names, "StrictMath has the same bits on every machine");
  }

  static Optional<ForbiddenCall> find(String owner, String name, String descriptor) {
    return ALL.stream().filter(call -> call.matches(owner, name, descriptor)).findFirst();
  }

  private boolean matches(String calledOwner, String name, String called) {
    return (owner.endsWith("*")
            ? calledOwner
                .substring(0, calledOwner.lastIndexOf('/') + 1)
                .equals(owner.substring(0, owner.length() - 1))
            : owner.equals(calledOwner))
        && (names.isEmpty() || names.contains(name))
        && (descriptor.isEmpty() || descriptor.equals(called));
  }
}
