package dev.beryl.tck;

import dev.beryl.space.Treatment;
import dev.beryl.spi.OptimizerProvider;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.opentest4j.TestAbortedException;

/** Runs studies in its own process and prints the proposals. */
final class ChildProcess extends OptimizerContract {
  private static final List<String> SPACES =
      List.of(
          "every kind",
          "deep conditions",
          "half is rejected",
          "60 treatments",
          "5 reals",
          "a hundred choices");
  static final String BETWEEN = ";";
  private static final int TRIALS = 60;

  private final OptimizerProvider provider;
  private final Map<String, String> options;

  private ChildProcess(OptimizerProvider provider, Map<String, String> options) {
    this.provider = provider;
    this.options = options;
  }

  @Override
  protected OptimizerProvider provider() {
    return provider;
  }

  @Override
  protected Map<String, ?> options() {
    return options;
  }

  /**
   * Plays.
   *
   * @param arguments the provider's class, the seed, the spaces' names, and options as {@code
   *     name=value}
   */
  public static void main(String... arguments) throws ReflectiveOperationException {
    var constructor = Class.forName(arguments[0]).getDeclaredConstructor();
    constructor.setAccessible(true);
    var provider = (OptimizerProvider) constructor.newInstance();
    Map<String, String> options = new LinkedHashMap<>();
    for (String option : List.of(arguments).subList(3, arguments.length)) {
      int end = option.indexOf('=');
      options.put(option.substring(0, end), option.substring(end + 1));
    }
    List<String> spaces = List.of(arguments[2].split(BETWEEN));
    Rule rule = OptimizerRules.REPEATABLE;
    var first = SpaceGallery.named(spaces.getFirst());
    var contract = new ChildProcess(provider, options);
    long seed = Long.parseLong(arguments[1]);
    lines(new OptimizerCase(contract, provider, rule, rule, first, seed), spaces)
        .forEach(System.out::println);
  }

  /** The spaces that the optimizer takes. */
  static List<String> spaces(OptimizerCase test) {
    List<String> taken =
        SPACES.stream()
            .filter(name -> {
              OptimizerCase in = test.in(SpaceGallery.named(name));
              return in.declined(in.setting(TRIALS, 1)).isEmpty();
            })
            .toList();
    if (taken.isEmpty()) {
      throw new TestAbortedException("every space for it is declined");
    }
    return taken;
  }

  /** A line for each proposal: the space, the trial, and the coordinates. */
  static List<String> lines(OptimizerCase test, List<String> spaces) {
    var lines = new ArrayList<String>();
    for (String name : spaces) {
      OptimizerCase in = test.in(SpaceGallery.named(name));
      List<Treatment> proposals = Script.of(in, TRIALS).play().proposals();
      for (int i = 0; i < proposals.size(); i++) {
        String coordinates = Comparing.coordinates(in.space(), proposals.get(i));
        lines.add(name + "\t" + i + "\t" + coordinates);
      }
    }
    return lines;
  }
}
