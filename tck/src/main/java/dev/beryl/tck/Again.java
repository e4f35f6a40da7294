package dev.beryl.tck;

import java.util.List;
import java.util.stream.LongStream;

/** Which cases are run: all, or the one that a failure's message selects by system properties. */
final class Again {
  private static final String SPACE = "beryl.tck.space";
  private static final String SEED = "beryl.tck.seed";

  private Again() {}

  static String command(String testClass, Rule rule, String space, long seed) {
    return "mvn test -Dtest='%s#%s*' -D%s='%s' -D%s=%s"
        .formatted(testClass, rule.tests(), SPACE, space, SEED, seed);
  }

  static boolean selects(String space) {
    return System.getProperty(SPACE, space).equals(space);
  }

  /** The seeds from 1, or the one that is selected. */
  static List<Long> seeds(int count) {
    Long chosen = Long.getLong(SEED);
    return chosen == null ? LongStream.rangeClosed(1, count).boxed().toList() : List.of(chosen);
  }
}
