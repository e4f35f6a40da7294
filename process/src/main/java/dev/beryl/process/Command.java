package dev.beryl.process;

import dev.beryl.Context;
import dev.beryl.Experiment;
import dev.beryl.Step;
import dev.beryl.Study;
import dev.beryl.fault.Faults;
import dev.beryl.fault.Nulls;
import dev.beryl.space.SearchSpace;
import dev.beryl.space.Treatment;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * A program that is run as a replicate: its arguments, in which placeholders stand for parameters,
 * and what is read of a run. Immutable; it may be used from several threads.
 *
 * {@snippet :
 * Command sort =
 *     Command.of("java", "-Xmx{heap}m", "-XX:+Use{collector}GC", "-cp", "{here}/app.jar", "app.Sort")
 *         .reading(Metrics.matching("millis", "took (\\S+) ms"));
 * StudyResult result = sort.experiment().optimize(Study.of(space, Objective.minimize("millis")));
 * }
 *
 * <p><b>Placeholders.</b> {@code {name}} stands for the value of a parameter. Also there are {@code
 * {seed}}, {@code {trial}} and {@code {replicate}}, {@code {directory}}, the replicate's working
 * directory, and {@code {here}}, the directory where the JVM was started. {@code {{} and {@code }}}
 * stand for braces. Numbers look the same in every locale: integers have no grouping, a real is the
 * shortest text that means it, such as {@code 0.5}, {@code 100} or {@code 1E-5}; an enum constant
 * is its name, and the items of a list are joined by commas. An argument, a variable or a line of
 * input is left out where a condition makes one of its parameters inactive.
 *
 * <p><b>Arguments.</b> Each is passed to the program as it is. No shell sees it, so quotes, blanks
 * and {@code $( )} mean nothing.
 *
 * <p><b>A run.</b> Each has a new working directory, which is deleted at its end, and kept if the
 * run fails. The program inherits the environment of the JVM, and has {@code BERYL_SEED}, {@code
 * BERYL_TRIAL} and {@code BERYL_REPLICATE}. When the program ends, runs into a timeout, is canceled
 * or pruned, or when the JVM ends, all processes that it started end, too: they are asked to, and
 * killed if they do not in the {@linkplain #endingWithin grace time}. A run fails with a {@link
 * CommandFailedException} if its exit code is not 0 (unless {@link Metrics#exitCode} is read) or if
 * it lacks a metric.
 */
public final class Command {
  private final CommandSettings settings;

  private Command(CommandSettings settings) {
    this.settings = settings;
  }

  private Command with(Consumer<CommandSettings> change) {
    var changed = new CommandSettings(settings);
    change.accept(changed);
    return new Command(changed);
  }

  /**
   * Creates a command.
   *
   * @param arguments the program, then its arguments, with placeholders; a program with a slash is
   *     a path from where the JVM was started, one without is looked for in {@code PATH}
   * @return the command
   * @throws IllegalArgumentException if there is no program, or a placeholder is malformed; the
   *     message lists all faults
   */
  public static Command of(String... arguments) {
    Nulls.refuseIn("command: arguments", arguments);
    return of(List.of(arguments));
  }

  /**
   * Creates a command, as {@link #of(String...)}.
   *
   * @param arguments the program, then its arguments
   * @return the command
   * @throws IllegalArgumentException if there is no program, or a placeholder is malformed; the
   *     message lists all faults
   */
  public static Command of(List<String> arguments) {
    Nulls.refuseIn("command: arguments", arguments);
    var faults = new Faults("command");
    faults.require(
        !arguments.isEmpty() && !arguments.getFirst().isBlank(),
        "expected a program and its arguments, got %s",
        arguments.isEmpty() ? "nothing" : "a blank program");
    List<Template> templates =
        arguments.stream().map(argument -> Template.parse("argument", argument, faults)).toList();
    faults.throwIfAny();
    return new Command(new CommandSettings(templates));
  }

  /**
   * Sets a variable of the program's environment.
   *
   * @param name its name
   * @param value its value, with placeholders
   * @return the changed command
   * @throws IllegalArgumentException if the name is blank, has {@code =} or begins with {@code
   *     BERYL_}, or a placeholder is malformed; the message lists all faults
   */
  public Command environment(String name, String value) {
    Nulls.refuse("command: name of a variable", name);
    Nulls.refuse("command: value of a variable", value);
    var faults = new Faults("variable '" + name + "'");
    faults.require(
        !name.isBlank() && name.indexOf('=') < 0 && name.indexOf('\0') < 0,
        "expected a name without '='");
    faults.require(
        !name.startsWith("BERYL_"), "names that begin with BERYL_ are set by the command");
    Template template = Template.parse("value", value, faults);
    faults.throwIfAny();
    return with(changed -> changed.environment(name, template));
  }

  /**
   * Sets what the program reads from its standard input; unless set, that is empty.
   *
   * @param text the text, with placeholders; it is written as UTF-8
   * @return the changed command
   * @throws IllegalArgumentException if a placeholder is malformed; the message lists all faults
   */
  public Command input(String text) {
    Nulls.refuse("command: input", text);
    var faults = new Faults("command");
    var lines = new ArrayList<Template>();
    for (int from = 0; from < text.length(); ) {
      int end = text.indexOf('\n', from);
      int to = end < 0 ? text.length() : end + 1;
      lines.add(Template.parse("line of input", text.substring(from, to), faults));
      from = to;
    }
    faults.throwIfAny();
    return with(changed -> changed.input = List.copyOf(lines));
  }

  /**
   * Ends a run that takes longer than this, which then fails. The limits of a study ({@link
   * Study#replicateTimeout}) end it, too; they count for a replicate with its warm-ups and waiting,
   * this one for each run of the program.
   *
   * @param limit positive
   * @return the changed command
   * @throws IllegalArgumentException if the limit is not positive
   */
  public Command timeout(Duration limit) {
    Nulls.refuse("command: timeout", limit);
    require(limit.isPositive(), "timeout: expected a positive duration, got %s", limit);
    return with(changed -> changed.timeout = limit);
  }

  /**
   * Lets at most some runs go on at once, whatever the threads of the study are. The others wait.
   * The permits are those of this command and of all that are made of it.
   *
   * @param runs at least 1
   * @return the changed command
   * @throws IllegalArgumentException if the number is below 1
   */
  public Command atMost(int runs) {
    require(runs >= 1, "at most: expected >= 1 run, got %s", runs);
    var permits = new Semaphore(runs, true);
    return with(changed -> changed.permits = permits);
  }

  /**
   * Runs the program on some CPUs only, by {@code taskset} of Linux.
   *
   * @param cpus their numbers, from 0
   * @return the changed command
   * @throws IllegalArgumentException if there is none, one is below 0 or comes twice; the message
   *     lists all faults
   * @throws UnsupportedOperationException if there is no {@code taskset} in {@code PATH}
   */
  public Command pinnedTo(int... cpus) {
    Nulls.refuse("command: cpus", cpus);
    var faults = new Faults("command");
    faults.require(cpus.length > 0, "pinned to: expected a CPU, got none");
    List<Integer> numbers = IntStream.of(cpus).boxed().toList();
    faults.require(
        Set.copyOf(numbers).size() == numbers.size() && numbers.stream().allMatch(cpu -> cpu >= 0),
        "pinned to: expected different numbers from 0, got %s",
        numbers);
    faults.throwIfAny();
    Invocation.requireTaskset();
    return with(changed -> changed.cpus = numbers);
  }

  /**
   * Runs the program some times before each run that counts, with the same arguments, each in a
   * directory of its own. Nothing is read of these runs; if one fails, the replicate fails.
   *
   * @param runs at least 0
   * @return the changed command
   * @throws IllegalArgumentException if the number is below 0
   */
  public Command warmUps(int runs) {
    require(runs >= 0, "warm-ups: expected >= 0, got %s", runs);
    return with(changed -> changed.warmUps = runs);
  }

  /**
   * Sets how much of the program's output is kept for results and failures: half of it of the
   * beginning, half of the end. Unless set, it is 65 536 bytes. Metrics see all of it.
   *
   * @param bytes of standard output, and as many of standard error; at least 1024
   * @return the changed command
   * @throws IllegalArgumentException if the number is below 1024
   */
  public Command keepingOutput(int bytes) {
    require(bytes >= 1024, "keeping output: expected >= 1024 bytes, got %s", bytes);
    return with(changed -> changed.kept = bytes);
  }

  /**
   * Adds what is read of a run.
   *
   * @param metrics in the order in which they are recorded
   * @return the changed command
   */
  public Command reading(Metrics... metrics) {
    Nulls.refuseIn("command: metrics", metrics);
    return with(changed -> changed.metrics(List.of(metrics)));
  }

  /**
   * Reports intermediate values as the program prints them, for the study's pruner. A program that
   * is pruned is ended.
   *
   * @param regex found in a line of standard output; its group {@code step} is how far the program
   *     is, an integer, its group {@code value} the value, such as {@code epoch (?<step>\d+) loss
   *     (?<value>\S+)}. With several objectives it has a group for each, in their order, whose
   *     names begin with {@code value}
   * @return the changed command
   * @throws IllegalArgumentException if the expression is malformed or lacks a group
   */
  public Command reporting(String regex) {
    Nulls.refuse("command: regex", regex);
    Reports reports = Reports.of(regex);
    return with(changed -> changed.reports = reports);
  }

  /**
   * Sets how long processes have to end by themselves once they are asked to; then they are killed.
   * Unless set, it is 100 ms. Programs that need longer to end well, such as databases, need a
   * longer grace time here and in {@link Study#abandonAfter}.
   *
   * @param grace at least zero
   * @return the changed command
   * @throws IllegalArgumentException if it is negative
   */
  public Command endingWithin(Duration grace) {
    Nulls.refuse("command: grace time", grace);
    require(!grace.isNegative(), "ending within: expected >= 0, got %s", grace);
    return with(changed -> changed.grace = grace);
  }

  /**
   * Sets where the working directories are made; unless set, that is the system's directory for
   * temporary files.
   *
   * @param base a directory, which is made if there is none
   * @return the changed command
   */
  public Command directoriesIn(Path base) {
    Nulls.refuse("command: base of directories", base);
    return with(changed -> changed.base = base.toAbsolutePath());
  }

  /**
   * Sets the directory of the placeholder {@code {here}}, from which a program with a slash is
   * looked for; unless set, that is where the JVM was started.
   *
   * @param here a directory
   * @return the changed command
   */
  public Command startedFrom(Path here) {
    Nulls.refuse("command: where it is started from", here);
    return with(changed -> changed.here = here.toAbsolutePath());
  }

  /**
   * Requires that every placeholder names a parameter of a space. An experiment of the command
   * checks it at the start of a study; a caller that knows the space earlier may check it then.
   *
   * @param space the study's space
   * @return this command
   * @throws IllegalArgumentException if a placeholder names none, or a parameter has the name of
   *     another placeholder; the message lists all faults with the most similar names
   */
  public Command checkedFor(SearchSpace space) {
    Nulls.refuse("command: space", space);
    settings.check(space);
    return this;
  }

  /** {@return the names of the parameters that have a placeholder, in the order of their first} */
  public Set<String> parameters() {
    return settings.parameters();
  }

  /**
   * Writes the program and its arguments with the values of a treatment, quoted where a shell needs
   * it, so that a chosen treatment can be put to use.
   *
   * @param treatment of the study's space
   * @return one line; the placeholders of a run, such as {@code {seed}}, stay, and an argument is
   *     left out where a parameter of it has no value
   */
  public String commandLine(Treatment treatment) {
    Nulls.refuse("command: treatment", treatment);
    return Invocation.quoted(
        settings.arguments.stream()
            .filter(argument ->
                argument.names().stream()
                    .allMatch(name -> treatment.has(name) || Values.BUILT_IN.contains(name)))
            .map(argument -> argument.fill(name -> Values.text(name, treatment, settings.here)))
            .toList());
  }

  /**
   * Makes a step that runs the command, for a pipeline with other steps. It ignores its input.
   *
   * @param <I> the type of its input
   * @return the step, whose output says how the run ended
   */
  public <I> Step<I, CommandResult> step() {
    return new CommandStep<>(settings);
  }

  /**
   * Makes an experiment that runs the command.
   *
   * @return the experiment; its step is called {@code command}
   */
  public Experiment<CommandResult> experiment() {
    return Experiment.from(Context::replicate).then("command", step()).build();
  }

  private static void require(boolean holds, String message, Object value) {
    var faults = new Faults("command");
    faults.require(holds, message, value);
    faults.throwIfAny();
  }

  /** {@return the program and its arguments, as they were given, quoted where a shell needs it} */
  @Override
  public String toString() {
    return Invocation.quoted(settings.arguments.stream().map(Template::text).toList());
  }
}
