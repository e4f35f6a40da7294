package dev.beryl.tck;

import java.util.List;
import java.util.Optional;

/**
 * A call that has no place in a plug-in.
 *
 * @param owner the class that has the method, with slashes; a trailing star for any of a package
 * @param methods names, or names with a descriptor if only that one is meant; none for all
 */
record ForbiddenCall(Concern concern, String owner, List<String> methods, String instead) {

  /** Why a call has no place in a plug-in. */
  enum Concern {
    /** Its result may differ between machines. */
    BITS,
    /** Its result depends on more than the setting and the calls. */
    RANDOMNESS,
    /** It starts threads or waits. */
    THREADS
  }

  static final List<ForbiddenCall> ALL =
      List.of(
          math("sin cos tan asin acos atan atan2 sinh cosh tanh"),
          math("exp expm1 log log10 log1p pow cbrt hypot"),
          of(Concern.BITS, "java/lang/System", "identityHashCode", "compare by value"),
          of(Concern.BITS, "java/util/IdentityHashMap", "", "use trial.number() as the key"),
          clock("java/lang/System", "nanoTime currentTimeMillis"),
          clock("java/time/Instant", "now"),
          clock("java/time/LocalDateTime", "now"),
          clock("java/time/LocalTime", "now"),
          clock("java/time/ZonedDateTime", "now"),
          clock("java/time/Clock", "systemUTC systemDefaultZone system"),
          clock("java/util/Date", "<init>()V"),
          random("java/lang/Math", "random"),
          random("java/lang/StrictMath", "random"),
          random("java/util/Random", "<init>()V"),
          random("java/util/SplittableRandom", "<init>()V"),
          random("java/util/concurrent/ThreadLocalRandom", ""),
          random("java/security/SecureRandom", ""),
          random("java/util/UUID", "randomUUID"),
          random("java/util/random/RandomGenerator", "getDefault of"),
          of(
              Concern.RANDOMNESS,
              "java/util/Collections",
              "shuffle(Ljava/util/List;)V",
              "give it setting.random(stream)"),
          starts("java/lang/Thread", "<init> start startVirtualThread ofVirtual ofPlatform"),
          waits("java/lang/Thread", "sleep join yield onSpinWait"),
          waits("java/lang/Object", "wait"),
          starts("java/util/Timer", ""),
          starts("java/util/concurrent/Executors", ""),
          starts("java/util/concurrent/ForkJoinPool", ""),
          starts("java/util/concurrent/ThreadPoolExecutor", "<init>"),
          starts("java/util/concurrent/CompletableFuture", ""),
          waits("java/util/concurrent/locks/LockSupport", ""),
          waits("java/util/concurrent/CountDownLatch", "await"),
          waits("java/util/concurrent/CyclicBarrier", "await"),
          waits("java/util/concurrent/Semaphore", "acquire acquireUninterruptibly"),
          waits("java/util/concurrent/Future", "get"),
          waits("java/util/concurrent/BlockingQueue", "take put"),
          waits("java/util/concurrent/LinkedBlockingQueue", "take put"),
          waits("java/util/concurrent/ArrayBlockingQueue", "take put"),
          starts("java/util/Collection", "parallelStream"),
          starts("java/util/List", "parallelStream"),
          starts("java/util/Set", "parallelStream"),
          starts("java/util/ArrayList", "parallelStream"),
          starts("java/util/stream/*", "parallel"),
          starts("java/util/Arrays", "parallelSort parallelPrefix parallelSetAll"),
          starts("java/lang/ProcessBuilder", "start startPipeline"),
          starts("java/lang/Runtime", "exec"),
          waits("java/net/*", "openConnection openStream connect"),
          waits("java/net/http/*", ""));

  private static ForbiddenCall of(Concern concern, String owner, String methods, String instead) {
    List<String> names = methods.isEmpty() ? List.of() : List.of(methods.split(" "));
    return new ForbiddenCall(concern, owner, names, instead);
  }

  private static ForbiddenCall math(String methods) {
    return of(
        Concern.BITS, "java/lang/Math", methods, "StrictMath has the same bits on every machine");
  }

  private static ForbiddenCall clock(String owner, String methods) {
    return of(
        Concern.RANDOMNESS, owner, methods, "count trials; an optimizer must not use the time");
  }

  private static ForbiddenCall random(String owner, String methods) {
    return of(Concern.RANDOMNESS, owner, methods, "draw from setting.random(stream)");
  }

  private static ForbiddenCall starts(String owner, String methods) {
    return of(Concern.THREADS, owner, methods, "work on the caller's thread");
  }

  private static ForbiddenCall waits(String owner, String methods) {
    return of(
        Concern.THREADS,
        owner,
        methods,
        "return at once; an empty answer means: after the next tell");
  }

  static Optional<ForbiddenCall> find(String owner, String name, String descriptor) {
    return ALL.stream().filter(call -> call.matches(owner, name, descriptor)).findFirst();
  }

  private boolean matches(String calledOwner, String name, String descriptor) {
    return (owner.endsWith("*")
            ? calledOwner
                .substring(0, calledOwner.lastIndexOf('/') + 1)
                .equals(owner.substring(0, owner.length() - 1))
            : owner.equals(calledOwner))
        && (methods.isEmpty() || methods.contains(name) || methods.contains(name + descriptor));
  }
}
