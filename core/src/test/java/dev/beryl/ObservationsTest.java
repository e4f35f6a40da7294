package dev.beryl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.beryl.space.CategoricalParameter;
import dev.beryl.space.IntegerParameter;
import dev.beryl.space.Parameter;
import dev.beryl.space.RealParameter;
import dev.beryl.space.SearchSpace;
import dev.beryl.study.StudyResult;
import dev.beryl.trial.Objective;
import dev.beryl.trial.Outcome;
import dev.beryl.trial.Trial;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Results from elsewhere, which a study learns from. */
class ObservationsTest {
  private static final RealParameter RATE = Parameter.real("rate", 1e-5, 1).log();
  private static final IntegerParameter DEPTH = Parameter.integer("depth", 1, 12);
  private static final CategoricalParameter<String> KIND = Parameter.choice("kind", "tree", "net");
  private static final CategoricalParameter<Boolean> WARM = Parameter.choice("warm", true, false);
  private static final SearchSpace SPACE =
      SearchSpace.of(RATE, DEPTH.when(KIND, "tree"), KIND, WARM.withDefault(true));
  private static final List<Objective> LOSS = List.of(Objective.minimize("loss"));

  /** As pandas writes the frame that Optuna 4 returns, with its index. */
  private static final String OPTUNA =
      """
      ,number,value,datetime_start,datetime_complete,duration,params_depth,params_kind,params_rate,params_warm,user_attrs_git,system_attrs_x,state
      0,0,0.25,2026-05-01 10:00:00.000001,2026-05-01 10:00:01.5,0 days 00:00:01.500000,3.0,tree,0.001,True,a1b2,,COMPLETE
      1,1,0.5,2026-05-01 10:00:02,2026-05-01 10:00:03,0 days 00:00:01,,net,0.1,False,,,COMPLETE
      2,2,,2026-05-01 10:00:04,2026-05-01 10:00:05,0 days 00:00:01,,net,0.2,False,,,FAIL
      3,3,0.9,2026-05-01 10:00:04,2026-05-01 10:00:05,1 days 02:00:01,,net,0.2,True,,,PRUNED
      4,4,,2026-05-01 10:00:04,,,,net,0.3,True,,,RUNNING
      """;

  private static Observations of(String csv) throws IOException {
    return Observations.of(SPACE).csv(new StringReader(csv));
  }

  @Test
  void optunasFrame_isReadAsItComes() throws IOException {
    List<Trial> trials = of(OPTUNA).trials(LOSS);

    assertThat(trials).extracting(Trial::number).containsExactly(-1, -2, -3, -4);
    Trial first = trials.getFirst();
    assertThat(first.treatment().values())
        .isEqualTo(Map.of("rate", 0.001, "depth", 3L, "kind", "tree", "warm", true));
    assertThat(first.value()).isEqualTo(0.25);
    assertThat(first.notes()).containsExactly(Map.entry("git", "a1b2"));
    assertThat(first.duration()).isEqualTo(Duration.ofMillis(1500));
    assertThat(trials.get(1).treatment().has("depth")).isFalse();
    assertThat(trials.get(1).treatment().get(WARM)).isFalse();
    assertThat(trials.get(2).outcome()).isInstanceOf(Outcome.Failed.class);
    assertThat(trials.get(3).outcome()).isInstanceOf(Outcome.Pruned.class);
    assertThat(trials.get(3).duration()).isEqualTo(Duration.ofHours(26).plusSeconds(1));
  }

  @Test
  void optunasFrame_ofSeveralObjectives_byIndexOrName() throws IOException {
    List<Objective> two = List.of(Objective.minimize("loss"), Objective.maximize("gain"));
    String head = "number,%s,%s,params_kind,params_rate,state\n0,0.5,7,net,0.1,COMPLETE\n";

    for (String csv :
        List.of(
            head.formatted("values_0", "values_1"),
            head.formatted("values_loss", "values_gain"),
            "gain,kind,loss,rate\r\n7,net,0.5,0.1\r\n")) {
      Trial trial = of(csv).trials(two).getFirst();
      assertThat(trial.value(0)).as(csv).isEqualTo(0.5);
      assertThat(trial.value(1)).as(csv).isEqualTo(7);
    }
  }

  @Test
  void ownExport_isReadBack() throws IOException {
    StudyResult result =
        Experiment.measuring(
                "loss",
                ctx -> {
                  ctx.note("a, \"b\"", "line 1\nline 2");
                  if (ctx.trial() == 3) {
                    throw new IllegalStateException("no, \"never\"\nagain");
                  }
                  return ctx.get(RATE);
                })
            .optimize(Study.of(SPACE, LOSS).optimizer(TestOptimizers.uniform()).trials(12));
    var csv = new StringWriter();
    result.writeCsv(csv);

    List<Trial> read = of(csv.toString()).trials(LOSS);

    assertThat(read)
        .extracting(trial -> trial.treatment().values())
        .containsExactlyElementsOf(
            result.trials().stream().map(trial -> trial.treatment().values()).toList());
    for (int i = 0; i < read.size(); i++) {
      assertThat(read.get(i).isCompleted()).isEqualTo(i != 3);
      assertThat(i == 3 ? 0 : read.get(i).value()).isEqualTo(i == 3 ? 0 : result.trial(i).value());
      assertThat(read.get(i).notes()).isEqualTo(result.trial(i).notes());
    }
  }

  @Test
  void study_learnsFromThem() throws IOException {
    var optimizer = OneParameter.proposing(8);
    Observations past =
        Observations.of(OneParameter.SPACE)
            .add(Map.of("x", 2), Map.of("loss", 3.0))
            .csv(new StringReader("\ufeffx,loss\n4,5\n"));

    OneParameter.study(optimizer).untilOptimizerEnds().warmStart(past).open().close();

    assertThat(optimizer.toldNumbers()).containsExactly(-1, -2);
    assertThat(optimizer.told()).extracting(Trial::value).containsExactly(3.0, 5.0);
  }

  @Test
  void columnsBesides_areMetrics_ifAllAreNumbers() throws IOException {
    List<Trial> trials =
        of("rate,kind,loss,time,machine\n0.1,net,1,30,a\n0.2,net,2,31,7\n").trials(LOSS);

    assertThat(trials.get(1).metrics()).containsExactly("loss", "time");
    assertThat(trials.get(1).samples("time").get(0)).isEqualTo(31);
  }

  @Test
  void faultsOfLines_areNamedTogether() {
    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            of(
                """
                rate,kind,depth,loss
                0.1,net,,1
                5,net,,1
                0.1,forest,,1
                0.1,tree,,1
                high,net,,1
                0.1,net,,1,9
                """))
        .withMessageStartingWith("csv has 5 faults:\n - line 3: parameter 'rate': expected real")
        .withMessageContainingAll(
            "\n - line 4: ",
            "'forest'",
            "\n - line 5: lacks a value for parameter",
            "\n - line 6: parameter 'rate': expected a number, got 'high'",
            "\n - line 7: expected 4 cells, got 5");
  }

  @Test
  void faultsOfColumns_areNamedTogether() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> of("params_rates,params_kind,parameter:kind\n"))
        .withMessageContainingAll(
            "line 1: column 'params_rates': the space has no such parameter",
            "did you mean 'rate'?",
            "leave it out with ignoring(\"params_rates\")",
            "line 1: two columns are for 'kind'",
            "line 1: no column for parameter 'rate', which has no default");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> of(""))
        .withMessage("csv: expected a line with the names of columns, got none");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> of("rate,kind\n0.1,\"net"))
        .withMessage("csv: line 2: a quote is opened here and not closed");
  }

  @Test
  void ignoredColumns_areLeftOut() throws IOException {
    Observations read =
        Observations.of(SPACE)
            .ignoring("params_seed")
            .csv(new StringReader("params_seed,params_rate,params_kind,value\n1,0.1,net,2\n"));

    assertThat(read.size()).isOne();
  }

  @Test
  void valuesOfMetrics_thatAreMissingOrNoNumbers_areNamedByLine() throws IOException {
    Observations read = of("rate,kind,loss\n0.1,net,\n0.1,net,low\n0.1,net,NaN\n0.1,net,2\n");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> Study.of(SPACE, LOSS).warmStart(read))
        .withMessage(
            """
            observations has 3 faults:
             - line 2: no value of the objective's metric 'loss'; there are none
             - line 3: column 'loss': expected a finite number, got 'low'
             - line 4: column 'loss': expected a finite number, got 'NaN'\
            """);
  }

  @Test
  void manyFaults_areCut() {
    String csv = "rate,kind,loss\n" + "7,net,1\n".repeat(30);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> of(csv))
        .withMessageStartingWith("csv has 30 faults:")
        .withMessageEndingWith("\n - and 10 more");
  }

  @Test
  void unknownState_isAFaultOfItsLine() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> of("rate,kind,loss,state\n0.1,net,1,DONE\n"))
        .withMessageContaining("line 2: expected how the trial ended, such as COMPLETE");
  }

  @Test
  void missingFile_isAnError() {
    assertThatExceptionOfType(NoSuchFileException.class)
        .isThrownBy(() -> Observations.of(SPACE).csv(Path.of("no-such.csv")));
    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            Observations.of(SPACE)
                .add(Map.of("rate", 2, "kind", "net"), Map.of("loss", Double.NaN)))
        .withMessageContainingAll("metric 'loss': expected a finite number", "'rate'");
  }
}
