package dev.beryl;

import dev.beryl.space.CategoricalParameter;
import dev.beryl.space.Parameter;
import dev.beryl.space.SearchSpace;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Small spaces of all kinds of parameters, with and without conditions. */
final class RandomSpaces {
  private enum Kind {
    REAL,
    LOG,
    STEPPED,
    INTEGER,
    CHOICE,
    FLAG,
    SIZE
  }

  private RandomSpaces() {}

  static Arbitrary<SearchSpace> spaces() {
    Arbitrary<List<Kind>> kinds = Arbitraries.of(Kind.values()).list().ofMinSize(1).ofMaxSize(6);
    return Combinators.combine(kinds, Arbitraries.of(true, false)).as(RandomSpaces::space);
  }

  private static SearchSpace space(Iterable<Kind> kinds, boolean conditional) {
    var parameters = new ArrayList<Parameter>();
    CategoricalParameter<String> parent = Parameter.choice("parent", "a", "b, \"c\"", "d\ne");
    if (conditional) {
      parameters.add(parent);
    }
    for (Kind kind : kinds) {
      String name = "p" + parameters.size();
      boolean hangs = conditional && parameters.size() % 2 == 0;
      parameters.add(
          switch (kind) {
            case REAL -> {
              var real = Parameter.real(name, -3, 1e9);
              yield hangs ? real.when(parent, "a") : real;
            }
            case LOG -> {
              var log = Parameter.real(name, 1e-8, 1).log();
              yield hangs ? log.when(parent, "b, \"c\"") : log;
            }
            case STEPPED -> {
              var stepped = Parameter.real(name, 0, 1).step(0.1);
              yield hangs ? stepped.when(parent, "a", "d\ne") : stepped;
            }
            case INTEGER -> {
              var integer = Parameter.integer(name, -5, Long.MAX_VALUE / 4);
              yield hangs ? integer.when(parent, "a") : integer;
            }
            case CHOICE -> {
              var choice = Parameter.choice(name, "x", "y;z", " ", "'");
              yield hangs ? choice.when(parent, "d\ne") : choice;
            }
            case FLAG -> {
              var flag = Parameter.flag(name);
              yield hangs ? flag.when(parent, "a") : flag;
            }
            case SIZE -> {
              var size = Parameter.ordinal(name, "S", "M", "L");
              yield hangs ? size.when(parent, "a", "b, \"c\"") : size;
            }
          });
    }
    return SearchSpace.of(parameters);
  }
}
