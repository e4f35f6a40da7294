package dev.beryl.tck;

import dev.beryl.fault.Nearest;
import dev.beryl.space.IntegerParameter;
import dev.beryl.space.Parameter;
import dev.beryl.space.RealParameter;
import dev.beryl.space.SearchSpace;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.IntStream;

/**
 * The spaces in which contract tests run an optimizer: every kind of parameter, single values, log
 * scales, steps, deep conditions, hard constraints, one to two hundred parameters.
 */
public final class SpaceGallery {
  private static final int MIXTURES = 6;

  private SpaceGallery() {}

  /** {@return all spaces; each call creates new ones} */
  public static List<GallerySpace> all() {
    var gallery = new ArrayList<GallerySpace>();
    gallery.addAll(numbers());
    gallery.addAll(choices());
    gallery.addAll(Conditional.spaces());
    gallery.addAll(constrained());
    gallery.addAll(finite());
    for (int size : new int[] {1, 2, 5, 20, 200}) {
      gallery.add(new GallerySpace(size + " reals", reals(size)));
    }
    gallery.add(new GallerySpace("200 of every kind", SearchSpace.of(everyKind(200))));
    for (int seed = 1; seed <= MIXTURES; seed++) {
      gallery.add(new GallerySpace("mixture " + seed, Mixture.space(seed)));
    }
    return List.copyOf(gallery);
  }

  /**
   * Returns the space with a name.
   *
   * @param name the name, as in a failure's message
   * @return the space
   * @throws NoSuchElementException if there is none; the message has the most similar name
   */
  public static GallerySpace named(String name) {
    List<GallerySpace> all = all();
    return all.stream()
        .filter(space -> space.name().equals(name))
        .findFirst()
        .orElseThrow(() ->
            new NoSuchElementException(
                "the gallery has no space '%s'; %s"
                    .formatted(
                        name, Nearest.hint(name, all.stream().map(GallerySpace::name).toList()))));
  }

  static SearchSpace reals(int dimension) {
    return SearchSpace.of(
        IntStream.range(0, dimension).mapToObj(i -> Parameter.real("x" + i, -5, 5)).toList());
  }

  static SearchSpace integers(int dimension) {
    return SearchSpace.of(
        IntStream.range(0, dimension).mapToObj(i -> Parameter.integer("n" + i, 0, 20)).toList());
  }

  private static List<GallerySpace> numbers() {
    return List.of(
        space("one real", Parameter.real("x", -1, 2)),
        space(
            "log scales",
            Parameter.real("rate", 1e-6, 10).log(),
            Parameter.real("tiny", 1e-300, 1e300).log(),
            Parameter.integer("size", 1, 1000).log()),
        space(
            "wide and narrow ranges",
            Parameter.real("wide", -1e300, 1e300),
            Parameter.real("narrow", 1, Math.nextUp(1.0)),
            Parameter.integer("far", -(1L << 60), 1L << 60)),
        space(
            "steps",
            Parameter.real("quarter", 0, 1).step(0.25),
            Parameter.real("tenth", 0.5, 0.85).step(0.1),
            Parameter.integer("seventh", -10, 60).step(7),
            Parameter.real("free", 0, 1)),
        space(
            "one value beside others",
            Parameter.real("fixed", 2, 2),
            Parameter.choice("only", "a"),
            Parameter.integer("constant", 3, 3),
            Parameter.real("x", 0, 1)));
  }

  private static List<GallerySpace> choices() {
    return List.of(
        space(
            "choices",
            Parameter.choice("color", "red", "green", "blue"),
            Parameter.ordinal("size", "s", "m", "l", "xl"),
            Parameter.flag("on"),
            Parameter.real("x", 0, 1)),
        space(
            "a hundred choices",
            Parameter.choice("word", IntStream.range(0, 100).mapToObj(i -> "w" + i).toList()),
            Parameter.real("x", 0, 1)),
        space(
            "subsets and orders",
            Parameter.subset("features", List.of("a", "b", "c", "d", "e", "f", "g"), 1, 4),
            Parameter.permutation("order", List.of(1, 2, 3, 4, 5, 6)),
            Parameter.subset("any", List.of("p", "q", "r"), 0, 3),
            Parameter.subset("only", List.of("s"), 1, 1),
            Parameter.real("x", 0, 1)),
        new GallerySpace("every kind", SearchSpace.of(everyKind(9))));
  }

  private static List<GallerySpace> constrained() {
    RealParameter x = Parameter.real("x", 0, 1);
    RealParameter y = Parameter.real("y", 0, 1);
    return List.of(
        new GallerySpace("half is rejected", half()),
        new GallerySpace(
            "nine tenths are rejected",
            SearchSpace.of(x, y)
                .subjectTo("x near y", t -> Math.abs(t.get(x) - t.get(y)) <= 0.0513)),
        new GallerySpace(
            "everything is rejected", SearchSpace.of(x, y).subjectTo("never", _ -> false)));
  }

  static SearchSpace half() {
    RealParameter x = Parameter.real("x", 0, 1);
    RealParameter y = Parameter.real("y", 0, 1);
    return SearchSpace.of(x, y).subjectTo("x + y <= 1", t -> t.get(x) + t.get(y) <= 1);
  }

  /** The spaces with few treatments. */
  static List<GallerySpace> finite() {
    IntegerParameter row = Parameter.integer("row", 1, 6);
    IntegerParameter column = Parameter.integer("column", 1, 6);
    return List.of(
        space(
            "one treatment",
            Parameter.real("x", 1.5, 1.5),
            Parameter.choice("only", "a"),
            Parameter.integer("n", 3, 3)),
        space("two treatments", Parameter.flag("on")),
        space(
            "60 treatments",
            Parameter.choice("color", "red", "green", "blue"),
            Parameter.real("quarter", 0, 1).step(0.25),
            Parameter.integer("power", 1, 4).log()),
        Conditional.finite(),
        new GallerySpace(
            "36 treatments, 15 allowed",
            SearchSpace.of(row, column).subjectTo("row < column", t -> t.get(row) < t.get(column))),
        new GallerySpace(
            "36 treatments, none allowed",
            SearchSpace.of(row, column).subjectTo("never", _ -> false)),
        space("24 orders", Parameter.permutation("order", List.of("a", "b", "c", "d"))),
        space("35 subsets", Parameter.subset("chosen", List.of(1, 2, 3, 4, 5, 6, 7), 3, 3)),
        space("400 treatments", Parameter.integer("n", 0, 399)));
  }

  /** This number of parameters, each kind in turn. */
  private static List<Parameter> everyKind(int dimension) {
    var parameters = new ArrayList<Parameter>();
    for (int i = 0; i < dimension; i++) {
      parameters.add(
          switch (i % 9) {
            case 0 -> Parameter.real("real" + i, -3, 7);
            case 1 -> Parameter.real("logreal" + i, 1e-4, 10).log();
            case 2 -> Parameter.real("stepped" + i, 0, 2).step(0.1);
            case 3 -> Parameter.integer("integer" + i, -4, 11);
            case 4 -> Parameter.integer("loginteger" + i, 1, 64).log();
            case 5 -> Parameter.integer("third" + i, 0, 30).step(3);
            case 6 -> Parameter.choice("choice" + i, "a", "b", "c");
            case 7 -> Parameter.ordinal("ordinal" + i, "low", "middle", "high");
            default -> Parameter.flag("flag" + i);
          });
    }
    return parameters;
  }

  static GallerySpace space(String name, Parameter... parameters) {
    return new GallerySpace(name, SearchSpace.of(parameters));
  }
}
