package dev.beryl.optimizers.auto;

import static org.assertj.core.api.Assertions.assertThat;

import dev.beryl.space.Parameter;
import dev.beryl.space.SearchSpace;
import dev.beryl.spi.Delegation;
import dev.beryl.trial.Outcome;
import dev.beryl.trial.Trial;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Which optimizers propose which trials, for studies of all rows. */
class RulesTest {
  private static final int[] TRIALS = {8, 60, 150, 250, 400, 900, 2500};
  private static final int OPEN = -1;
  private static final Pattern ROW = Pattern.compile("\\(row (\\d+)\\)");

  private static SearchSpace reals(int count) {
    return SearchSpace.of(
        IntStream.range(0, count).mapToObj(i -> Parameter.real("x" + i, 0, 1)).toList());
  }

  private static Map<String, SearchSpace> spaces() {
    var method = Parameter.choice("method", "a", "b");
    var spaces = new LinkedHashMap<String, SearchSpace>();
    spaces.put("1 real", reals(1));
    spaces.put("5 reals", reals(5));
    spaces.put("20 reals", reals(20));
    spaces.put("70 reals", reals(70));
    spaces.put(
        "4 integers",
        SearchSpace.of(
            IntStream.range(0, 4).mapToObj(i -> Parameter.integer("n" + i, 0, 20)).toList()));
    spaces.put(
        "3 reals, 2 choices",
        SearchSpace.of(
            Parameter.real("x", 0, 1),
            Parameter.real("y", 1, 10).log(),
            Parameter.real("z", 0, 1),
            method,
            Parameter.choice("kernel", "p", "q", "r", "s")));
    spaces.put(
        "1 real, 100 categories",
        SearchSpace.of(
            Parameter.real("x", 0, 1),
            Parameter.choice("word", IntStream.range(0, 100).mapToObj(i -> "w" + i).toList())));
    spaces.put(
        "conditional",
        SearchSpace.of(
            method, Parameter.real("x", 0, 1).when(method, "a"), Parameter.real("y", 0, 1)));
    spaces.put(
        "60 treatments",
        SearchSpace.of(Parameter.integer("n", 1, 20), Parameter.choice("c", "a", "b", "d")));
    return spaces;
  }

  private static Simulation study(
      SearchSpace space, int trials, int objectives, int inFlight, boolean noisy) {
    return new Simulation(
        space,
        trials == OPEN ? OptionalInt.empty() : OptionalInt.of(trials),
        objectives,
        inFlight,
        noisy);
  }

  private static String line(String space, Simulation study) {
    List<Delegation> delegations = study.play();
    var text = new StringBuilder(space);
    text.append("; ");
    study.trials().ifPresentOrElse(text::append, () -> text.append("open"));
    text.append("; ").append(study.objectives());
    text.append("; ").append(study.inFlight());
    text.append(study.noisy() ? "; noisy" : "; -");
    var row = ROW.matcher(delegations.getFirst().reason());
    assertThat(row.find()).as(delegations.getFirst().reason()).isTrue();
    text.append("; row ").append(row.group(1)).append(": ");
    return text.append(Delegation.text(delegations)).toString();
  }

  private static List<String> lines() {
    var lines = new ArrayList<String>();
    lines.add("space; trials; objectives; in flight; noise; optimizers");
    spaces()
        .forEach((name, space) -> {
          for (int trials : TRIALS) {
            lines.add(line(name, study(space, trials, 1, 1, false)));
          }
          lines.add(line(name, study(space, OPEN, 1, 1, false)));
        });
    for (String name : List.of("5 reals", "3 reals, 2 choices", "conditional", "70 reals")) {
      SearchSpace space = Objects.requireNonNull(spaces().get(name));
      for (int objectives : new int[] {2, 4, 5}) {
        for (int trials : new int[] {8, 150, 400, 2500}) {
          lines.add(line(name, study(space, trials, objectives, 1, false)));
        }
      }
      for (int inFlight : new int[] {8, 32, 100}) {
        for (int trials : new int[] {150, 400, 2500, OPEN}) {
          lines.add(line(name, study(space, trials, 1, inFlight, false)));
        }
      }
      for (int trials : new int[] {60, 400, 2500, OPEN}) {
        lines.add(line(name, study(space, trials, 1, 1, true)));
      }
    }
    return lines;
  }

  @Test
  void racing_ofSingleReplicates_isTakenForNoise() {
    Simulation study = study(Objects.requireNonNull(spaces().get("5 reals")), 400, 1, 1, false);

    assertThat(study.play(study.single(false)))
        .extracting(Delegation::trial)
        .containsExactly(0, 200);
    assertThat(study.play(study.single(true)))
        .extracting(Delegation::trial)
        .containsExactly(0, 250);
  }

  @Test
  void delegations_ofAllRows_areThoseOfTheTable() throws IOException {
    try (var in = RulesTest.class.getResourceAsStream("/known-answers/auto-rules.txt")) {
      String expected =
          new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
      assertThat(String.join("\n", lines()) + "\n").isEqualTo(expected);
    }
  }

  @Test
  void table_hasAllRowsInOrder_andTheStudiesHereReachEach() {
    assertThat(Rules.ROWS)
        .extracting(Row::number)
        .containsExactlyElementsOf(IntStream.rangeClosed(1, AutoSettings.ROWS).boxed().toList());
    var reached = new TreeSet<Integer>();
    for (String line : lines()) {
      var row = Pattern.compile("row (\\d+)").matcher(line);
      if (row.find()) {
        reached.add(Integer.valueOf(row.group(1)));
      }
    }
    assertThat(reached)
        .containsExactlyElementsOf(IntStream.rangeClosed(1, AutoSettings.ROWS).boxed().toList());
  }

  @Test
  void row_forced_isTakenWhateverItsCondition() {
    Simulation study = study(reals(5), 60, 1, 1, false);
    for (Row row : Rules.ROWS) {
      assertThat(study.play(study.optimizer(Set.of(), row.number())).getFirst().reason())
          .contains("(row %s)".formatted(row.number()));
    }
  }

  @Test
  void row_forcedWhereAMethodCannotSearch_isReplaced() {
    Simulation study = study(Objects.requireNonNull(spaces().get("conditional")), 400, 2, 1, false);
    assertThat(Delegation.text(study.play(study.optimizer(Set.of(), 11)))).isEqualTo("tpe");
  }

  @Test
  void methodsLeftOut_areReplaced() {
    Simulation study = study(reals(5), 400, 1, 1, false);
    assertThat(text(study, Set.of())).isEqualTo("gp until trial 200, then cma-es");
    assertThat(text(study, Set.of(Method.GP))).isEqualTo("tpe until trial 200, then cma-es");
    assertThat(text(study, Set.of(Method.CMA_ES))).isEqualTo("gp until trial 200, then tpe");
    assertThat(text(study, Set.of(Method.GP, Method.TPE))).isEqualTo("cma-es");
    assertThat(text(study, Set.of(Method.GP, Method.TPE, Method.CMA_ES))).isEqualTo("sobol");
  }

  private static String text(Simulation study, Set<Method> leftOut) {
    return Delegation.text(study.play(study.optimizer(leftOut, 0)));
  }

  @Test
  void observations_countAsTrials() {
    Simulation study = study(reals(5), 400, 1, 1, false);
    AutoOptimizer optimizer = study.optimizer(Set.of(), 0);
    for (int i = 1; i <= 30; i++) {
      optimizer.tell(study.trial(-i));
    }
    assertThat(Delegation.text(study.play(optimizer))).isEqualTo("gp until trial 170, then cma-es");
  }

  @Test
  void localSearch_waitsForTenCompletedTrials() {
    Simulation study = study(reals(5), 400, 1, 1, false);
    AutoOptimizer optimizer = study.optimizer(Set.of(), 0);
    for (int number = 0; number < 400; number++) {
      optimizer.ask(1);
      Trial told = study.trial(number);
      optimizer.tell(number < 230 ? failed(study, number) : told);
    }
    assertThat(Delegation.text(optimizer.delegations()))
        .isEqualTo("gp until trial 240, then cma-es");
  }

  private static Trial failed(Simulation study, int number) {
    return Trial.of(number, study.trial(number).treatment(), study.setting().problem())
        .unfinished(new Outcome.TimedOut(0, "step", Duration.ofSeconds(1)));
  }
}
