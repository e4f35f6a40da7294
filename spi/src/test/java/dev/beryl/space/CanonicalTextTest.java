package dev.beryl.space;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class CanonicalTextTest {

  @Test
  void canonical_hasALineForEachParameterAndConstraint() {
    var kernel = Parameter.choice("kernel", "linear", "rbf", "poly").withDefault("rbf");
    SearchSpace space =
        SearchSpace.of(
                kernel,
                Parameter.real("gamma", 1e-4, 10)
                    .log()
                    .withDefault(0.5)
                    .when(kernel, "poly", "rbf"),
                Parameter.integer("trees", 10, 200).step(10),
                Parameter.integer("depth", 1, 64).log(),
                Parameter.real("share", 0, 1).step(0.25),
                Parameter.ordinal("size", 16, 32),
                Parameter.flag("bias"))
            .subjectTo("fits memory", t -> true);
    assertThat(space.canonical())
        .isEqualTo(
            """
            kernel: categorical ['linear', 'rbf', 'poly'] default 'rbf'
            gamma: real [1.0E-4, 10.0] log default 0.5 when kernel in ['rbf', 'poly']
            trees: integer [10, 200] step 10
            depth: integer [1, 64] log
            share: real [0.0, 1.0] step 0.25
            size: ordinal [16, 32]
            bias: categorical [false, true]
            subject to 'fits memory'
            """);
    assertThat(space.digest()) // of another implementation of SHA-256
        .isEqualTo("faff46b5c9a35c08c6e6ca4f8edc0656b1b698ab1294253fb6d52c2aa3bf004d");
  }

  @Test
  void canonical_tellsApart_whatOnlyLooksAlike() {
    List<SearchSpace> spaces =
        List.of(
            SearchSpace.of(Parameter.choice("c", "a", "b")),
            SearchSpace.of(Parameter.choice("c", "a', 'b")),
            SearchSpace.of(Parameter.choice("c", "a\\', \\'b")),
            SearchSpace.of(Parameter.ordinal("c", "a", "b")),
            SearchSpace.of(Parameter.choice("c", 1, 2)),
            SearchSpace.of(Parameter.choice("c", "1", "2")),
            SearchSpace.of(Parameter.choice("c", 1.0, 2.0)),
            SearchSpace.of(Parameter.flag("c")),
            SearchSpace.of(Parameter.choice("c", "false", "true")),
            SearchSpace.of(Parameter.flag("c"), Parameter.flag("d")),
            SearchSpace.of(Parameter.flag("c: categorical [false, true]\nd")),
            SearchSpace.of(Parameter.choice("c", "\n")),
            SearchSpace.of(Parameter.choice("c", "\\n")),
            SearchSpace.of(Parameter.integer("c", 0, 1)),
            SearchSpace.of(Parameter.integer("c", 0, 1).withDefault(0)),
            SearchSpace.of(Parameter.real("c", 0, 1)),
            SearchSpace.of(Parameter.real("c", 0, 1).step(1)),
            SearchSpace.of(Parameter.real("c", 0, 1)).subjectTo("x", t -> true),
            SearchSpace.of(Parameter.real("c", 0, 1)).subjectTo("x'\nsubject to 'y", t -> true),
            SearchSpace.of(Parameter.real("c", 0, 1))
                .subjectTo("x", t -> true)
                .subjectTo("y", t -> true));
    assertThat(spaces).extracting(SearchSpace::canonical).doesNotHaveDuplicates();
    assertThat(spaces).extracting(SearchSpace::digest).doesNotHaveDuplicates();
  }

  @Test
  void canonical_keepsToALine_whateverNamesAndValuesHold() {
    SearchSpace space =
        SearchSpace.of(Parameter.choice("a\nb", "c\r\nd", "e\rf")).subjectTo("g\nh", t -> true);
    assertThat(space.canonical())
        .isEqualTo("'a\\nb': categorical ['c\\r\\nd', 'e\\rf']\nsubject to 'g\\nh'\n");
  }

  @Test
  void canonical_isTheSameInEveryLocale() {
    SearchSpace space =
        SearchSpace.of(
            Parameter.real("x", -1234567.5, 0.25), Parameter.integer("n", -7, 1_000_000));
    String here = space.canonical();
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
      assertThat(SearchSpace.of(space.parameters()).canonical()).isEqualTo(here);
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void constrainedSpaces_areEqualIfTheirPredicatesAre() {
    SearchSpace free = SearchSpace.of(Parameter.flag("f"));
    Constraint constraint = free.subjectTo("some", t -> true).constraints().getFirst();
    assertThat(free.subjectTo("some", constraint.satisfied()))
        .isEqualTo(free.subjectTo("some", constraint.satisfied()))
        .isNotEqualTo(free)
        .isNotEqualTo(free.subjectTo("some", t -> false));
  }
}
