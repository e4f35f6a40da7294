package dev.beryl.tck;

import dev.beryl.random.PhiloxRandom;
import dev.beryl.space.CategoricalParameter;
import dev.beryl.space.ChoiceParameter;
import dev.beryl.space.IntegerParameter;
import dev.beryl.space.ItemsParameter;
import dev.beryl.space.OrdinalParameter;
import dev.beryl.space.Parameter;
import dev.beryl.space.PermutationParameter;
import dev.beryl.space.RealParameter;
import dev.beryl.space.SearchSpace;
import dev.beryl.space.SubsetParameter;
import java.util.ArrayList;
import java.util.List;

/** Random spaces of three to eight parameters, of which some are conditional. */
final class Mixture {
  private static final long STREAM = 0x4D4958; // MIX

  private Mixture() {}

  static SearchSpace space(long seed) {
    var random = new PhiloxRandom(seed, STREAM);
    var parameters = new ArrayList<Parameter>();
    int dimension = random.nextInt(3, 9);
    for (int i = 0; i < dimension; i++) {
      parameters.add(perhapsConditional(parameter("p" + i, random), parameters, random));
    }
    for (int i = dimension - 1; i > 0; i--) {
      parameters.add(parameters.remove(random.nextInt(i + 1))); // children may come first
    }
    return SearchSpace.of(parameters);
  }

  private static Parameter parameter(String name, PhiloxRandom random) {
    int levels = random.nextInt(1, 5);
    List<String> texts = List.of("a", "b", "c", "d").subList(0, levels);
    return switch (random.nextInt(8)) {
      case 0 -> Parameter.choice(name, texts);
      case 1 -> Parameter.ordinal(name, texts);
      case 2 -> Parameter.integer(name, -3, levels - 4);
      case 3 -> Parameter.integer(name, 1, levels).log();
      case 4 -> Parameter.real(name, 0.5, 0.5 + 0.25 * levels).step(0.25);
      case 5 -> Parameter.real(name, -1, 2);
      case 6 -> Parameter.real(name, 1e-4, 10).log();
      default -> Parameter.flag(name);
    };
  }

  private static Parameter perhapsConditional(
      Parameter child, List<Parameter> before, PhiloxRandom random) {
    if (before.isEmpty() || random.nextBoolean()) {
      return child;
    }
    return switch (before.get(random.nextInt(before.size()))) {
      case ChoiceParameter<?> parent -> when(child, parent, random);
      case IntegerParameter parent -> {
        long value = parent.coordinateAt(random.nextLong(parent.levels().orElseThrow()));
        yield switch (child) {
          case RealParameter real -> real.when(parent, value);
          case IntegerParameter integer -> integer.when(parent, value);
          case CategoricalParameter<?> choice -> choice.when(parent, value);
          case OrdinalParameter<?> ordinal -> ordinal.when(parent, value);
          case SubsetParameter<?> subset -> subset.when(parent, value);
          case PermutationParameter<?> order -> order.when(parent, value);
        };
      }
      case RealParameter _, ItemsParameter<?> _ -> child;
    };
  }

  private static <P> Parameter when(
      Parameter child, ChoiceParameter<P> parent, PhiloxRandom random) {
    P value = parent.values().get(random.nextInt(parent.values().size()));
    return switch (child) {
      case RealParameter real -> real.when(parent, value);
      case IntegerParameter integer -> integer.when(parent, value);
      case CategoricalParameter<?> choice -> choice.when(parent, value);
      case OrdinalParameter<?> ordinal -> ordinal.when(parent, value);
      case SubsetParameter<?> subset -> subset.when(parent, value);
      case PermutationParameter<?> order -> order.when(parent, value);
    };
  }
}
