package dev.beryl.examples.jvm;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * The program whose JVM is tuned: indexes random texts by their words, most of which it forgets
 * soon, and prints how long it took.
 */
public final class WordIndex {
  private static final int TEXTS = 120;
  private static final int WORDS = 8_000;
  private static final int KEPT = 6;

  private WordIndex() {}

  /** Takes the seed of the texts. */
  public static void main(String[] arguments) {
    var random = new SplittableRandom(Long.parseLong(arguments[0]));
    long start = System.nanoTime();
    var kept = new ArrayList<Map<String, List<Integer>>>();
    long checksum = 0;
    for (int text = 0; text < TEXTS; text++) {
      Map<String, List<Integer>> index = index(random);
      checksum += index.values().stream().mapToInt(List::size).max().orElseThrow();
      kept.add(index);
      if (kept.size() > KEPT) {
        kept.removeFirst();
      }
    }
    System.out.println("checksum=" + checksum);
    System.out.println("seconds=" + (System.nanoTime() - start) / 1e9);
  }

  private static Map<String, List<Integer>> index(SplittableRandom random) {
    var index = new HashMap<String, List<Integer>>();
    for (int place = 0; place < WORDS; place++) {
      String word = "word-" + (int) (1_000 * random.nextDouble() * random.nextDouble());
      index.computeIfAbsent(word, _ -> new ArrayList<>()).add(place);
    }
    return index;
  }
}
