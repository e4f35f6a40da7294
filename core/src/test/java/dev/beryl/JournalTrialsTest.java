package dev.beryl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.beryl.execution.MetricValues;
import dev.beryl.execution.ReplicateResult;
import dev.beryl.journal.Durability;
import dev.beryl.journal.JournalException;
import dev.beryl.journal.JournalExport;
import dev.beryl.journal.JournalReader;
import dev.beryl.journal.JournalRecord;
import dev.beryl.journal.JournalTrials;
import dev.beryl.result.JsonTree;
import dev.beryl.space.CategoricalParameter;
import dev.beryl.space.IntegerParameter;
import dev.beryl.space.OrdinalParameter;
import dev.beryl.space.Parameter;
import dev.beryl.space.RealParameter;
import dev.beryl.space.SearchSpace;
import dev.beryl.spi.OptimizerChoice;
import dev.beryl.study.Ending;
import dev.beryl.study.StudyResult;
import dev.beryl.text.Durations;
import dev.beryl.trial.Aggregation;
import dev.beryl.trial.Objective;
import dev.beryl.trial.Outcome;
import dev.beryl.trial.OutcomeConstraint;
import dev.beryl.trial.Trial;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Trials and results made of a journal alone: they are those of the study. */
@Timeout(120)
class JournalTrialsTest {
  private static final PrintStream NOWHERE = new PrintStream(OutputStream.nullOutputStream());
  private static final OptimizerChoice CHAINED =
      TestOptimizers.of(setting -> new ChainedOptimizer(setting.space(), setting.seed()));

  private enum Color {
    RED,
    BLUE
  }

  private static final RealParameter RATE = Parameter.real("rate", 1e-4, 1).log().withDefault(0.01);
  private static final RealParameter SHARE =
      Parameter.real("share", 0, 1).step(0.25).withDefault(0.5);
  private static final CategoricalParameter<Boolean> FLAG =
      Parameter.flag("flag").withDefault(true);
  private static final CategoricalParameter<Integer> COUNT = Parameter.choice("count", 1, 20, 300);
  private static final OrdinalParameter<Color> COLOR =
      Parameter.ordinal("color", Color.RED, Color.BLUE).when(FLAG, true);
  private static final IntegerParameter LAYERS = Parameter.integer("layers", 3, 9).step(2).log();
  private static final RealParameter DROP = Parameter.real("drop", 0, 1).when(LAYERS, 5, 7);
  private static final SearchSpace RICH =
      SearchSpace.of(DROP, RATE, SHARE, COLOR, FLAG, COUNT, LAYERS)
          .subjectTo("not the lot", t -> !(t.get(FLAG) && t.get(COUNT) == 300));

  private static final Experiment<Double> NOTING =
      Experiment.measuring(
          "loss",
          ctx -> {
            ctx.note("model", "trial " + ctx.trial() + " ü\n" + ctx.replicate());
            if (ctx.trial() % 3 == 1) {
              ctx.note("odd", "");
            }
            ctx.record("time", ctx.replicate());
            return ctx.get(RATE) + ctx.get(SHARE) * (1 + ctx.replicate());
          });

  @TempDir Path folder;
  private Path journal;

  @BeforeEach
  void name() {
    journal = folder.resolve("study.journal");
  }

  private static Study mischievous() {
    return mischievous(40);
  }

  private static Study mischievous(int trials) {
    return Study.of(FaultyReplicates.SPACE, FaultyReplicates.LOSS, FaultyReplicates.GAIN)
        .optimizer(CHAINED)
        .trials(trials)
        .replicates(3)
        .neverFail();
  }

  private static Study rich(Objective... objectives) {
    return Study.of(RICH, objectives).optimizer(CHAINED).trials(40).neverFail();
  }

  static Stream<Arguments> studies() {
    Experiment<Double> bad = FaultyReplicates.of(0.4).experiment();
    var mortal = new MortalStudy("none", "chained", 2, 3, false, 77);
    return Stream.of(
        arguments("failures", bad, mischievous()),
        arguments("tolerated", bad, mischievous().tolerateReplicates(1)),
        arguments("penalized", bad, mischievous().penalize(2, -1)),
        arguments("retried", bad, mischievous().retries(2).threads(2)),
        arguments(
            "pruned",
            FaultyReplicates.of(0.2).reporting().experiment(),
            mischievous().pruner(TestPruners.aboveTheMean())),
        arguments(
            "timed out",
            FaultyReplicates.of(0.6).hanging().experiment(),
            mischievous(20).replicateTimeout(Duration.ofMillis(20)).threads(2)),
        arguments("eager", bad, mischievous().parallelism(4).threads(4).tellAsCompleted()),
        arguments(
            "all kinds, conditional, constrained",
            FaultyReplicates.of(0.3).reporting().experiment(),
            mortal.study(NOWHERE)),
        arguments("rich space, notes", NOTING, rich(Objective.minimize("loss")).replicates(2)),
        arguments(
            "aggregations",
            NOTING,
            rich(
                    Objective.minimize("loss", Aggregation.cvar(0.5)),
                    Objective.maximize("loss", Aggregation.meanPlusSd(2)))
                .outcomeConstraints(
                    OutcomeConstraint.atLeast("time", 0.5).aggregatedBy(Aggregation.quantile(0.75)))
                .replicates(4)),
        arguments(
            "aggregation of its own",
            NOTING,
            rich(Objective.minimize("loss", Aggregation.of("odd one", samples -> samples.get(1))))
                .outcomeConstraints(
                    OutcomeConstraint.atMost("time", 9)
                        .aggregatedBy(Aggregation.of("odd", samples -> samples.get(0))))
                .replicates(2)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("studies")
  void result_ofTheJournal_isThatOfTheStudy(String name, Experiment<Double> experiment, Study study)
      throws IOException {
    StudyResult live = experiment.optimize(study.journal(journal, Durability.none()));

    assertSame(JournalTrials.read(journal).result(), live);
  }

  private void assertSame(StudyResult read, StudyResult live) throws IOException {
    assertThat(read.digest()).isEqualTo(live.digest());
    assertThat(read.identity()).isEqualTo(live.identity());
    assertThat(read.optimizer()).isEqualTo(live.optimizer());
    assertThat(read.seed()).isEqualTo(live.seed());
    assertThat(read.ending()).isEqualTo(live.ending());
    assertThat(read.endingText()).isEqualTo(live.endingText());
    assertThat(read.isReproducible()).isEqualTo(live.isReproducible());
    assertThat(read.space().canonical()).isEqualTo(live.space().canonical());
    assertThat(read.objectives()).map(Object::toString).isEqualTo(texts(live.objectives()));
    assertThat(read.outcomeConstraints())
        .map(Object::toString)
        .isEqualTo(texts(live.outcomeConstraints()));
    assertThat(read.trials()).map(this::facts).isEqualTo(facts(live.trials()));
    assertThat(read.paretoFront()).map(this::facts).isEqualTo(facts(live.paretoFront()));
    assertThat(read.bestLossSoFar()).containsExactly(live.bestLossSoFar());
    String warnings =
        live.warnings().stream().map(each -> "; warning: " + each).collect(Collectors.joining());
    assertThat(withoutTime(read) + warnings).isEqualTo(withoutTime(live));
    assertExportsAreAlike(live);
  }

  /** The journal's time is that of its process, which closes it before the study has ended. */
  private static String withoutTime(StudyResult result) {
    String time = " in " + Durations.about(result.elapsed());
    assertThat(result.toString()).contains(time);
    return result.toString().replace(time, "");
  }

  private static List<String> texts(List<?> values) {
    return values.stream().map(Object::toString).toList();
  }

  private List<List<Object>> facts(List<Trial> trials) {
    return trials.stream().map(this::facts).toList();
  }

  /** All that a trial says. */
  private List<Object> facts(Trial trial) {
    var facts = new ArrayList<Object>(List.of(trial.number(), trial.toString()));
    facts.addAll(List.of(trial.replicates(), trial.duration(), trial.reports(), trial.notes()));
    facts.add(List.copyOf(trial.notes().keySet()));
    for (String metric : trial.metrics()) {
      facts.addAll(List.of(metric, trial.samples(metric)));
    }
    for (int i = 0; trial.isCompleted() && i < trial.objectives().size(); i++) {
      facts.addAll(List.of(trial.value(i), trial.loss(i), trial.standardError(i)));
    }
    for (int i = 0; trial.isCompleted() && i < trial.outcomeConstraints().size(); i++) {
      facts.add(trial.excess(i));
    }
    facts.add(trial.isFeasible());
    return facts;
  }

  /** A file that reads one can read the other. */
  private void assertExportsAreAlike(StudyResult live) throws IOException {
    Path file = folder.resolve("export");
    var out = new ByteArrayOutputStream();
    JournalExport.csv(journal, out);
    live.writeCsv(file);
    assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo(Files.readString(file));

    out.reset();
    JournalExport.json(journal, out);
    live.writeJson(file);
    Map<String, Object> read = JsonTree.parse(out.toByteArray());
    Map<String, Object> written = JsonTree.parse(Files.readAllBytes(file));
    assertThat(read.remove("seconds")).isInstanceOf(Number.class);
    written.remove("seconds");
    assertThat(read).isEqualTo(written);
  }

  @Test
  void allOutcomes_areAmongTheStudies() throws IOException {
    Set<String> outcomes =
        studies()
            .flatMap(arguments -> {
              var experiment = (Experiment<?>) arguments.get()[1];
              return experiment.optimize((Study) arguments.get()[2]).trials().stream();
            })
            .map(trial -> trial.outcome().getClass().getSimpleName())
            .collect(Collectors.toSet());

    assertThat(outcomes)
        .containsExactlyInAnyOrder("Completed", "Failed", "Pruned", "TimedOut", "Rejected");
  }

  @Test
  void session_withTellsOfAllKinds_isTheSame() throws IOException {
    Study study =
        Study.of(
                OneParameter.SPACE.subjectTo("allowed", t -> t.get(OneParameter.X) < 7),
                OneParameter.LOSS)
            .optimizer(CHAINED)
            .trials(20)
            .penalize(3)
            .neverFail();
    StudyResult live;
    try (StudySession session = study.journal(journal, Durability.none()).open()) {
      while (!session.isOver()) {
        for (Proposal proposal : session.ask(2)) {
          double x = proposal.treatment().get(OneParameter.X);
          switch (proposal.number() % 4) {
            case 0 -> session.fail(proposal.number(), new IllegalStateException("by hand"));
            case 1 -> session.tell(proposal.number(), Double.NaN);
            case 2 -> session.tell(proposal.number(), Map.of("loss", new double[] {x, x + 1, 9}));
            default -> session.tell(proposal.number(), x);
          }
        }
      }
      live = session.result();
    }

    assertSame(JournalTrials.read(journal).result(), live);
  }

  @Test
  void accept_recordByRecord_givesEachTrialAsItIsTold() throws IOException {
    StudyResult live =
        FaultyReplicates.of(0.3).optimize(mischievous().journal(journal, Durability.none()));
    var given = new ArrayList<Trial>();
    try (JournalReader reader = JournalReader.open(journal)) {
      var trials = new JournalTrials(reader.header());
      for (JournalRecord record = reader.next(); record != null; record = reader.next()) {
        trials.accept(record).ifPresent(given::add);
        assertThat(trials.trials()).hasSameSizeAs(given);
      }
      assertThat(trials.header()).isEqualTo(reader.header());
    }

    assertThat(given).map(this::facts).isEqualTo(facts(live.trials()));
  }

  @Test
  void accept_recordThatContradictsThoseBefore_isRefusedAndNotTaken() {
    OneParameter.EXPERIMENT.optimize(OneParameter.study(4, 2).journal(journal, Durability.none()));
    List<JournalRecord> records = Journals.records(journal);
    try (JournalReader reader = JournalReader.open(journal)) {
      var trials = new JournalTrials(reader.header());
      var replicate =
          new ReplicateResult(
              0,
              0,
              Outcome.COMPLETED,
              List.of(new MetricValues("loss", 4)),
              List.of(),
              Map.of(),
              Duration.ZERO);
      assertThatIllegalArgumentException()
          .isThrownBy(
              () -> trials.accept(new JournalRecord.ReplicateEnded(replicate, Optional.empty())))
          .withMessage("a replicate of trial 0 ended, but only 0 trials were proposed");
      records.forEach(trials::accept);

      assertThat(trials.trials()).hasSize(2);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> records.forEach(trials::accept))
          .withMessage("trial 0 is proposed after 2 others");
    }
  }

  @Test
  void studyThatHasNotEnded_saysSo_andHasWhatWasTold() {
    try (StudySession session = OneParameter.study(4, 2, 3).journal(journal).open()) {
      session.ask(2);
      session.tell(1, 2);
    }
    assertThat(JournalTrials.read(journal).result().endingText())
        .isEqualTo("the session has not ended yet");
    try (StudySession session =
        OneParameter.study(4, 2, 3).journal(journal, Durability.everyRecord()).open()) {
      session.tell(0, 4);
      StudyResult read = JournalTrials.read(journal).result();

      assertThat(read.trials()).extracting(Trial::number).containsExactly(1, 0);
      assertThat(read.recommended()).hasToString("{x=2.0}");
      assertThat(read.ending()).isEqualTo(Ending.STOPPED);
      assertThat(read.endingText()).startsWith("the journal has no end of the study");
      assertThat(read.isReproducible()).isFalse();
    }
  }

  @Test
  void elapsed_addsUpTheProcessesThatEnded() {
    for (int trials : new int[] {2, 3}) {
      OneParameter.EXPERIMENT.optimize(OneParameter.study(4, 2, 3).trials(trials).journal(journal));
    }
    Duration sum =
        Journals.records(journal, JournalRecord.Ended.class).stream()
            .map(JournalRecord.Ended::elapsed)
            .reduce(Duration.ZERO, Duration::plus);

    assertThat(JournalTrials.read(journal).result().elapsed()).isPositive().isEqualTo(sum);
  }

  @Test
  void problem_comesBackWhole_butForCode() {
    NOTING.optimize(
        rich(Objective.minimize("loss", Aggregation.of("mine", samples -> 1)))
            .penalize(7)
            .retries(2)
            .seed(99)
            .parallelism(3)
            .journal(journal));
    var header = JournalTrials.read(journal).header();
    SearchSpace space = header.problem().space();

    assertThat(header.identity()).startsWith(space.canonical());
    assertThat(space.canonical()).isEqualTo(RICH.canonical());
    assertThat(space.parameters())
        .filteredOn(parameter -> !parameter.name().equals("color"))
        .isEqualTo(
            RICH.parameters().stream()
                .filter(parameter -> !parameter.name().equals("color"))
                .toList());
    assertThat(((OrdinalParameter<?>) space.parameters().get(3)).values())
        .as("constants of an enum are texts")
        .isEqualTo(List.of("RED", "BLUE"));
    assertThat(space.constraints().getFirst().satisfied())
        .accepts(space.fromCoordinates(new long[] {0, Double.doubleToLongBits(1), 0, 0, 1, 2, 3}));
    Aggregation mine = header.problem().objectives().getFirst().aggregation();
    assertThat(mine.isKnownByNameOnly()).isTrue();
    assertThat(mine.name()).isEqualTo("mine");
    assertThat(header.replication().penalties()).containsExactly(7.0);
    assertThat(header.replication().retries()).isEqualTo(2);
    assertThat(header.search().seed()).isEqualTo(99);
    assertThat(header.search().parallelism()).isEqualTo(3);
    assertThat(header.search().optimizer()).isEqualTo("test");
    assertThat(header.search().options()).isEqualTo("points=10");
    assertThat(header.study()).matches("[0-9a-f]{64}");
  }

  @Test
  void reproduce_isRefused() {
    OneParameter.EXPERIMENT.optimize(OneParameter.study(4).journal(journal));
    StudyResult read = JournalTrials.read(journal).result();

    assertThatExceptionOfType(UnsupportedOperationException.class)
        .isThrownBy(() -> read.reproduce(read.trials().getFirst()))
        .withMessage(
            "a journal has no experiment to run trial 0 {x=4.0} loss=4.0 with; run its"
                + " treatment again there");
  }

  @Test
  void damagedJournal_isNoResult() throws IOException {
    OneParameter.EXPERIMENT.optimize(OneParameter.study(4, 2).journal(journal, Durability.none()));
    byte[] bytes = Files.readAllBytes(journal);
    int at = Math.toIntExact(Journals.ends(journal).get(2));
    bytes[at + 20] ^= 1;
    Files.write(journal, bytes);

    assertThatExceptionOfType(JournalException.class)
        .isThrownBy(() -> JournalTrials.read(journal))
        .withMessageContaining("damaged at offset " + at);
  }

  /** Each is a study that a process left: the trials are the first ones of the study. */
  @Test
  void cutAfterEachRecord_hasTheTrialsThatWereTold() throws IOException {
    StudyResult live =
        FaultyReplicates.of(0.3).optimize(mischievous(15).journal(journal, Durability.none()));
    List<List<Object>> all = facts(live.trials());
    byte[] whole = Files.readAllBytes(journal);
    List<Long> ends = Journals.ends(journal);
    List<JournalRecord> records = Journals.records(journal);
    IntStream.range(0, ends.size())
        .forEach(kept -> {
          try {
            Files.write(journal, Arrays.copyOf(whole, Math.toIntExact(ends.get(kept))));
          } catch (IOException e) {
            throw new AssertionError(e);
          }
          long told =
              records.subList(0, kept).stream()
                  .filter(JournalRecord.Told.class::isInstance)
                  .count();
          assertThat(facts(JournalTrials.read(journal).trials()))
              .isEqualTo(all.subList(0, (int) told));
        });
  }
}
