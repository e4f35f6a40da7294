package dev.beryl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.beryl.binary.BytesIn.Malformed;
import dev.beryl.binary.BytesOut;
import dev.beryl.execution.MetricValues;
import dev.beryl.execution.ReplicateResult;
import dev.beryl.journal.JournalHeader;
import dev.beryl.journal.JournalRecord;
import dev.beryl.journal.format.HeaderCodec;
import dev.beryl.journal.format.RecordCodec;
import dev.beryl.space.SearchSpace;
import dev.beryl.spi.Delegation;
import dev.beryl.study.Ending;
import dev.beryl.trial.Aggregation;
import dev.beryl.trial.Objective;
import dev.beryl.trial.Origin;
import dev.beryl.trial.Outcome;
import dev.beryl.trial.OutcomeConstraint;
import dev.beryl.trial.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What is put as bytes is taken out of them again. */
class JournalCodecProperties {

  @Provide
  Arbitrary<SearchSpace> spaces() {
    return RandomSpaces.spaces();
  }

  @Provide
  Arbitrary<Aggregation> aggregations() {
    return Arbitraries.of(
        Aggregation.mean(),
        Aggregation.quantile(0.9),
        Aggregation.cvar(0.75),
        Aggregation.meanPlusSd(1.5),
        Aggregation.of("größer, als (1)", samples -> 0));
  }

  private static Problem problem(SearchSpace space, Aggregation aggregation) {
    OutcomeConstraint bound = OutcomeConstraint.atLeast("zeit", -0.5).aggregatedBy(aggregation);
    return new Problem(
        space.subjectTo("a", t -> false).subjectTo("b \"c\"\n", t -> true),
        List.of(Objective.maximize("gain", aggregation), Objective.minimize("loss", aggregation)),
        List.of(aggregation.equals(Aggregation.mean()) ? bound.withMargin(2.5) : bound));
  }

  private static JournalHeader header(
      Problem problem, String text, boolean a, boolean b, boolean c, long number) {
    int count = (int) (number & 0xff);
    return new JournalHeader(
        text,
        a,
        problem,
        new JournalHeader.Replication(
            1 + count, b, count, 2 * count, c ? List.of(1.0, -0.0, 1e300) : List.of(), a),
        new JournalHeader.Search(text, "x=1", number, 1 + count, c),
        a ? "" : text);
  }

  @Property(tries = 300, seed = "20261201")
  void header_readBack_saysTheSame(
      @ForAll("spaces") SearchSpace space,
      @ForAll("aggregations") Aggregation aggregation,
      @ForAll boolean a,
      @ForAll boolean b,
      @ForAll boolean c,
      @ForAll long number)
      throws Malformed {
    Problem problem = problem(space, aggregation);
    JournalHeader header = header(problem, "ü\n😀", a, b, c, number);

    byte[] bytes = HeaderCodec.toBytes(header);
    JournalHeader read = HeaderCodec.fromBytes(bytes);

    assertThat(HeaderCodec.toBytes(read)).isEqualTo(bytes);
    assertThat(read.identity()).isEqualTo(header.identity());
    assertThat(read.session()).isEqualTo(header.session());
    assertThat(read.replication()).isEqualTo(header.replication());
    assertThat(read.search()).isEqualTo(header.search());
    assertThat(read.name()).isEqualTo(header.name());
    assertThat(read.problem().space().canonical()).isEqualTo(problem.space().canonical());
    assertThat(read.problem().space().parameters()).isEqualTo(problem.space().parameters());
    assertThat(read.problem().objectives().toString()).isEqualTo(problem.objectives().toString());
    assertThat(read.problem().constraints().toString()).isEqualTo(problem.constraints().toString());
  }

  @Property(tries = 100, seed = "20261202")
  void header_cutAnywhere_isMalformed(
      @ForAll("spaces") SearchSpace space, @ForAll("aggregations") Aggregation aggregation) {
    byte[] bytes =
        HeaderCodec.toBytes(header(problem(space, aggregation), "x", true, true, true, 3));
    for (int length = 0; length < bytes.length; length++) {
      byte[] cut = Arrays.copyOf(bytes, length);
      assertThatExceptionOfType(Malformed.class).isThrownBy(() -> HeaderCodec.fromBytes(cut));
    }
  }

  @Property(tries = 300, seed = "20261203")
  void records_readBack_areEqual(@ForAll("spaces") SearchSpace space, @ForAll long seed)
      throws Malformed {
    var random = new SplittableRandom(seed);
    Problem problem = problem(space, Aggregation.mean());
    var codec = new RecordCodec(problem);
    double[] unit = random.doubles(space.dimension()).toArray();
    int trial = random.nextInt(1 << random.nextInt(1, 31));
    Duration time = Duration.ofNanos(random.nextLong(Long.MAX_VALUE));
    var estimate = new JournalRecord.Estimate(random.nextDouble(), Double.NaN);
    var replicate =
        new ReplicateResult(
            trial,
            random.nextInt(99),
            Outcome.COMPLETED,
            List.of(new MetricValues("m", random.doubles(3).toArray())),
            List.of(),
            Map.of("k", "v"),
            time);
    for (JournalRecord record :
        List.of(
            new JournalRecord.Opened(
                random.nextBoolean() ? OptionalInt.of(1 + trial) : OptionalInt.empty(),
                "1.0-ü",
                "",
                Instant.ofEpochMilli(random.nextLong(1L << 50))),
            new JournalRecord.Asked(trial, random.nextInt(9), problem.space().fromUnit(unit)),
            new JournalRecord.Given(trial, 0, Origin.GIVEN, problem.space().fromUnit(unit)),
            new JournalRecord.Given(trial, 7, Origin.ENQUEUED, problem.space().fromUnit(unit)),
            new JournalRecord.Given(trial, 0, Origin.BASELINE, problem.space().fromUnit(unit)),
            new JournalRecord.Enqueued(problem.space().fromUnit(unit)),
            new JournalRecord.Replaced(trial, problem.space().fromUnit(unit)),
            new JournalRecord.Rerun(trial),
            new JournalRecord.Note("ü", "a\n"),
            new JournalRecord.NothingProposed(trial),
            new JournalRecord.Delegated(new Delegation(trial, "tpe", "as it is")),
            new JournalRecord.ReplicateEnded(replicate, Optional.empty()),
            new JournalRecord.ReplicateEnded(replicate, Optional.of(time)),
            new JournalRecord.Told(
                trial, Outcome.COMPLETED, time, List.of(estimate, estimate, estimate)),
            new JournalRecord.Told(
                trial, new Outcome.Rejected("c", "threw: ü", null), time, List.of()),
            new JournalRecord.Revised(trial, time, List.of(estimate, estimate, estimate)),
            new JournalRecord.Decision("ü", List.of(new JournalRecord.Share(trial, 3, 30))),
            new JournalRecord.Ended(Ending.TARGET, "reached\n", time))) {
      var out = new BytesOut(16);
      codec.put(out, record);

      assertThat(codec.fromBytes(out.toBytes())).isEqualTo(record);
    }
  }
}
