package dev.beryl.tck;

import dev.beryl.spi.Pruner;
import dev.beryl.spi.PrunerProvider;
import dev.beryl.spi.PrunerSetting;
import dev.beryl.trial.Report;
import dev.beryl.trial.Trial;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One rule of pruners, with certain curves, under one seed.
 *
 * @param options with which they are made
 * @param curves what replicates report
 * @param seed of the pruner and of the study that is played with it
 */
record PrunerCase(
    PrunerContract contract,
    PrunerProvider provider,
    Map<String, ?> options,
    Rule rule,
    Curves curves,
    long seed)
    implements Case {

  PrunerCase with(long otherSeed) {
    return new PrunerCase(contract, provider, options, rule, curves, otherSeed);
  }

  PrunerCase with(Curves other, Map<String, ?> otherOptions) {
    return new PrunerCase(contract, provider, otherOptions, rule, other, seed);
  }

  @Override
  public Rule tested() {
    return rule;
  }

  @Override
  public String kindOfPlace() {
    return "curves";
  }

  @Override
  public String place() {
    return curves.name();
  }

  PrunerSetting setting() {
    return PrunerSetting.of(curves.problem(), seed)
        .withReplicates(curves.replicates())
        .withOptions(provider, options);
  }

  Pruner create() {
    Pruner pruner = call("create", () -> provider.create(setting()));
    require(pruner != null, -1, "create returned null");
    return pruner;
  }

  /** A new pruner that was told trials. */
  Pruner create(List<Trial> told) {
    Pruner pruner = create();
    told.forEach(trial -> tell(pruner, trial));
    return pruner;
  }

  Pruner.Judge begin(Pruner pruner, int trial) {
    Pruner.Judge judge = call(trial, "begin(%s)".formatted(trial), () -> pruner.begin(trial));
    require(judge != null, trial, "begin(%s) returned null", trial);
    return judge;
  }

  /** A judge as bytes; null if it does not write itself. */
  byte @Nullable [] write(Pruner.Judge judge, int trial) {
    Optional<byte[]> written = call(trial, "write()", judge::write);
    require(written != null, trial, "write() returned null; return Optional.empty()");
    return written.orElse(null);
  }

  Pruner.Judge read(Pruner pruner, int trial, byte[] judge) {
    String call = "read(the %s bytes of write())".formatted(judge.length);
    Pruner.Judge read = call(trial, call, () -> pruner.read(judge.clone()));
    require(read != null, trial, "%s returned null", call);
    return read;
  }

  /** After how many replicates the judges are asked. */
  int[] rounds(Pruner pruner) {
    int[] rounds = call("rounds()", pruner::rounds);
    require(rounds != null, -1, "rounds() returned null; return an empty array if there are none");
    return rounds.clone();
  }

  boolean prunesAfter(Pruner.Judge judge, int trial, int replicates, double... values) {
    String asked = "prunesAfter(%s, %s)".formatted(replicates, Arrays.toString(values));
    return call(trial, asked, () -> judge.prunesAfter(replicates, values.clone()));
  }

  boolean prunes(Pruner.Judge judge, int trial, Report report) {
    return call(trial, "prunes(" + report + ")", () -> judge.prunes(report));
  }

  void tell(Pruner pruner, Trial trial) {
    run(
        trial.number(),
        "tell(trial %s, %s)".formatted(trial.number(), trial.outcome()),
        () -> pruner.tell(trial));
  }
}
