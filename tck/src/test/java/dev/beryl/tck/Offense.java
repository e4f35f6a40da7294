package dev.beryl.tck;

import dev.beryl.tck.broken.Above;
import dev.beryl.tck.broken.AddsTheStandardError;
import dev.beryl.tck.broken.AllotsForMax;
import dev.beryl.tck.broken.BadName;
import dev.beryl.tck.broken.BreaksOnChoices;
import dev.beryl.tck.broken.CastsOptions;
import dev.beryl.tck.broken.ChangesItsMind;
import dev.beryl.tck.broken.ClimbsUphill;
import dev.beryl.tck.broken.ComesAgain;
import dev.beryl.tck.broken.ComparesAllPairs;
import dev.beryl.tck.broken.CountsByNumber;
import dev.beryl.tck.broken.CountsInstances;
import dev.beryl.tck.broken.CountsRoundsDown;
import dev.beryl.tck.broken.EndsByResults;
import dev.beryl.tck.broken.ExpectsOrder;
import dev.beryl.tck.broken.ExpectsTellsInOrder;
import dev.beryl.tck.broken.ExpectsTheMean;
import dev.beryl.tck.broken.FollowsReports;
import dev.beryl.tck.broken.ForgetsTheDirection;
import dev.beryl.tck.broken.HangsAtTheEnd;
import dev.beryl.tck.broken.IgnoresConstraints;
import dev.beryl.tck.broken.IgnoresExcesses;
import dev.beryl.tck.broken.JudgesOnItsThread;
import dev.beryl.tck.broken.KeepsACurveByStep;
import dev.beryl.tck.broken.KeepsATableForEachTrial;
import dev.beryl.tck.broken.KeepsEverything;
import dev.beryl.tck.broken.KnowsItsThread;
import dev.beryl.tck.broken.LeavesOut;
import dev.beryl.tck.broken.LooksAtLaterTrials;
import dev.beryl.tck.broken.LooksAtLaterTrialsInRounds;
import dev.beryl.tck.broken.MachineMath;
import dev.beryl.tck.broken.MadeByHand;
import dev.beryl.tck.broken.NeedsAFeasibleTrial;
import dev.beryl.tck.broken.OrderOfASet;
import dev.beryl.tck.broken.OutsideTheCube;
import dev.beryl.tck.broken.PlansForALimit;
import dev.beryl.tck.broken.PrefersQuickTrials;
import dev.beryl.tck.broken.PrunerWithABadName;
import dev.beryl.tck.broken.ReadsAnything;
import dev.beryl.tck.broken.ReadsEveryLoss;
import dev.beryl.tck.broken.ReadsNotes;
import dev.beryl.tck.broken.ReadsTheClock;
import dev.beryl.tck.broken.ReadsWhatItKnows;
import dev.beryl.tck.broken.RecommendsElse;
import dev.beryl.tck.broken.RefusesChoices;
import dev.beryl.tck.broken.RefusesItsDefault;
import dev.beryl.tck.broken.RemembersObjects;
import dev.beryl.tck.broken.SamplesItsModel;
import dev.beryl.tck.broken.SharedGenerator;
import dev.beryl.tck.broken.SharesItsMemory;
import dev.beryl.tck.broken.SleepsOnIt;
import dev.beryl.tck.broken.StartsAThread;
import dev.beryl.tck.broken.StepsByTheExcess;
import dev.beryl.tck.broken.StepsByTheLoss;
import dev.beryl.tck.broken.StepsByTheStandardError;
import dev.beryl.tck.broken.TakesConditions;
import dev.beryl.tck.broken.TellsFailuresApart;
import dev.beryl.tck.broken.TellsRevisionsAgain;
import dev.beryl.tck.broken.TriesForEver;
import dev.beryl.tck.broken.TwiceTheOption;
import dev.beryl.tck.broken.Uniform;
import dev.beryl.tck.broken.Waits;
import dev.beryl.tck.broken.WaitsForTheFirst;
import dev.beryl.tck.broken.WholeGeneration;
import java.util.List;

/**
 * An optimizer or a pruner that is broken on purpose.
 *
 * @param rule that it breaks
 * @param deed what it does
 * @param name of the one that does it
 * @param contract the contract's test of it
 * @param message part of what the contract says
 */
record Offense(int rule, String deed, String name, Object contract, String message) {

  private Offense(int rule, String deed, Uniform provider, String message) {
    this(rule, deed, provider.name(), new Played.OfOptimizer(provider), message);
  }

  private Offense(int rule, String deed, Above provider, String message) {
    this(rule, deed, provider.name(), new Played.OfPruner(provider), message);
  }

  static final List<Offense> OPTIMIZERS =
      List.of(
          new Offense(
              1,
              "steps out of the unit cube now and then",
              new OutsideTheCube(),
              "expected a place in [0, 1]"),
          new Offense(1, "proposes treatments of no space", new MadeByHand(), "was made by hand"),
          new Offense(
              1,
              "recommends what belongs to another space",
              new RecommendsElse(),
              "recommend returned"),
          new Offense(
              2,
              "proposes a generation of ten, whatever is asked for",
              new WholeGeneration(),
              "ask(1) returned 10 treatments"),
          new Offense(
              2,
              "allots room for as many as are asked for",
              new AllotsForMax(),
              "ask(2147483647) threw java.lang.OutOfMemoryError"),
          new Offense(
              3,
              "has more to propose after an empty answer",
              new ChangesItsMind(),
              "after an empty answer"),
          new Offense(
              3,
              "declares to be exhaustive and repeats itself",
              new ComesAgain(),
              "was proposed again"),
          new Offense(
              3,
              "declares to be exhaustive and leaves out the last treatment",
              new LeavesOut(),
              "of the space's"),
          new Offense(
              4,
              "expects to be told in the order of asking",
              new ExpectsOrder(),
              "expected trial 0"),
          new Offense(
              4,
              "asks for no more once a later trial was told first",
              new WaitsForTheFirst(),
              "it had no more to propose"),
          new Offense(
              5, "reads the loss of every trial", new ReadsEveryLoss(), "ask isCompleted() first"),
          new Offense(
              5,
              "steps by a share of the sum of losses, which overflows",
              new StepsByTheLoss(),
              "got NaN"),
          new Offense(
              5,
              "steps as far as the standard error, which is NaN with one replicate",
              new StepsByTheStandardError(),
              "got NaN"),
          new Offense(
              5,
              "steps as far as the last value that a pruned trial reported, which may be NaN",
              new FollowsReports(),
              "got NaN"),
          new Offense(
              6,
              "keeps losses in an array by the number of the trial",
              new CountsByNumber(),
              "ArrayIndexOutOfBoundsException"),
          new Offense(
              7,
              "goes by the order of an immutable set, which differs between processes",
              new OrderOfASet(),
              "another process"),
          new Offense(
              7,
              "uses functions whose last bit depends on the machine",
              new MachineMath(),
              "java.lang.Math.exp is used at"),
          new Offense(
              7,
              "knows its treatments by their identity",
              new RemembersObjects(),
              "not the same objects"),
          new Offense(
              7,
              "stays near the treatment that ran for the shortest time",
              new PrefersQuickTrials(),
              "with other durations"),
          new Offense(
              7, "draws once more if a note was left", new ReadsNotes(), "with other durations"),
          new Offense(
              7,
              "tells failures apart by their exceptions",
              new TellsFailuresApart(),
              "with other durations"),
          new Offense(
              8,
              "all its optimizers draw from one generator",
              new SharedGenerator(),
              "ran at the same time"),
          new Offense(
              8, "reads the clock", new ReadsTheClock(), "java.lang.System.nanoTime is used at"),
          new Offense(
              8, "counts its optimizers in a static field", new CountsInstances(), "static field"),
          new Offense(9, "starts a thread", new StartsAThread(), "a thread was created at"),
          new Offense(9, "sleeps before it answers", new Waits(), "waited, slept or was parked"),
          new Offense(
              9,
              "keeps its place in a thread local",
              new KnowsItsThread(),
              "came from another thread"),
          new Offense(
              9,
              "loops for ever once it has proposed the whole space",
              new HangsAtTheEnd(),
              "did not return within"),
          new Offense(
              10,
              "declares to respect constraints and asks none",
              new IgnoresConstraints(),
              "proposals violate a constraint"),
          new Offense(
              10,
              "draws until a constraint is satisfied, however long that takes",
              new TriesForEver(),
              "was called 10000000 times"),
          new Offense(
              11,
              "compares all pairs of trials at each ask",
              new ComparesAllPairs(),
              "ns of processor time"),
          new Offense(11, "keeps a table for each ask", new KeepsEverything(), "it holds"),
          new Offense(12, "its name is none", new BadName(), "got 'My Search'"),
          new Offense(
              12,
              "an option does not take its default as text",
              new RefusesItsDefault(),
              "given its default as text 3"),
          new Offense(
              12, "an option casts what it is given", new CastsOptions(), "ClassCastException"),
          new Offense(
              12,
              "two options have one name",
              new TwiceTheOption(),
              "two options are named 'warm'"),
          new Offense(
              13,
              "refuses choices and does not say so in its capabilities",
              new RefusesChoices(),
              "reals only"),
          new Offense(
              13,
              "declines conditions and takes them all the same",
              new TakesConditions(),
              "accepts what is declined"),
          new Offense(
              13,
              "declines choices and fails on them with some other exception",
              new BreaksOnChoices(),
              "a refusal is an IllegalArgumentException"),
          new Offense(
              13,
              "needs the number of trials, which may be open",
              new PlansForALimit(),
              "without a limit on trials"),
          new Offense(
              14,
              "declares to learn, and goes where the loss is large",
              new ClimbsUphill(),
              "smaller loss than random search"),
          new Offense(
              14,
              "goes by the loss and its standard error, which is NaN with one replicate",
              new AddsTheStandardError(),
              "(replicates: 1)"),
          new Offense(
              15,
              "needs a feasible trial once five were completed",
              new NeedsAFeasibleTrial(),
              "No value present"),
          new Offense(
              15,
              "steps by a share of the sum of excesses, which overflows",
              new StepsByTheExcess(),
              "got NaN"),
          new Offense(
              15,
              "declares to learn from outcome constraints, and goes by the loss alone",
              new IgnoresExcesses(),
              "pairs of studies"),
          new Offense(
              16,
              "takes a revised trial for another result of it",
              new TellsRevisionsAgain(),
              "was told twice"),
          new Offense(
              16,
              "counts revisions among the results that it plans for",
              new EndsByResults(),
              "it had no more to propose"),
          new Offense(
              17,
              "expects the mean of the losses with their deviation, also before the first",
              new ExpectsTheMean(),
              "expected a finite number"),
          new Offense(
              17,
              "draws its predictions from the generator of its proposals",
              new SamplesItsModel(),
              "recommend and predict were called in between"));

  static final List<Offense> PRUNERS =
      List.of(
          new Offense(
              1,
              "expects tells in the order of begins",
              new ExpectsTellsInOrder(),
              "expected trial"),
          new Offense(
              2,
              "lets a judge work on the thread of begin only",
              new JudgesOnItsThread(),
              "called from another thread"),
          new Offense(
              3,
              "compares with what is known when the report comes",
              new LooksAtLaterTrials(),
              "other trials were told after begin"),
          new Offense(
              3,
              "compares at a round with what is known then",
              new LooksAtLaterTrialsInRounds(),
              "round 1: "),
          new Offense(
              4,
              "compares values without asking which way is better",
              new ForgetsTheDirection(),
              "maximizing the negated values is the same study"),
          new Offense(
              5,
              "keeps what it knows for all pruners together",
              new SharesItsMemory(),
              "ran at the same time"),
          new Offense(
              6,
              "keeps a curve in an array by step",
              new KeepsACurveByStep(),
              "ArrayIndexOutOfBoundsException"),
          new Offense(
              7, "sleeps before it decides", new SleepsOnIt(), "waited, slept or was parked"),
          new Offense(8, "its name is none", new PrunerWithABadName(), "got 'Prune!'"),
          new Offense(9, "keeps a table for each trial", new KeepsATableForEachTrial(), "it holds"),
          new Offense(
              10,
              "lists its rounds from the last to the first",
              new CountsRoundsDown(),
              "each larger than the one before"),
          new Offense(
              11,
              "writes nothing, and reads what its pruner knows",
              new ReadsWhatItKnows(),
              "was written, and read by a pruner that was told nothing"),
          new Offense(
              11,
              "reads the first bytes, whatever follows",
              new ReadsAnything(),
              "bytes that no judge wrote"));

  @Override
  public String toString() {
    return "rule %s: %s".formatted(rule, name);
  }
}
