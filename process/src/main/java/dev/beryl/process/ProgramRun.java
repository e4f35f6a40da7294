package dev.beryl.process;

import dev.beryl.Context;
import dev.beryl.process.Metrics.UnreadableException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One run of a command's program: from its working directory to its metrics. */
final class ProgramRun {
  private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(5);
  private static final long SHORT_NANOS = TimeUnit.MILLISECONDS.toNanos(5); // no thread reads, then
  private static final long END_OF_OUTPUT_MILLIS = 2000;

  private final CommandSettings settings;
  private final Context context;
  private final boolean counts;
  private final List<Metrics.Reader> readers;
  private final Reports.@Nullable Queued reports;

  /**
   * Makes a run.
   *
   * @param counts whether something is read of it
   */
  ProgramRun(CommandSettings settings, Context context, boolean counts) {
    this.settings = settings;
    this.context = context;
    this.counts = counts;
    this.readers = counts ? settings.metrics.stream().map(Metrics::reader).toList() : List.of();
    this.reports = counts && settings.reports != null ? new Reports.Queued(settings.reports) : null;
  }

  CommandResult run() throws IOException, InterruptedException {
    Path directory = WorkingDirectory.create(settings.base, context.trial(), context.replicate());
    boolean kept = false;
    try {
      return run(Invocation.of(settings, context, directory), directory);
    } catch (CommandFailedException failed) {
      kept = true;
      throw failed;
    } catch (InterruptedException ended) {
      kept = timedOut();
      if (kept) {
        context.note("directory", directory.toString());
      }
      throw ended;
    } finally {
      if (!kept) {
        WorkingDirectory.delete(directory);
      }
    }
  }

  /** Whether the study ends the replicate because of a time limit: that is a failure, too. */
  private boolean timedOut() {
    return context.timeLeft().map(Duration::isZero).orElse(false);
  }

  private CommandResult run(Invocation invocation, Path directory)
      throws IOException, InterruptedException {
    String mark = ProcessTree.newMark();
    long start = System.nanoTime();
    Process process = start(invocation, mark, directory);
    var tree = new ProcessTree(process.toHandle(), mark);
    LiveTrees.add(tree);
    var sampler = counts && Measured.sampled(settings.metrics) ? new UsageSampler(tree) : null;
    var output = new Pump(process.getInputStream(), settings.kept, lines());
    var errors = new Pump(process.getErrorStream(), settings.kept, null);
    boolean ended = false;
    try {
      boolean inTime = process.waitFor(SHORT_NANOS, TimeUnit.NANOSECONDS);
      boolean wasShort = inTime;
      if (!wasShort) {
        output.start();
        errors.start();
        inTime = await(process, start, sampler);
      }
      Duration wallTime = Duration.ofNanos(System.nanoTime() - start);
      boolean allEnded = inTime ? tree.endSurvivors(settings.grace) : tree.end(settings.grace);
      ended = true;
      if (wasShort) {
        output.readHere();
        errors.readHere();
      }
      boolean whole = output.awaitEnd(END_OF_OUTPUT_MILLIS) & errors.awaitEnd(END_OF_OUTPUT_MILLIS);
      var failure = new Failure(invocation, directory, output, errors, whole);
      if (!inTime) {
        throw failure.of("ran longer than the command's timeout of " + settings.timeout, null);
      }
      if (!whole || !allEnded) {
        throw failure.of("left a process behind that could not be ended", null);
      }
      return result(
          new Finished(invocation.values(), process.exitValue(), wallTime, usage(sampler)),
          failure);
    } finally {
      if (!ended) {
        var _ = tree.end(settings.grace);
      }
      LiveTrees.remove(tree);
    }
  }

  private static Process start(Invocation invocation, String mark, Path directory) {
    try {
      return invocation.builder(mark).start();
    } catch (IOException e) {
      throw new CommandFailedException(
          "the command '%s' could not be started: %s%n  working directory, kept: %s"
              .formatted(invocation.line(), e.getMessage(), directory),
          e);
    }
  }

  private static Usage usage(@Nullable UsageSampler sampler) {
    return sampler == null ? Usage.NONE : sampler.usage();
  }

  /** What takes the lines of the output; null: nobody reads them. */
  private @Nullable Lines lines() {
    return readers.isEmpty() && reports == null ? null : new Lines(this::line);
  }

  private void line(String line) {
    readers.forEach(reader -> reader.line(line));
    if (reports != null) {
      reports.line(line);
    }
  }

  /** Waits for the program's end; returns whether it came in time. */
  private boolean await(Process process, long start, @Nullable UsageSampler sampler)
      throws InterruptedException {
    boolean looks = sampler != null || reports != null;
    long limit = settings.timeout == null ? Long.MAX_VALUE : nanos(settings.timeout);
    while (true) {
      if (sampler != null) {
        sampler.sample();
      }
      long left = limit - (System.nanoTime() - start);
      if (left <= 0) {
        return false;
      }
      if (process.waitFor(looks ? Math.min(left, LOOK_NANOS) : left, TimeUnit.NANOSECONDS)) {
        return true;
      }
      if (reports != null) {
        reports.pass(context);
      }
    }
  }

  private static long nanos(Duration duration) {
    return TimeUnit.NANOSECONDS.convert(duration);
  }

  private CommandResult result(Finished run, Failure failure) throws IOException {
    boolean codeIsMetric = settings.metrics.contains(Measured.EXIT_CODE);
    if (run.exitCode() != 0 && !codeIsMetric) {
      throw failure.of("ended with exit code " + run.exitCode(), null);
    }
    if (reports != null) {
      reports.pass(context);
    }
    for (Metrics.Reader reader : readers) {
      try {
        reader.record(run, context::record);
      } catch (UnreadableException e) {
        throw failure.of("ended with exit code " + run.exitCode() + ", and " + e.getMessage(), e);
      }
    }
    return failure.result(run);
  }
}
