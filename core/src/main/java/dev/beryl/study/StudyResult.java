package dev.beryl.study;

import dev.beryl.space.SearchSpace;
import dev.beryl.space.Treatment;
import dev.beryl.spi.Delegation;
import dev.beryl.trial.Objective;
import dev.beryl.trial.OutcomeConstraint;
import dev.beryl.trial.Trial;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;

/** The result of a study. Immutable; may be read from any thread. */
public interface StudyResult {

  /**
   * The treatment to use: that of {@link #bestTrial()}, unless the optimizer recommends another, as
   * {@code cma-es} does; that one may never have been run. {@link #recommendation()} says which.
   *
   * @return the treatment
   * @throws NoSuchElementException if no trial was completed, or none of them satisfies the outcome
   *     constraints; the message says how the trials ended
   * @throws IllegalStateException if there are several objectives; choose from the {@link
   *     #paretoFront()} then
   */
  default Treatment recommended() {
    return recommendation().treatment();
  }

  /**
   * The treatment to use, with what the study knows of it.
   *
   * @return the treatment, the trial that ran it if one did, and what the optimizer's model expects
   *     of it if it has one
   * @throws NoSuchElementException if no trial was completed, or none of them satisfies the outcome
   *     constraints; the message says how they ended
   * @throws IllegalStateException if there are several objectives
   */
  Recommendation recommendation();

  /**
   * The completed trial with the least observed loss of those that satisfy the outcome constraints,
   * the earliest of equals. Under noise it is partly the luckiest; see {@link #recommended()} for
   * the treatment to use.
   *
   * @return the trial; empty if there is none
   * @throws IllegalStateException if there are several objectives
   */
  Optional<Trial> bestTrial();

  /**
   * Returns the best trials: those completed that satisfy the outcome constraints, by their losses.
   *
   * @param k how many, at least 1
   * @return at most {@code k} trials, the best first; of equal ones the earliest first
   * @throws IllegalArgumentException if {@code k} is below 1
   * @throws IllegalStateException if there are several objectives; choose from {@link
   *     #paretoFront()} then
   */
  List<Trial> top(int k);

  /**
   * The ten best trials as a table for people, see {@link #table(int)}.
   *
   * @return the table
   */
  default String table() {
    return table(10);
  }

  /**
   * The best trials, or with several objectives trials of the Pareto front, as a table for people:
   * number, objectives with their standard errors, origin if others than the optimizer chose one,
   * parameters. Lines have at most 80 characters: long texts are cut, and parameters that do not
   * fit are named below. The last line counts the trials; what the optimizer recommends follows it,
   * with the value that its model expects.
   *
   * @param k how many trials, at least 1
   * @return lines that end with a line feed
   * @throws IllegalArgumentException if {@code k} is below 1
   */
  String table(int k);

  /**
   * What the final race of a study with {@link Racing} has shown. {@link #recommended()} is then
   * the best finalist's treatment.
   *
   * @return the verdict; empty without racing, or if the study ended before its race
   */
  default Optional<Verdict> verdict() {
    return Optional.empty();
  }

  /**
   * Returns the completed trials that satisfy the outcome constraints and are not dominated by
   * another such trial. A trial dominates another if it is at least as good in every objective and
   * better in one. Of trials with equal values only the earliest is in the front.
   *
   * @return the front, in the order of the trials; with one objective the best trial alone
   */
  List<Trial> paretoFront();

  /**
   * {@return all trials, in the order in which they were told; {@code trials().stream()} creates
   * each trial as it is needed}
   */
  List<Trial> trials();

  /**
   * Returns a trial by its number.
   *
   * @param number the trial's number, from 0; in most studies also its index in {@link #trials()}
   * @return the trial
   * @throws IllegalArgumentException if no trial of that number was told
   */
  Trial trial(int number);

  /** {@return why the study ended} */
  Ending ending();

  /** {@return why the study ended, in a sentence} */
  String endingText();

  /** {@return the study's name, if it was given one} */
  Optional<String> name();

  /**
   * {@return the notes of the study, key to text, in the order in which the keys were first used;
   * those of a trial are {@link Trial#notes()}}
   */
  Map<String, String> notes();

  /**
   * {@return the numbers of the trials that were run again after they had been told, ascending; see
   * {@code Study.rerun}}
   */
  List<Integer> rerun();

  /** {@return the search space} */
  SearchSpace space();

  /** {@return the objectives} */
  List<Objective> objectives();

  /** {@return the outcome constraints; may be empty} */
  List<OutcomeConstraint> outcomeConstraints();

  /** {@return the optimizer's name} */
  String optimizer();

  /**
   * Says which optimizers proposed for the study's, from which trial on, and why. {@link
   * Delegation#text} gives it in a line, such as {@code gp until trial 100, then cma-es}.
   *
   * @return the delegations, in the order of their trials; empty if the optimizer proposed itself
   */
  default List<Delegation> delegations() {
    return List.of();
  }

  /** {@return the study's seed} */
  long seed();

  /** {@return the time from the study's start to its end} */
  Duration elapsed();

  /**
   * Returns the values of an objective as a column.
   *
   * @param objective the objective's index
   * @return a new array with a value for each trial, in order; NaN for a trial that is not
   *     completed
   * @throws IndexOutOfBoundsException if there is no such objective
   */
  double[] values(int objective);

  /**
   * Returns the values of a metric as a column: for each trial what {@link Trial#value(String)}
   * returns.
   *
   * @param metric the metric's name
   * @return a new array with a value for each trial, in order; NaN for a trial that is not
   *     completed or did not record the metric
   * @throws IllegalArgumentException if no completed trial recorded the metric, or several
   *     objectives or constraints aggregate it in different ways
   */
  double[] values(String metric);

  /**
   * Returns the values of a parameter as a column.
   *
   * @param parameter the parameter's name
   * @return a new array with an element for each trial, in order: the value of a real or an
   *     integer, the index of a choice, or NaN where the parameter is inactive
   * @throws IllegalArgumentException if the space has no such parameter
   */
  double[] column(String parameter);

  /**
   * Returns, for each trial, the smallest loss of the first objective up to it, among trials that
   * satisfy the outcome constraints.
   *
   * @return a new array with a loss for each trial, in order, which never increases; NaN before the
   *     first such trial
   */
  double[] bestLossSoFar();

  /**
   * Tells whether running the same study again gives the same trials. False after {@code
   * tellAsCompleted()}, a timeout, a time limit, a stop by hand, or a treatment that was enqueued
   * while the study ran.
   *
   * @return whether the trials depend on the study only
   */
  boolean isReproducible();

  /**
   * {@return the number of threads that were abandoned because a replicate, or code that the loop
   * called, such as a listener or the optimizer, ignored an interrupt}
   */
  int abandonedThreads();

  /**
   * Sentences that a user of the study should read: that no step read a parameter that is searched,
   * or that a step read one that the space lacks, for which the first 20 trials are watched; that a
   * parameter's step does not divide its range, so that the end of it is never tried; that hard
   * constraints rejected more than half of the trials, and at least ten; and what the pruner found
   * when it {@linkplain dev.beryl.spi.Pruner#lookBack looked back} after 30 trials and at the end.
   *
   * @return the warnings, which are logged too; of a session, whose caller runs the trials, those
   *     of steps and rejected trials; none of a journal
   */
  List<String> warnings();

  /**
   * Runs a trial again on this thread, with the same treatment and seeds, for example to debug a
   * failure. Nothing is pruned: a trial that was pruned runs all its replicates to their end, which
   * shows what it would have given.
   *
   * @param trial a trial of this result
   * @return the trial as it ends this time
   * @throws UnsupportedOperationException if the trials were run by the caller of a session
   */
  Trial reproduce(Trial trial);

  /** {@return the text that identifies the study: space, objectives, optimizer, options, seed} */
  String identity();

  /**
   * Returns a digest of the study's identity and of all its trials: treatments, outcomes and
   * samples, bit for bit, but not durations. Equal studies have equal digests.
   *
   * @return SHA-256, 64 hexadecimal digits
   */
  String digest();

  /**
   * Writes a line for each trial, with a header, in the format of RFC 4180. The columns are {@code
   * number}, {@code outcome}; for each objective {@code value:} and {@code standard_error:} with
   * its metric; for each outcome constraint {@code value:}, {@code standard_error:} and {@code
   * excess:} with its text; {@code parameter:} with each parameter's name; with racing {@code
   * replicates} and {@code told_replicates}; {@code note:} with each key of a note; {@code origin}
   * if others than the optimizer chose treatments; {@code seconds}. Doubles are written so that
   * reading them gives the same bits. A cell is empty where a trial has no value or no such note, a
   * standard error is not known, or a parameter is inactive. Texts are written as they are; see
   * {@link CsvText#WITHOUT_FORMULAS} for a file that will be opened in a spreadsheet.
   *
   * @param file the file, written in UTF-8; overwritten if it exists
   * @throws IOException if the file cannot be written
   */
  default void writeCsv(Path file) throws IOException {
    writeCsv(file, CsvText.AS_IS);
  }

  /**
   * Writes a line for each trial, as {@link #writeCsv(Path)} does.
   *
   * @param file the file, written in UTF-8; overwritten if it exists
   * @param text how cells that are text are written
   * @throws IOException if the file cannot be written
   */
  void writeCsv(Path file, CsvText text) throws IOException;

  /**
   * Writes a line for each trial, as {@link #writeCsv(Path)} does.
   *
   * @param out takes the text, for example a writer or a string builder; neither flushed nor closed
   * @throws IOException if it cannot take the text
   */
  default void writeCsv(Appendable out) throws IOException {
    writeCsv(out, CsvText.AS_IS);
  }

  /**
   * Writes a line for each trial, as {@link #writeCsv(Path)} does.
   *
   * @param out takes the text; neither flushed nor closed
   * @param text how cells that are text are written
   * @throws IOException if it cannot take the text
   */
  void writeCsv(Appendable out, CsvText text) throws IOException;

  /**
   * Writes the {@link #verdict()}, a line for each finalist with a header, in the format of RFC
   * 4180: {@code trial}, {@code standing}, {@code baseline}, {@code replicates}, and for each
   * objective {@code worse_by:}, {@code worse_by_low:} and {@code worse_by_high:} with its metric,
   * by how much it is worse than the best. A cell is empty where nothing is known.
   *
   * @param out takes the text; neither flushed nor closed
   * @throws NoSuchElementException if there is no verdict
   * @throws IOException if it cannot take the text
   */
  default void writeVerdictCsv(Appendable out) throws IOException {
    throw new NoSuchElementException("no verdict: the study had no final race");
  }

  /**
   * Writes the study and all its trials as one JSON object. With racing it has its verdict, and a
   * trial that got more replicates after it was told has {@code toldReplicates}. If its optimizer
   * recommends a treatment, it has the {@code recommendation}: the treatment, the number of the
   * trial that ran it if one did, and its model's prediction if it has one. The study has its
   * name if it was given one, its notes if it has some, its delegations if there are any, {@code
   * rerun} if trials were run again, and an outcome constraint its margin if it has one. A trial
   * has its origin if it is not the optimizer's proposal, its samples by replicate, its values and
   * standard errors, the values, standard errors and excess of the outcome constraints, its
   * reports, notes and seconds. NaN and the infinities, for which JSON has no number, are the
   * strings {@code "NaN"}, {@code "Infinity"}, {@code "-Infinity"}.
   *
   * @param file the file, written in UTF-8; overwritten if it exists
   * @throws IOException if the file cannot be written
   */
  void writeJson(Path file) throws IOException;

  /**
   * Writes the study and all its trials as one JSON object, as {@link #writeJson(Path)} does.
   *
   * @param out takes the text, for example a writer, which is flushed, or a string builder; not
   *     closed
   * @throws IOException if it cannot take the text
   */
  void writeJson(Appendable out) throws IOException;
}
