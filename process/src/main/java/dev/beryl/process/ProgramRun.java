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
  private final Surroundings surroundings;
  private final Context context;
  private final boolean counts;
  private final List<Metrics.Reader> readers;
  private final Reports.@Nullable Queued reports;

  /**
   * Makes a run.
   *
   * @param counts whether something is read of it
   */
  ProgramRun(CommandSettings settings, Surroundings surroundings, Context context, boolean counts) {
    this.settings = settings;
    this.surroundings = surroundings;
    this.context = context;
    this.counts = counts;
    this.readers = counts ? settings.metrics.stream().map(Metrics::reader).toList() : List.of();
    this.reports = counts && settings.reports != null ? new Reports.Queued(settings.reports) : null;
  }

  CommandResult run() throws IOException, InterruptedException {
    WorkingDirectory own = surroundings.directories().take();
    Path directory = own.path();
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
        surroundings.directories().giveBack(own);
      }
    }
  }

  /** Whether the study ends the replicate because of a time limit: that is a failure, too. */
  private boolean timedOut() {
    return context.timeLeft().map(Duration::isZero).orElse(false);
  }

  private CommandResult run(Invocation invocation, Path directory)
      throws IOException, InterruptedException {
    long start = System.nanoTime();
    ProcessTree tree = start(invocation, directory);
    Process process = tree.program();
    var sampler = counts && Measured.sampled(settings.metrics) ? new UsageSampler(tree) : null;
    var output = new Pump(process.getInputStream(), settings.kept, lines());
    var errors = new Pump(process.getErrorStream(), settings.kept, null);
    boolean ended = false;
    try {
      boolean wasShort = process.waitFor(SHORT_NANOS, TimeUnit.NANOSECONDS);
      String cutShort = null;
      if (!wasShort) {
        output.start();
        errors.start();
        cutShort = await(process, start, sampler);
      }
      Duration wallTime = Duration.ofNanos(System.nanoTime() - start);
      boolean allEnded =
          cutShort == null ? tree.endSurvivors(settings.grace) : tree.end(settings.grace);
      ended = true;
      if (wasShort) {
        output.readHere();
        errors.readHere();
      }
      surroundings.requireOwnEnd();
      boolean whole =
          output.awaitEnd(END_OF_OUTPUT_MILLIS) && errors.awaitEnd(END_OF_OUTPUT_MILLIS);
      var failure = new Failure(invocation, directory, output, errors, whole);
      if (cutShort != null) {
        throw failure.of(cutShort, null);
      }
      if (!whole || !allEnded) {
        throw failure.of("left a process behind that could not be ended", null);
      }
      var finished =
          new Finished(invocation.values(), process.exitValue(), wallTime, usage(sampler));
      return result(finished, failure);
    } finally {
      if (!ended) {
        var _ = tree.end(settings.grace);
      }
      LiveTrees.remove(tree);
    }
  }

  private ProcessTree start(Invocation invocation, Path directory) throws InterruptedException {
    String mark = ProcessTree.newMark();
    try {
      return LiveTrees.start(invocation.builder(mark), mark);
    } catch (IOException e) {
      surroundings.requireOwnEnd(); // what ends programs may end one that is not quite started
      throw new CommandFailedException(
          "the command could not be started: %s\n  command: %s\n  working directory, kept: %s"
              .formatted(e.getMessage(), invocation.line(), directory),
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

  /**
   * Waits for the program's end.
   *
   * @return why it is to be ended, as the end of a sentence; null: it has ended by itself
   */
  private @Nullable String await(Process process, long start, @Nullable UsageSampler sampler)
      throws InterruptedException {
    boolean looks = sampler != null || reports != null;
    long limit =
        settings.timeout == null ? Long.MAX_VALUE : TimeUnit.NANOSECONDS.convert(settings.timeout);
    while (true) {
      if (sampler != null) {
        sampler.sample();
      }
      long left = limit - (System.nanoTime() - start);
      if (left <= 0) {
        return "ran longer than the command's timeout of " + settings.timeout;
      }
      if (process.waitFor(looks ? Math.min(left, LOOK_NANOS) : left, TimeUnit.NANOSECONDS)) {
        return null;
      }
      try {
        passReports();
      } catch (UnreadableException e) {
        return "printed what cannot be read: " + e.getMessage();
      }
    }
  }

  private void passReports() throws UnreadableException {
    if (reports != null) {
      reports.pass(context);
    }
  }

  private CommandResult result(Finished run, Failure failure) {
    String end = "ended with exit code " + run.exitCode();
    if (run.exitCode() != 0 && !settings.metrics.contains(Measured.EXIT_CODE)) {
      throw failure.of(end, null);
    }
    try {
      passReports();
      for (Metrics.Reader reader : readers) {
        reader.record(run, context::record);
      }
    } catch (IOException | UnreadableException e) {
      throw failure.of(end + ", and " + e.getMessage(), e);
    }
    return failure.result(run);
  }
}
