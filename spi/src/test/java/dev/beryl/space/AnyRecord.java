package dev.beryl.space;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ArbitrarySupplier;
import net.jqwik.api.Combinators;

/** Random record types as source text, each with the space that it should be, written by hand. */
final class AnyRecord {
  private AnyRecord() {}

  private static final String SHARED =
      """
      import dev.beryl.space.*;
      import java.time.Duration;
      import java.util.*;
      enum Color { RED, GREEN, BLUE }
      record Inner(@Range(min = 0, max = 1) double x, boolean on) {}
      sealed interface Model permits Small, Large, None {}
      record Small(@Range(min = 1, max = 8, log = true) int size) implements Model {}
      record Large(Inner inner, Color color) implements Model {}
      record None() implements Model {}
      """;
  private static final int TYPES = 15;

  /** Some records, compiled together. */
  record Types(List<Source> sources) {
    List<Class<?>> compiled() {
      var text = new StringBuilder(SHARED);
      for (int i = 0; i < sources.size(); i++) {
        text.append(sources.get(i).text.replace("#", "R" + i));
      }
      Compiled classes = Compiled.of(text.toString());
      return IntStream.range(0, sources.size()).<Class<?>>mapToObj(i -> load(classes, i)).toList();
    }

    private static Class<?> load(Compiled classes, int i) {
      try {
        return classes.loadClass("R" + i);
      } catch (ClassNotFoundException e) {
        throw new AssertionError(e);
      }
    }
  }

  /**
   * A record of source text, with # in the place of its name.
   *
   * @param byHand without constraints
   * @param modulus the constructor refuses instances whose first component, an {@code int}, is a
   *     multiple of it; 0: it refuses none
   */
  record Source(String text, SearchSpace byHand, int modulus) {}

  /** The text of a component, and the parameters that it should become under a name. */
  private record Kind(
      Function<String, String> component, Function<String, List<Parameter>> parameters) {}

  static final class Sources implements ArbitrarySupplier<Types> {
    @Override
    public Arbitrary<Types> get() {
      return Combinators.combine(
              kinds().list().ofMinSize(1).ofMaxSize(6), Arbitraries.of(0, 2, 3, 7))
          .as(AnyRecord::source)
          .list()
          .ofSize(TYPES)
          .map(Types::new);
    }
  }

  private static Source source(List<Kind> kinds, int modulus) {
    var components = new ArrayList<String>();
    var parameters = new ArrayList<Parameter>();
    components.add("@Range(min = -9, max = 20) int first");
    parameters.add(Parameter.integer("first", -9, 20));
    for (int i = 0; i < kinds.size(); i++) {
      components.add(kinds.get(i).component.apply("c" + i));
      parameters.addAll(kinds.get(i).parameters.apply("c" + i));
    }
    String body =
        modulus == 0
            ? ""
            : "# { if (first %% %s == 0) throw new IllegalArgumentException(\"got \" + first); }"
                .formatted(modulus);
    String text = "record #(%s) { %s }\n".formatted(String.join(",\n    ", components), body);
    return new Source(text, SearchSpace.of(parameters), modulus);
  }

  static boolean refuses(Treatment treatment, int modulus) {
    return (Long) treatment.value("first") % modulus == 0;
  }

  private static Arbitrary<Kind> kinds() {
    return Arbitraries.of(
        one("@Range(min = 3, max = 90, log = true) int %s", n -> Parameter.integer(n, 3, 90).log()),
        one(
            "@Range(min = -5, max = 5, step = 2) long %s",
            n -> Parameter.integer(n, -5, 5).step(2)),
        one("@Range(min = -1.5, max = 2) double %s", n -> Parameter.real(n, -1.5, 2)),
        one(
            "@Range(min = 1e-4, max = 10, log = true) double %s",
            n -> Parameter.real(n, 1e-4, 10).log()),
        one(
            "@Range(min = 0, max = 1, step = 0.1) double %s",
            n -> Parameter.real(n, 0, 1).step(0.1)),
        one("boolean %s", Parameter::flag),
        one("Color %s", n -> Parameter.choice(n, "RED", "GREEN", "BLUE")),
        one(
            "@Choices(value = {\"BLUE\", \"RED\"}, ordered = true) Color %s",
            n -> Parameter.ordinal(n, "BLUE", "RED")),
        one("@Choices({\"a\", \"b c\"}) String %s", n -> Parameter.choice(n, "a", "b c")),
        one("@Choices({\"16\", \"64\"}) Integer %s", n -> Parameter.choice(n, 16, 64)),
        one("@Range(min = 1, max = 60) Duration %s", n -> Parameter.integer(n, 1, 60)),
        new Kind(
            "@Range(min = 2, max = 9) Optional<Integer> %s"::formatted,
            n -> {
              var flag = Parameter.flag(n + ".present");
              return List.of(flag, Parameter.integer(n, 2, 9).when(flag, true));
            }),
        new Kind(
            "@Length(2) @Range(min = 0, max = 4) List<Double> %s"::formatted,
            n -> List.of(Parameter.real(n + ".0", 0, 4), Parameter.real(n + ".1", 0, 4))),
        new Kind(
            "Inner %s"::formatted,
            n -> List.of(Parameter.real(n + ".x", 0, 1), Parameter.flag(n + ".on"))),
        new Kind(
            "Model %s"::formatted,
            n -> {
              var model = Parameter.choice(n, "Small", "Large", "None");
              return List.of(
                  model,
                  Parameter.integer(n + ".Small.size", 1, 8).log().when(model, "Small"),
                  Parameter.real(n + ".Large.inner.x", 0, 1).when(model, "Large"),
                  Parameter.flag(n + ".Large.inner.on").when(model, "Large"),
                  Parameter.choice(n + ".Large.color", "RED", "GREEN", "BLUE")
                      .when(model, "Large"));
            }));
  }

  private static Kind one(String component, Function<String, Parameter> parameter) {
    return new Kind(component::formatted, n -> List.of(parameter.apply(n)));
  }
}
