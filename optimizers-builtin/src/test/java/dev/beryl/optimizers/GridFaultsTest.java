package dev.beryl.optimizers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.beryl.space.CategoricalParameter;
import dev.beryl.space.IntegerParameter;
import dev.beryl.space.Parameter;
import dev.beryl.space.RealParameter;
import dev.beryl.space.SearchSpace;
import dev.beryl.spi.Optimizer;
import dev.beryl.spi.OptimizerSetting;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GridFaultsTest {
  private final RealParameter delta = Parameter.real("delta", 0, 2);
  private final IntegerParameter depth = Parameter.integer("depth", 0, 10);
  private final CategoricalParameter<String> kernel = Parameter.choice("kernel", "rbf", "linear");
  private final OptimizerSetting setting = Asking.setting(SearchSpace.of(delta, depth, kernel), 1);

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          points    ; 0             ; an integer in [1, 1048576], got '0'
          points-of ; delta         ; such as delta=7,gamma=3, got 'delta'
          points-of ; delta=0       ; numbers in [1, 1048576]
          points-of ; delta=1048577 ; numbers in [1, 1048576]
          points-of ; delta=7.5     ; numbers in [1, 1048576]
          points-of ; delta=2,delta=3 ; got 'delta=2,delta=3'
          values-of ; delta         ; values for parameters by name
          spacing   ; logarithmic   ; [endpoints, midpoints], got 'logarithmic'
          order     ; shuffled      ; [given, random], got 'shuffled'
          partial   ; maybe         ; true or false, got 'maybe'
          point     ; 5             ; did you mean 'points'?
          """)
  void settings_badOption_isRefusedByName(String name, String value, String message) {
    assertThatThrownBy(() -> create(Map.of(name, value)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("optimizer 'grid'")
        .hasMessageContaining("option '" + name + "'")
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          points-of ; delt=3          ; option 'points-of': no parameter 'delt'; known are [delta, depth, kernel]; did you mean 'delta'?
          values-of ; kernl=rbf       ; option 'values-of': no parameter 'kernl'; known are [delta, depth, kernel]; did you mean 'kernel'?
          points-of ; kernel=2        ; parameter 'kernel' is categorical
          values-of ; delta=1|x       ; expected delta: real [0.0, 2.0], got 'x'
          values-of ; delta=1|2.5     ; parameter 'delta': expected real [0.0, 2.0], got 2.5
          values-of ; delta=NaN       ; parameter 'delta': expected real [0.0, 2.0], got NaN
          values-of ; depth=1.5       ; expected depth: integer [0, 10], got '1.5'
          values-of ; depth=11        ; parameter 'depth': expected integer [0, 10], got 11
          values-of ; kernel=poly     ; parameter 'kernel': expected categorical ['rbf', 'linear'], got 'poly'
          """)
  void create_optionThatDoesNotFitTheSpace_isRefused(String name, String value, String message) {
    assertThatThrownBy(() -> create(Map.of(name, value)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("optimizer 'grid'")
        .hasMessageContaining(message);
  }

  @Test
  void create_severalFaults_namesAllOfThem() {
    assertThatThrownBy(
            () -> create(Map.of("points-of", "delt=3,depth=2", "values-of", "depth=1,kernel=x")))
        .hasMessageContaining("3 faults")
        .hasMessageContaining("no parameter 'delt'")
        .hasMessageContaining(
            "parameter 'depth' has both 'points-of' and 'values-of'; give one of them")
        .hasMessageContaining("got 'x'");
  }

  @Test
  void create_mapThatIsNotByName_isRefused() {
    assertThatThrownBy(() -> create(Map.of("points-of", Map.of(1, 2))))
        .hasMessageContaining("option 'points-of'");
  }

  @Test
  void values_integralNumbersInAnyNotation_areTaken() {
    var grid = create(Map.of("values-of", "depth=3.0|1e1,kernel=rbf,delta=1"));
    assertThat(Asking.all(grid)).extracting(t -> t.get(depth)).containsExactly(3L, 10L);
  }

  @Test
  void withers_badArgument_isRefusedAtOnce() {
    Grid grid = Grid.withDefaults();
    assertThatThrownBy(() -> grid.points(0)).hasMessageContaining("option 'points'");
    assertThatThrownBy(() -> grid.points(delta, 0)).hasMessageContaining("option 'points-of'");
    assertThatThrownBy(() -> grid.values(delta)).hasMessageContaining("option 'values-of'");
    assertThatThrownBy(() -> grid.values(delta, 3)).hasMessageContaining("parameter 'delta'");
    assertThatThrownBy(() -> grid.values(kernel, "x")).hasMessageContaining("parameter 'kernel'");
  }

  @Test
  void create_gridAboveTheBudget_saysItsSizeAndWhatToDo() {
    assertThatThrownBy(() -> Asking.create(Grid.withDefaults(), setting.withTrials(43)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "optimizer 'grid': the grid has 44 treatments, more than the study's 43 trials; allow"
                + " more trials, or take fewer points or values of some parameters (options"
                + " 'points', 'points-of', 'values-of'), or set 'partial' to true to propose only its"
                + " first part");
  }

  @Test
  void create_partialGridAboveTheBudget_isGoneThrough() {
    var optimizer = Asking.create(Grid.withDefaults().partial(), setting.withTrials(43));
    assertThat(Asking.all(optimizer)).hasSize(44);
  }

  @Test
  void create_moreThanALongCounts_isRefusedWithItsSize() {
    SearchSpace space =
        SearchSpace.of(
            IntStream.range(0, 20).mapToObj(i -> Parameter.real("x" + i, 0, 1)).toList());
    Grid grid = Grid.withDefaults().points(10).partial();
    assertThatThrownBy(() -> Asking.create(grid, Asking.setting(space, 1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(
            "optimizer 'grid': the grid has 100000000000000000000 treatments, more than 2^63 - 1");
  }

  private Optimizer create(Map<String, ?> options) {
    var provider = Grid.withDefaults().provider();
    return provider.create(setting.withOptions(provider, options));
  }
}
