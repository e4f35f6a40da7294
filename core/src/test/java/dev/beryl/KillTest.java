package dev.beryl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.beryl.journal.JournalReader;
import dev.beryl.journal.JournalRecord;
import dev.beryl.study.StudyResult;
import dev.beryl.trial.Trial;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A study is killed at instants drawn at random and run again, until it comes to its end: it is the
 * study that was never killed. The instants are before its begin, about the making of its journal
 * and the doing again of what that has, and at a trial that is told.
 */
@Timeout(3_000)
class KillTest {
  private static final PrintStream NOWHERE = new PrintStream(OutputStream.nullOutputStream());
  private static final int AT_ONCE = 2;

  @TempDir Path folder;

  private final AtomicInteger kills = new AtomicInteger();
  private final AtomicInteger next = new AtomicInteger();

  private static List<MortalStudy> studies(long seed) {
    var studies = new ArrayList<MortalStudy>();
    for (int threads : new int[] {1, 2, 8}) {
      for (int parallelism : new int[] {1, 4}) {
        for (boolean eager : new boolean[] {false, true}) {
          for (String durability : List.of("everyRecord", "grouped", "none")) {
            String optimizer = threads == 2 && !eager ? "uniform" : "chained";
            studies.add(
                new MortalStudy(durability, optimizer, threads, parallelism, eager, seed++));
          }
        }
      }
    }
    return studies;
  }

  /** When a process is killed. */
  private record Instant(int millis, int heard, int spins) {
    private static final int NEVER = Integer.MAX_VALUE;

    static Instant draw(SplittableRandom random, int known) {
      double kind = random.nextDouble();
      int spins = 1 << random.nextInt(20);
      if (kind < 0.1) {
        return new Instant(random.nextInt(400), NEVER, 0);
      }
      if (kind < 0.3) {
        return new Instant(NEVER, -1, spins);
      }
      return new Instant(NEVER, known + random.nextInt(1 + MortalStudy.TRIALS / 8), spins);
    }

    void spin() {
      for (int i = 0; i < spins; i++) {
        Thread.onSpinWait();
      }
    }
  }

  /** What a process said until it was killed or at its end. */
  private static List<String> run(MortalStudy mortal, Path journal, Instant instant)
      throws IOException, InterruptedException {
    var arguments = new ArrayList<Object>(mortal.arguments());
    arguments.addFirst(journal);
    Process process = ChildJvm.start(MortalStudy.class, arguments.toArray());
    var said = new ArrayList<String>();
    try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
      if (instant.millis < Instant.NEVER) {
        var _ = process.waitFor(instant.millis, TimeUnit.MILLISECONDS);
        kill(process);
      }
      int heard = -1;
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        said.add(line);
        if (heard++ == instant.heard) {
          instant.spin();
          kill(process);
        }
      }
    } finally {
      process.destroyForcibly().waitFor();
    }
    return said;
  }

  /** What it has said can still be read. */
  private static void kill(Process process) {
    var _ = process.toHandle().destroyForcibly();
  }

  private static List<Integer> heard(List<String> said) {
    return said.stream()
        .filter(line -> line.startsWith("heard ") && !line.equals("heard "))
        .map(line -> Integer.parseInt(line.substring("heard ".length())))
        .toList();
  }

  private static List<Integer> told(Path journal) {
    var told = new ArrayList<Integer>();
    if (Files.exists(journal)) {
      try (JournalReader reader = JournalReader.open(journal)) {
        for (JournalRecord record = reader.next(); record != null; record = reader.next()) {
          if (record instanceof JournalRecord.Told trial) {
            told.add(trial.trial());
          }
        }
      }
    }
    return told;
  }

  private static void requirePrefix(List<Integer> prefix, List<Integer> whole, MortalStudy of) {
    assertThat(whole).as("%s", of).hasSizeGreaterThanOrEqualTo(prefix.size());
    assertThat(whole.subList(0, prefix.size())).as("%s", of).isEqualTo(prefix);
  }

  /** Kills a study and runs it again until it comes to its end. */
  private void torment(MortalStudy mortal, int wanted) throws Exception {
    StudyResult whole = mortal.run(mortal.study(NOWHERE));
    var random = new SplittableRandom(mortal.seed());
    Path journal = folder.resolve("study-" + mortal.seed() + ".journal");
    List<Integer> told = List.of();
    List<String> said = List.of();
    boolean ended = false;
    while (!ended) {
      boolean kill = kills.get() < wanted;
      Instant instant =
          kill ? Instant.draw(random, told.size()) : new Instant(Instant.NEVER, Instant.NEVER, 0);
      said = run(mortal, journal, instant);
      ended = !said.isEmpty() && said.getLast().matches("digest [0-9a-f]{64}");
      assertThat(kill || ended).as("%s said %s", mortal, said).isTrue();
      if (!ended) {
        kills.incrementAndGet();
        assertThat(said)
            .as("%s", mortal)
            .allMatch(
                line -> "begins".startsWith(line) || line.matches("he?a?r?d? ?\\d*|d[0-9a-z ]*"));
      }
      List<Integer> before = told;
      told = told(journal);
      requirePrefix(before, told, mortal); // what was in it stays in it
      List<Integer> heard = complete(heard(said), told);
      boolean all = mortal.durability().equals("everyRecord") || ended;
      requirePrefix(
          all || heard.size() < told.size() ? heard : told,
          all || heard.size() < told.size() ? told : heard,
          mortal);
    }
    requireSame(mortal, whole, said.getLast().substring("digest ".length()), told);
    requireSame(mortal, journal, whole, told);
  }

  /** Without a last line that was cut off in the middle of its number. */
  private static List<Integer> complete(List<Integer> heard, List<Integer> told) {
    boolean cut =
        !heard.isEmpty()
            && heard.size() <= told.size()
            && !heard.getLast().equals(told.get(heard.size() - 1))
            && told.get(heard.size() - 1).toString().startsWith(heard.getLast().toString());
    return cut ? heard.subList(0, heard.size() - 1) : heard;
  }

  private static void requireSame(
      MortalStudy mortal, StudyResult whole, String digest, List<Integer> told) {
    assertThat(told).as("%s", mortal).doesNotHaveDuplicates().hasSize(MortalStudy.TRIALS);
    if (!mortal.eager()) {
      assertThat(digest).as("%s", mortal).isEqualTo(whole.digest());
      assertThat(told).isEqualTo(whole.trials().stream().map(Trial::number).toList());
    }
  }

  /** Opened once more, the whole journal gives the study again and stays as it is. */
  private static void requireSame(
      MortalStudy mortal, Path journal, StudyResult whole, List<Integer> told) throws IOException {
    byte[] bytes = Files.readAllBytes(journal);

    StudyResult again = mortal.run(mortal.study(NOWHERE).journal(journal, mortal.durable()));

    assertThat(again.trials()).extracting(Trial::number).as("%s", mortal).isEqualTo(told);
    assertThat(mortal.eager() || again.digest().equals(whole.digest())).as("%s", mortal).isTrue();
    assertThat(Files.readAllBytes(journal)).as("%s", mortal).isEqualTo(bytes);
  }

  private void kill(int wanted) throws Exception {
    try (var executor = Executors.newFixedThreadPool(AT_ONCE)) {
      List<Future<?>> running = new ArrayList<>();
      for (int i = 0; i < AT_ONCE; i++) {
        running.add(executor.submit((Callable<?>) () -> tormentSome(wanted)));
      }
      for (Future<?> future : running) {
        future.get();
      }
    } catch (ExecutionException e) {
      if (e.getCause() instanceof AssertionError error) {
        throw error;
      }
      throw e;
    }
    assertThat(kills.get()).isGreaterThanOrEqualTo(wanted);
  }

  private int tormentSome(int wanted) throws Exception {
    while (kills.get() < wanted) {
      int number = next.getAndIncrement();
      List<MortalStudy> studies = studies(1_000L * (1 + number / 36));
      torment(studies.get(Math.floorMod(7 * number, studies.size())), wanted);
    }
    return 0;
  }

  @Test
  void killed_seventyTimes_endsAsIfItHadNotBeen() throws Exception {
    kill(70);
  }

  @Test
  @Tag("stress")
  void killed_twoThousandTimes_endsAsIfItHadNotBeen() throws Exception {
    kill(2_000);
  }
}
