package dev.beryl.optimizers;

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
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Random search spaces of one to five parameters, of which about half are conditional. */
public final class Spaces {
  private Spaces() {}

  /** A space of at most 4^5 treatments. */
  public static SearchSpace finite(long seed) {
    return space(new Random(seed), 6);
  }

  /** A space that may have continuous parameters. */
  public static SearchSpace mixed(long seed) {
    return space(new Random(seed), 8);
  }

  private static SearchSpace space(Random random, int kinds) {
    var parameters = new ArrayList<Parameter>();
    int dimension = 1 + random.nextInt(5);
    for (int i = 0; i < dimension; i++) {
      parameters.add(conditional(parameter("p" + i, kinds, random), parameters, random));
    }
    Collections.shuffle(parameters, random); // children may stand before their parents
    return SearchSpace.of(parameters);
  }

  private static Parameter parameter(String name, int kinds, Random random) {
    int levels = 1 + random.nextInt(4);
    List<String> texts = List.of("a", "b", "c", "d").subList(0, levels);
    return switch (random.nextInt(kinds)) {
      case 0 -> Parameter.choice(name, texts);
      case 1 -> Parameter.ordinal(name, texts);
      case 2 -> Parameter.integer(name, -3, levels - 4);
      case 3 -> Parameter.integer(name, 10, 10 + 7L * (levels - 1)).step(levels == 1 ? 1 : 7);
      case 4 -> Parameter.integer(name, 1, levels).log();
      case 5 ->
          levels == 1
              ? Parameter.real(name, 2, 2)
              : Parameter.real(name, 0.5, 0.5 + 0.1 * (levels - 1)).step(0.1);
      case 6 -> Parameter.real(name, -1, 2);
      default -> Parameter.real(name, 1e-4, 10).log();
    };
  }

  private static Parameter conditional(Parameter child, List<Parameter> before, Random random) {
    if (before.isEmpty() || random.nextBoolean()) {
      return child;
    }
    return switch (before.get(random.nextInt(before.size()))) {
      case ChoiceParameter<?> parent -> whenChoice(child, parent, random);
      case IntegerParameter parent -> whenInteger(child, parent, random);
      case RealParameter _, ItemsParameter<?> _ -> child;
    };
  }

  private static <P> Parameter whenChoice(
      Parameter child, ChoiceParameter<P> parent, Random random) {
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

  private static Parameter whenInteger(Parameter child, IntegerParameter parent, Random random) {
    long[] values = {
      parent.coordinateAt(0), parent.coordinateAt(random.nextLong(parent.levels().getAsLong()))
    };
    return switch (child) {
      case RealParameter real -> real.when(parent, values);
      case IntegerParameter integer -> integer.when(parent, values);
      case CategoricalParameter<?> choice -> choice.when(parent, values);
      case OrdinalParameter<?> ordinal -> ordinal.when(parent, values);
      case SubsetParameter<?> subset -> subset.when(parent, values);
      case PermutationParameter<?> order -> order.when(parent, values);
    };
  }
}
