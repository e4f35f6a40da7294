package dev.beryl.api;

import dev.beryl.Context;
import dev.beryl.Experiment;
import dev.beryl.ExperimentBuilder;
import dev.beryl.Folds;
import dev.beryl.HandRunner;
import dev.beryl.Measure;
import dev.beryl.Observations;
import dev.beryl.OneParameter;
import dev.beryl.PairedComparison;
import dev.beryl.PairedResults;
import dev.beryl.Proposal;
import dev.beryl.Resource;
import dev.beryl.Run;
import dev.beryl.RunResult;
import dev.beryl.RunningStudy;
import dev.beryl.Source;
import dev.beryl.Step;
import dev.beryl.Study;
import dev.beryl.StudySession;
import dev.beryl.StudyWorker;
import dev.beryl.TestOptimizers;
import dev.beryl.TestPruners;
import dev.beryl.UnitSession;
import dev.beryl.execution.ReplicateResult;
import dev.beryl.execution.Runner;
import dev.beryl.fault.Faults;
import dev.beryl.journal.Durability;
import dev.beryl.journal.JournalHeader;
import dev.beryl.journal.JournalReader;
import dev.beryl.journal.JournalRecord;
import dev.beryl.journal.JournalTrials;
import dev.beryl.random.Philox;
import dev.beryl.random.PhiloxRandom;
import dev.beryl.space.CategoricalParameter;
import dev.beryl.space.ChoiceParameter;
import dev.beryl.space.Condition;
import dev.beryl.space.Constraint;
import dev.beryl.space.IntegerParameter;
import dev.beryl.space.ItemsParameter;
import dev.beryl.space.Lattice;
import dev.beryl.space.OrdinalParameter;
import dev.beryl.space.Parameter;
import dev.beryl.space.PermutationParameter;
import dev.beryl.space.RealParameter;
import dev.beryl.space.RecordSpace;
import dev.beryl.space.SearchSpace;
import dev.beryl.space.SubsetParameter;
import dev.beryl.space.Treatment;
import dev.beryl.spi.Capabilities;
import dev.beryl.spi.OptimizerChoice;
import dev.beryl.spi.OptimizerProvider;
import dev.beryl.spi.OptimizerSetting;
import dev.beryl.spi.Option;
import dev.beryl.spi.Options;
import dev.beryl.spi.PluginProvider;
import dev.beryl.spi.PluginSetting;
import dev.beryl.spi.PrunerChoice;
import dev.beryl.spi.PrunerProvider;
import dev.beryl.spi.PrunerSetting;
import dev.beryl.study.FailurePolicy;
import dev.beryl.study.StudyListener;
import dev.beryl.study.StudyResult;
import dev.beryl.study.Verdict;
import dev.beryl.trial.Aggregation;
import dev.beryl.trial.Direction;
import dev.beryl.trial.Moments;
import dev.beryl.trial.Objective;
import dev.beryl.trial.Outcome;
import dev.beryl.trial.OutcomeConstraint;
import dev.beryl.trial.Problem;
import dev.beryl.trial.Report;
import dev.beryl.trial.Samples;
import dev.beryl.trial.Trial;
import dev.beryl.trial.TrialBuilder;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.Reader;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.Writer;
import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongUnaryOperator;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Arguments that calls accept, by type, and the objects on which methods are called. */
final class ValidArguments {
  private static final RealParameter X = OneParameter.X;
  private static final Problem PROBLEM = Problem.of(OneParameter.SPACE, OneParameter.LOSS);

  /** A record that is a search space. */
  record Switch(boolean on) {}

  private final Path folder;
  private final Map<Class<?>, Callable<?>> table = new LinkedHashMap<>();

  ValidArguments(Path folder) {
    this.folder = folder;
    jdk();
    spi();
    core();
  }

  private <T> void put(Class<T> type, Callable<? extends T> value) {
    table.put(type, value);
  }

  private void jdk() {
    put(boolean.class, () -> true);
    put(int.class, () -> 1);
    put(long.class, () -> 1L);
    put(double.class, () -> 0.5);
    put(byte.class, () -> (byte) 1);
    put(String.class, () -> "loss");
    put(CharSequence.class, () -> "loss");
    put(Object.class, () -> "a");
    put(Comparable.class, () -> "a");
    put(Number.class, () -> 1);
    put(Double.class, () -> 0.5);
    put(Integer.class, () -> 1);
    put(Long.class, () -> 1L);
    put(Duration.class, () -> Duration.ofSeconds(1));
    put(Instant.class, () -> Instant.EPOCH);
    put(Path.class, () -> folder.resolve("some.file"));
    put(Executor.class, () -> (Executor) Runnable::run);
    put(Throwable.class, () -> new IllegalStateException("a test"));
    put(Class.class, () -> Direction.class);
    put(OptionalDouble.class, () -> OptionalDouble.of(1));
    put(OptionalInt.class, () -> OptionalInt.of(1));
    put(OutputStream.class, ByteArrayOutputStream::new);
    put(Appendable.class, StringWriter::new);
    put(Writer.class, StringWriter::new);
    put(AutoCloseable.class, () -> (AutoCloseable) () -> {});
    put(Callable.class, () -> (Callable<AutoCloseable>) () -> () -> {});
    put(Consumer.class, () -> (Consumer<Object>) _ -> {});
    put(Predicate.class, () -> (Predicate<Object>) _ -> false);
    put(Function.class, () -> (Function<Object, Object>) given -> given);
    put(ToDoubleFunction.class, () -> (ToDoubleFunction<Object>) _ -> 0.5);
    put(RandomGenerator.class, () -> new PhiloxRandom(1, 2));
    put(Supplier.class, () -> (Supplier<Object>) () -> "a");
  }

  private void spi() {
    put(Faults.class, () -> new Faults("a test"));
    put(PhiloxRandom.class, () -> new PhiloxRandom(1, 2));
    put(RealParameter.class, () -> X);
    put(IntegerParameter.class, () -> Parameter.integer("n", 1, 5));
    put(CategoricalParameter.class, () -> Parameter.choice("c", "a", "b"));
    put(OrdinalParameter.class, () -> Parameter.ordinal("o", "a", "b"));
    put(ChoiceParameter.class, () -> Parameter.choice("c", "a", "b"));
    put(SubsetParameter.class, () -> Parameter.subset("s", List.of("a", "b"), 0, 1));
    put(PermutationParameter.class, () -> Parameter.permutation("p", List.of("a", "b")));
    put(ItemsParameter.class, () -> Parameter.permutation("p", List.of("a", "b")));
    put(Parameter.class, () -> X);
    put(
        Condition.class,
        () -> X.when(Parameter.choice("c", "a", "b"), "a").condition().orElseThrow());
    put(Lattice.class, () -> SearchSpace.of(Parameter.integer("n", 1, 5)).lattice());
    put(Constraint.class, () -> new Constraint("c", _ -> true));
    put(SearchSpace.class, () -> OneParameter.SPACE);
    put(RecordSpace.class, () -> SearchSpace.of(Switch.class));
    put(Treatment.class, () -> OneParameter.at(3));
    put(Objective.class, () -> OneParameter.LOSS);
    put(OutcomeConstraint.class, () -> OutcomeConstraint.atMost("loss", 5));
    put(Problem.class, () -> PROBLEM);
    put(Moments.class, Moments::new);
    put(PluginSetting.class, () -> OptimizerSetting.of(PROBLEM, 1));
    put(Resource.Closer.class, () -> (Resource.Closer<Object>) _ -> {});
    put(LongUnaryOperator.class, () -> (LongUnaryOperator) level -> level);
    put(Aggregation.class, Aggregation::mean);
    put(Samples.class, () -> Samples.of(0.5, 0.7));
    put(Report.class, () -> new Report(0, 1, 0.5));
    put(Outcome.class, () -> new Outcome.Pruned(0, 1));
    put(TrialBuilder.class, () -> Trial.of(0, OneParameter.at(3), PROBLEM));
    put(Trial.class, ValidArguments::trial);
    put(Capabilities.class, Capabilities::all);
    put(Option.class, () -> TestOptimizers.POINTS);
    put(Options.class, () -> Options.of("a test", List.of(TestOptimizers.POINTS), Map.of()));
    put(OptimizerSetting.class, () -> OptimizerSetting.of(PROBLEM, 1));
    put(PrunerSetting.class, () -> PrunerSetting.of(PROBLEM, 1));
    put(OptimizerChoice.class, TestOptimizers::uniform);
    put(PrunerChoice.class, TestPruners::aboveTheMean);
    put(OptimizerProvider.class, () -> TestOptimizers.uniform().provider());
    put(PrunerProvider.class, () -> TestPruners.aboveTheMean().provider());
    put(PluginProvider.class, () -> TestOptimizers.uniform().provider());
  }

  private static Trial trial() {
    return Trial.of(0, OneParameter.at(3), PROBLEM)
        .samples("loss", Samples.of(0.5, 0.7))
        .completed();
  }

  private void core() {
    put(Study.class, () -> Study.of(OneParameter.SPACE, OneParameter.LOSS));
    put(Experiment.class, () -> OneParameter.EXPERIMENT);
    put(ExperimentBuilder.class, () -> Experiment.from(_ -> 1));
    put(Resource.class, () -> Resource.of("r", () -> (AutoCloseable) () -> {}));
    put(StudyResult.class, ValidArguments::result);
    put(StudySession.class, ValidArguments::session);
    put(UnitSession.class, ValidArguments::units);
    put(Verdict.class, () -> OneParameter.EXPERIMENT.optimize(racing()).verdict().orElseThrow());
    put(
        PairedComparison.class,
        () ->
            OneParameter.EXPERIMENT.compare(
                OneParameter.at(3).named("one"), OneParameter.at(5), OneParameter.LOSS));
    put(RunResult.class, () -> OneParameter.EXPERIMENT.run(List.of(OneParameter.at(3)), 2));
    put(Run.class, () -> OneParameter.EXPERIMENT.run(List.of(OneParameter.at(3)), 2).baseline());
    put(RunningStudy.class, () -> OneParameter.EXPERIMENT.optimizeAsync(OneParameter.study(1, 2)));
    put(JournalTrials.class, () -> JournalTrials.read(journal()));
    put(JournalReader.class, () -> JournalReader.open(journal()));
    put(JournalHeader.class, () -> JournalTrials.read(journal()).header());
    put(JournalRecord.class, () -> new JournalRecord.NothingProposed(1));
    put(Durability.class, Durability::none);
    put(Proposal.class, () -> new Proposal(1, OneParameter.at(2)));
    put(
        Observations.class,
        () -> Observations.of(OneParameter.SPACE).add(Map.of("x", 1), Map.of("loss", 2.0)));
    put(Reader.class, () -> new StringReader("x,loss\n1,2\n"));
    put(
        PairedResults.class,
        () -> PairedResults.of("a", List.of(result()), "b", List.of(result())));
    put(Folds.class, () -> Folds.of(4, 2, 1));
    put(Measure.class, () -> (Measure) _ -> 0.5);
    put(Source.class, () -> (Source<Object>) _ -> "a");
    put(Step.class, () -> (Step<Object, Object>) (given, _) -> given);
    put(StudyListener.class, () -> new StudyListener() {});
    put(FailurePolicy.class, FailurePolicy::failFast);
    put(Runner.class, () -> new HandRunner(1, (_, _) -> {}));
    put(
        StudyWorker.class,
        () ->
            OneParameter.EXPERIMENT.worker(
                Study.of(OneParameter.SPACE, OneParameter.LOSS)
                    .trials(1)
                    .optimizer(TestOptimizers.uniform())));
  }

  private static StudyResult result() {
    return OneParameter.EXPERIMENT.optimize(OneParameter.study(1, 2));
  }

  /** Trials 0 and 1 are pending. */
  private static StudySession session() {
    StudySession session = OneParameter.study(1, 2, 3).open();
    var _ = session.ask(2);
    return session;
  }

  private static Study racing() {
    return Study.of(OneParameter.SPACE, OneParameter.LOSS)
        .optimizer(TestOptimizers.uniform())
        .replicates(1, 3)
        .budget(60);
  }

  private static UnitSession units() {
    UnitSession session = racing().openUnits();
    var _ = session.ask(1);
    return session;
  }

  private Path journal() {
    Path file = folder.resolve("study.journal");
    if (!Files.exists(file)) {
      var _ = OneParameter.EXPERIMENT.optimize(OneParameter.study(1, 2).journal(file));
    }
    return file;
  }

  @Nullable Object of(Type type) throws Exception {
    return switch (type) {
      case Class<?> plain when plain.isArray() -> array(plain.getComponentType());
      case Class<?> plain -> ofClass(plain);
      case ParameterizedType generic -> generic(generic);
      case GenericArrayType array -> array(array.getGenericComponentType());
      case TypeVariable<?> variable -> of(variable.getBounds()[0]);
      case WildcardType wildcard ->
          of(
              wildcard.getLowerBounds().length > 0
                  ? wildcard.getLowerBounds()[0]
                  : wildcard.getUpperBounds()[0]);
      default -> throw new IllegalStateException("a type of an unknown kind: " + type);
    };
  }

  private Object array(Type component) throws Exception {
    Object array = Array.newInstance(raw(component), 1);
    Array.set(array, 0, of(component));
    return array;
  }

  private static Class<?> raw(Type type) {
    return switch (type) {
      case Class<?> plain -> plain;
      case ParameterizedType generic -> raw(generic.getRawType());
      case TypeVariable<?> variable -> raw(variable.getBounds()[0]);
      default -> throw new IllegalStateException("no arrays of " + type);
    };
  }

  private @Nullable Object generic(ParameterizedType type) throws Exception {
    Class<?> raw = raw(type.getRawType());
    Type[] arguments = type.getActualTypeArguments();
    if (raw == List.class || raw == Collection.class || raw == Iterable.class) {
      return List.of(of(arguments[0]));
    }
    if (raw == Set.class) {
      return new HashSet<>(List.of(of(arguments[0])));
    }
    if (raw == Map.class) {
      return Map.of(of(arguments[0]), of(arguments[1]));
    }
    if (raw == Optional.class) {
      return Optional.of(of(arguments[0]));
    }
    return ofClass(raw);
  }

  private Object ofClass(Class<?> type) throws Exception {
    Callable<?> value = table.get(type);
    if (value == null && type.isEnum()) {
      return type.getEnumConstants()[0];
    }
    if (value == null && type.isRecord()) {
      return record(type);
    }
    if (value == null) {
      throw new NoSample(type);
    }
    return value.call();
  }

  /** A record of valid components. */
  private Object record(Class<?> type) throws Exception {
    Class<?>[] types =
        Arrays.stream(type.getRecordComponents())
            .map(RecordComponent::getType)
            .toArray(Class<?>[]::new);
    Constructor<?> canonical = type.getDeclaredConstructor(types);
    return canonical.newInstance(of(canonical));
  }

  /** Valid arguments of a call. */
  @Nullable Object[] of(Executable call) throws Exception {
    Type[] types = call.getGenericParameterTypes();
    var arguments = new @Nullable Object[types.length];
    for (int i = 0; i < types.length; i++) {
      arguments[i] = of(call, call.getParameters()[i].getName(), types[i]);
    }
    return arguments;
  }

  /** An argument whose name says more than its type. */
  private @Nullable Object of(Executable call, String name, Type type) throws Exception {
    Class<?> owner = call.getDeclaringClass();
    if (owner == RunResult.class && (name.equals("treatment") || name.equals("other"))) {
      return "baseline";
    }
    if (owner == Options.class && name.equals("given")) {
      return Map.of("points", 5);
    }
    if (owner == Philox.class && name.equals("words")) {
      return new long[Philox.BLOCK_WORDS];
    }
    if (owner == ReplicateResult.class && name.equals("reports")) {
      return List.of(new Report(1, 1, 0.5));
    }
    return of(type);
  }

  /** What is done with an object. */
  @FunctionalInterface
  interface Use {
    void of(@Nullable Object receiver) throws Exception;
  }

  /** Uses an object on which a method can be called; null for a static one or a constructor. */
  void onReceiver(Executable call, Use use) throws Exception {
    if (call instanceof Constructor<?> || Modifier.isStatic(call.getModifiers())) {
      use.of(null);
    } else if (call.getDeclaringClass() == Context.class) {
      Experiment.measuring(
              "loss",
              context -> {
                use.of(context);
                return 0.5;
              })
          .apply(OneParameter.at(3));
    } else {
      use.of(ofClass(call.getDeclaringClass()));
    }
  }

  /** No sample of a type is known. */
  @SuppressWarnings("serial") // never serialized
  static final class NoSample extends Exception {
    NoSample(Class<?> type) {
      super("no valid argument of type " + type.getName() + ": add one to ValidArguments");
    }
  }
}
