package dev.beryl.spi;

import dev.beryl.fault.Nulls;
import dev.beryl.space.ChoiceParameter;
import dev.beryl.space.ItemsParameter;
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
 * The abilities of a provider's optimizers. A provider starts from {@link #all()} and removes what
 * its optimizers cannot do, see {@link OptimizerProvider}. {@link #lacking} says in words what is
 * missing for a setting:
 *
 * {@snippet file="dev/beryl/spi/SnippetsTest.java" region="lacking"}
 *
 * @param set the capabilities; unmodifiable
 * @param dimensions the largest number of parameters that a space may have, at least 1; {@link
 *     Integer#MAX_VALUE} if there is no limit
 */
public record Capabilities(Set<Capability> set, int dimensions) {
  /**
   * Copies the set and checks the limit.
   *
   * @throws IllegalArgumentException if the limit is below 1
   */
  public Capabilities {
    Nulls.refuseIn("capabilities: set", set);
    set = Set.copyOf(set);
    if (!(dimensions >= 1)) {
      throw new IllegalArgumentException(
          "capabilities: dimensions: expected >= 1, got %s".formatted(dimensions));
    }
  }

  /**
   * {@return all capabilities but {@link Capability#OUTCOME_CONSTRAINTS}, for any number of
   * parameters} That one is claimed by {@link #with}, because optimizers are complete without it.
   */
  public static Capabilities all() {
    return new Capabilities(
        EnumSet.complementOf(EnumSet.of(Capability.OUTCOME_CONSTRAINTS)), Integer.MAX_VALUE);
  }

  /**
   * Returns these capabilities and some more.
   *
   * @param claimed what the optimizers can do, too
   * @return the capabilities
   */
  public Capabilities with(Capability... claimed) {
    Nulls.refuseIn("capabilities: claimed", claimed);
    var more = EnumSet.copyOf(Arrays.asList(claimed));
    more.addAll(set);
    return new Capabilities(more, dimensions);
  }

  /**
   * Returns these capabilities without some of them.
   *
   * @param declined what the optimizers cannot do
   * @return the remaining capabilities
   */
  public Capabilities without(Capability... declined) {
    Nulls.refuseIn("capabilities: declined", declined);
    var rest = EnumSet.allOf(Capability.class);
    rest.retainAll(set);
    Arrays.asList(declined).forEach(rest::remove);
    return new Capabilities(rest, dimensions);
  }

  /**
   * Returns these capabilities, limited to small spaces.
   *
   * @param most the largest number of parameters that a space may have
   * @return the limited capabilities
   * @throws IllegalArgumentException if the number is below 1
   */
  public Capabilities upTo(int most) {
    return new Capabilities(set, most);
  }

  /**
   * Tells whether a capability is declared.
   *
   * @param capability any
   * @return true if it is in the set
   */
  public boolean has(Capability capability) {
    Nulls.refuse("capabilities: capability", capability);
    return set.contains(capability);
  }

  /**
   * Says what a setting needs and these capabilities lack. {@link OptimizerProvider#create} may
   * start with this check.
   *
   * @param setting the setting of a study
   * @return the first missing thing, in words; empty if the provider must accept the setting
   */
  public Optional<String> lacking(OptimizerSetting setting) {
    Nulls.refuse("capabilities: setting", setting);
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
        if (parameter instanceof ChoiceParameter<?> || parameter instanceof ItemsParameter<?>) {
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
