package dev.beryl.study;

import dev.beryl.space.SearchSpace;
import dev.beryl.space.Treatment;
import dev.beryl.trial.Objective;
import dev.beryl.trial.OutcomeConstraint;
import dev.beryl.trial.Trial;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
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
   *     constraints; the message says how they ended
   * @throws IllegalStateException if there are several objectives, as then a {@link #paretoFront()}
   *     is to be chosen from
   */
  default Treatment recommended() {
    return recommendation().treatment();
  }

  /**
   * The treatment to use, with what the study knows of it.
   *
   * @return the treatment, and the trial that ran it if one did
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
   * The completed trials that satisfy the outcome constraints and that no other such trial
   * dominates: is at least as good in every objective and better in one. Of trials with equal
   * values the earliest stands for all.
   *
   * @return the front, in the order of the trials; with one objective the best trial alone
   */
  List<Trial> paretoFront();

  /** {@return all trials, in the order in which they were told} */
  List<Trial> trials();

  /** {@return why the study ended} */
  Ending ending();

  /** {@return why the study ended, in a sentence} */
  String endingText();

  /** {@return the space that was searched} */
  SearchSpace space();

  /** {@return the objectives} */
  List<Objective> objectives();

  /** {@return what a good trial satisfies besides; none unless the study has some} */
  List<OutcomeConstraint> outcomeConstraints();

  /** {@return the optimizer's name} */
  String optimizer();

  /** {@return the study's seed} */
  long seed();

  /** {@return the time from the study's start to its end} */
  Duration elapsed();

  /**
   * The values of an objective as a column.
   *
   * @param objective the objective's index
   * @return a value for each trial, in order; NaN if it is not completed; the caller's
   * @throws IndexOutOfBoundsException if there is no such objective
   */
  double[] values(int objective);

  /**
   * The values of a parameter as a column.
   *
   * @param parameter the parameter's name
   * @return for each trial, in order, the value of a real or an integer, the index of a choice, NaN
   *     where it is inactive; the caller's
   * @throws IllegalArgumentException if the space has no such parameter
   */
  double[] column(String parameter);

  /**
   * The least loss up to each trial, of the first objective, among trials that satisfy the outcome
   * constraints.
   *
   * @return a loss for each trial, in order, never rising; NaN before the first of them; the
   *     caller's
   */
  double[] bestLossSoFar();

  /**
   * Whether running the same study again gives the same trials: not if trials were told as they
   * ended ({@code tellAsCompleted()}), if one timed out, or if the clock or a caller ended the
   * study.
   *
   * @return whether the trials are a function of the study alone
   */
  boolean isReproducible();

  /** {@return how many threads were abandoned, as their replicates ignored an interrupt} */
  int abandonedThreads();

  /**
   * What the study's user should know, a sentence each: that no step read a parameter which is
   * searched, or that a step read one which the space lacks. The first 20 trials are watched.
   *
   * @return the warnings, which are logged too; none for a session or a journal
   */
  List<String> warnings();

  /**
   * Runs a trial again: the same treatment, the same seeds, on this thread, so that a failure can
   * be looked at.
   *
   * @param trial of this result
   * @return the trial as it ends now
   * @throws UnsupportedOperationException if the trials were run by the caller of a session
   */
  Trial reproduce(Trial trial);

  /** {@return the text that identifies the study: space, objectives, optimizer, options, seed} */
  String identity();

  /**
   * A digest of the study's identity and of all its trials: treatments, outcomes and samples, bit
   * for bit; not of durations. Equal studies have equal digests.
   *
   * @return SHA-256, 64 hexadecimal digits
   */
  String digest();

  /**
   * Writes a line for each trial, with a header, in the format of RFC 4180. The columns are {@code
   * number}, {@code outcome}; for each objective {@code value:} and {@code standard_error:} with
   * its metric; for each outcome constraint {@code value:}, {@code standard_error:} and {@code
   * excess:} with its text; {@code parameter:} with each parameter's name; {@code note:} with each
   * key that a trial has a note under; {@code seconds}. Doubles are written so that reading gives
   * the same bits. A cell is empty where a trial has no value or no such note, a standard error is
   * not known, or a parameter is inactive.
   *
   * @param file overwritten; UTF-8
   * @throws IOException if it cannot be written
   */
  void writeCsv(Path file) throws IOException;

  /**
   * Writes the study and all its trials as one JSON object. A trial has its samples by replicate,
   * its values and standard errors, those of the outcome constraints and how far each is exceeded,
   * reports, notes and seconds. NaN and the infinities, for which JSON has no number, are the
   * strings {@code "NaN"}, {@code "Infinity"}, {@code "-Infinity"}.
   *
   * @param file overwritten; UTF-8
   * @throws IOException if it cannot be written
   */
  void writeJson(Path file) throws IOException;
}
