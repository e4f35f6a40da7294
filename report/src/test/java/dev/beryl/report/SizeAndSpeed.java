package dev.beryl.report;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Measures reports of large studies: {@code SizeAndSpeed <folder> <trials>…}, with {@code -Xmx1g}.
 * The journals and pages stay in the folder, for {@link PaintTiming}.
 */
final class SizeAndSpeed {
  private SizeAndSpeed() {}

  public static void main(String[] arguments) throws IOException {
    var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    Path folder = Files.createDirectories(Path.of(arguments[0]));
    for (int i = 1; i < arguments.length; i++) {
      int trials = Integer.parseInt(arguments[i]);
      Path journal = folder.resolve(trials + ".journal");
      if (!Files.exists(journal)) {
        long start = System.nanoTime();
        var _ = LargeStudies.run(journal, trials, LargeStudies.DIMENSION);
        out.println("%s trials: journal written in %s ms".formatted(trials, since(start)));
      }
      long before = processor();
      long start = System.nanoTime();
      Report report = Report.of(journal);
      long read = since(start);
      Path page = folder.resolve(trials + ".html");
      report.writeHtml(page);
      long whole = since(start);
      long ofProcessor = processor() - before;
      String still = report.stillHtml();
      out.println(
          "%s trials of %s parameters: journal %s bytes; read in %s ms, page made in %s ms (%s ms of processors); page %s bytes, first screen %s bytes; peak of the heap %s MB"
              .formatted(
                  trials,
                  LargeStudies.DIMENSION,
                  Files.size(journal),
                  read,
                  whole,
                  ofProcessor,
                  Files.size(page),
                  still.getBytes(StandardCharsets.UTF_8).length,
                  peak() >> 20));
      follow(trials, journal, out);
    }
  }

  private static void follow(int trials, Path journal, PrintStream out) throws IOException {
    long before = used();
    long start = System.nanoTime();
    try (LivePage page = LivePage.of(journal).open()) {
      out.println(
          "%s trials: followed and drawn in %s ms; the live page %s keeps %s MB"
              .formatted(trials, since(start), page.address(), used() - before >> 20));
    }
  }

  /** What is in use after a collection, in bytes. */
  private static long used() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  private static long since(long start) {
    return (System.nanoTime() - start) / 1_000_000;
  }

  /** What all threads took, the collector's too, in milliseconds. */
  private static long processor() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime()
        / 1_000_000;
  }

  private static long peak() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == MemoryType.HEAP)
        .map(MemoryPoolMXBean::getPeakUsage)
        .mapToLong(usage -> usage.getUsed())
        .sum();
  }
}
