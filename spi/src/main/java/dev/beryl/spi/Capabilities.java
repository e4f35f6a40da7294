package dev.beryl.spi;

import dev.beryl.space.ChoiceParameter;
import dev.beryl.space.Parameter;
import dev.beryl.space.SearchSpace;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the optimizers of a provider can do. A provider starts from {@link #all()} and takes away,
 * see {@link OptimizerProvider}; what it lacks for a setting it says in words:
 *
 * {@snippet file="dev/beryl/spi/SnippetsTest.java" region="lacking"}
 *
 * @param set the capabilities; unmodifiable
 * @param dimensions the most parameters that a space may have, at least 1; {@link
 *     Integer#MAX_VALUE} if there is no limit
 */
public record Capabilities(Set<Capability> set, int dimensions) {
  /**
   * Copies the set and checks the limit.
   *
   * @throws IllegalArgumentException if the limit is below 1
   */
  public Capabilities {
    set = Set.copyOf(set);
    if (!(dimensions >= 1)) {
      throw new IllegalArgumentException(
          "capabilities: dimensions: expected >= 1, got %s".formatted(dimensions));
    }
  }

  /** {@return every capability, for any number of parameters} */
  public static Capabilities all() {
    return new Capabilities(EnumSet.allOf(Capability.class), Integer.MAX_VALUE);
  }

  /**
   * These capabilities but some.
   *
   * @param declined what the optimizers cannot do
   * @return the others
   */
  public Capabilities without(Capability... declined) {
    var rest = EnumSet.allOf(Capability.class);
    rest.retainAll(set);
    Arrays.asList(declined).forEach(rest::remove);
    return new Capabilities(rest, dimensions);
  }

  /**
   * These capabilities for small spaces only.
   *
   * @param most the most parameters that a space may have
   * @return the limited capabilities
   * @throws IllegalArgumentException if the number is below 1
   */
  public Capabilities upTo(int most) {
    return new Capabilities(set, most);
  }

  /**
   * Whether a capability is declared.
   *
   * @param capability any
   * @return whether it is in the set
   */
  public boolean has(Capability capability) {
    return set.contains(capability);
  }

  /**
   * What a setting needs and these capabilities lack. A provider may begin {@link
   * OptimizerProvider#create} with it.
   *
   * @param setting what is to be searched, and what for
   * @return the first thing that is lacking, in words; empty if such a setting must be accepted
   */
  public Optional<String> lacking(OptimizerSetting setting) {
    SearchSpace space = setting.space();
    List<Parameter> parameters = space.parameters();
    if (space.dimension() > dimensions) {
      return Optional.of(
          "it searches at most %s parameters, and the space has %s"
              .formatted(dimensions, space.dimension()));
    }
    if (!has(Capability.CONTINUUM)) {
      for (Parameter parameter : parameters) {
        if (parameter.levels().isEmpty()) {
          return lacks(parameter, "has a continuum of values; give it a step");
        }
      }
    }
    if (!has(Capability.CHOICES)) {
      for (Parameter parameter : parameters) {
        if (parameter instanceof ChoiceParameter<?>) {
          return lacks(parameter, "is a choice, and it searches numbers only");
        }
      }
    }
    if (!has(Capability.CONDITIONS) && space.isConditional()) {
      for (Parameter parameter : parameters) {
        if (parameter.condition().isPresent()) {
          return lacks(parameter, "is conditional; make it active always");
        }
      }
    }
    int objectives = setting.objectives().size();
    return has(Capability.OBJECTIVES) || objectives == 1
        ? Optional.empty()
        : Optional.of("it searches for one objective, and the study has " + objectives);
  }

  private static Optional<String> lacks(Parameter parameter, String what) {
    return Optional.of("parameter '%s' %s".formatted(parameter.name(), what));
  }

  /** {@return for example {@code continuum, choices, learning; up to 100 parameters}} */
  @Override
  public String toString() {
    String names =
        set.stream()
            .sorted()
            .map(capability -> capability.name().toLowerCase(Locale.ROOT).replace('_', ' '))
            .collect(Collectors.joining(", "));
    return (names.isEmpty() ? "none" : names)
        + (dimensions == Integer.MAX_VALUE ? "" : "; up to " + dimensions + " parameters");
  }
}
