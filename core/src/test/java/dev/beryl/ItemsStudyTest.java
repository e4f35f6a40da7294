package dev.beryl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.beryl.journal.Durability;
import dev.beryl.journal.JournalTrials;
import dev.beryl.space.Parameter;
import dev.beryl.space.PermutationParameter;
import dev.beryl.space.SearchSpace;
import dev.beryl.space.SubsetParameter;
import dev.beryl.study.StudyResult;
import dev.beryl.trial.Objective;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Studies that choose subsets and orders, in their journal and exports. */
class ItemsStudyTest {
  enum Column {
    AGE,
    HEIGHT,
    WEIGHT
  }

  private static final SubsetParameter<Column> COLUMNS =
      Parameter.subset("columns", List.of(Column.values()), 1, 2).withDefault(List.of(Column.AGE));
  private static final PermutationParameter<Integer> ORDER =
      Parameter.permutation("order", List.of(1, 2, 3)).when(Parameter.flag("ordered"), true);
  private static final SearchSpace SPACE =
      SearchSpace.of(COLUMNS, Parameter.flag("ordered"), ORDER);
  private static final Experiment<Double> EXPERIMENT =
      Experiment.measuring("loss", ctx -> ctx.get(COLUMNS).size() + order(ctx));

  @TempDir Path folder;

  private static double order(Context ctx) {
    return ctx.treatment().has("order") ? ctx.get(ORDER).getFirst() : 0;
  }

  private static Study study(SearchSpace space) {
    return Study.of(space, Objective.minimize("loss"))
        .optimizer(TestOptimizers.uniform())
        .trials(30)
        .seed(8);
  }

  @Test
  void journal_givesTheSameSpaceAndTrials_andTeachesAnotherStudy() {
    Path file = folder.resolve("study.journal");
    StudyResult first = EXPERIMENT.optimize(study(SPACE).journal(file, Durability.none()));

    StudyResult again = EXPERIMENT.optimize(study(SPACE).journal(file, Durability.none()));
    JournalTrials read = JournalTrials.read(file);
    StudyResult taught =
        EXPERIMENT.optimize(
            study(SPACE.with("columns", List.of(Column.AGE, Column.WEIGHT))).warmStart(file));

    assertThat(again.digest()).isEqualTo(first.digest());
    assertThat(read.trials().getFirst().treatment().space().orElseThrow().canonical())
        .isEqualTo(SPACE.canonical());
    assertThat(read.trials())
        .extracting(trial -> trial.treatment().toString())
        .isEqualTo(first.trials().stream().map(trial -> trial.treatment().toString()).toList());
    long fit =
        first.trials().stream()
            .filter(t -> t.treatment().get(COLUMNS).equals(List.of(Column.AGE, Column.WEIGHT)))
            .count();
    assertThat(fit).isPositive();
    assertThat(taught.identity()).contains("warm start from " + fit + " trials");
  }

  @Test
  void csvAndJson_haveTheListAsText() throws IOException {
    StudyResult result = EXPERIMENT.optimize(study(SPACE));
    Path csv = folder.resolve("trials.csv");
    Path json = folder.resolve("trials.json");

    result.writeCsv(csv);
    result.writeJson(json);

    String value = result.trials().getFirst().treatment().get(COLUMNS).toString();
    assertThat(value).isEqualTo("[HEIGHT, WEIGHT]");
    assertThat(Files.readString(csv)).contains(value);
    assertThat(Files.readString(json)).contains(value);
  }
}
