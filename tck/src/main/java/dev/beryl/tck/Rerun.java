package dev.beryl.tck;

import java.util.List;
import java.util.stream.LongStream;

/** Which cases are run: all, or the one that a failure's message selects by system properties. */
final class Rerun {
  private static final String SPACE = "beryl.tck.space";
  private static final String SEED = "beryl.tck.seed";

  private Rerun() {}

  static String command(String testClass, Rule rule, String place, long seed) {
    return "mvn test -Dtest='%s#%s*' -D%s='%s' -D%s=%s"
        .formatted(testClass, rule.tests(), SPACE, place, SEED, seed);
  }

  static boolean selects(String place) {
    return System.getProperty(SPACE, place).equals(place);
  }

  /** The seeds from 1, or the one that is selected. */
  static List<Long> seeds(int count) {
    Long chosen = Long.getLong(SEED);
    return chosen == null ? LongStream.rangeClosed(1, count).boxed().toList() : List.of(chosen);
  }
}
