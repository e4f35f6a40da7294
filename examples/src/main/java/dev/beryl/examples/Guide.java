package dev.beryl.examples;

import static dev.beryl.study.ExpectedGain.expectedGainOf;
import static dev.beryl.study.Failures.Kind.EXCEPTION;
import static dev.beryl.study.Failures.Kind.TIMED_OUT;

import dev.beryl.Context;
import dev.beryl.Experiment;
import dev.beryl.Observations;
import dev.beryl.PairedResults;
import dev.beryl.Proposal;
import dev.beryl.Resource;
import dev.beryl.RunResult;
import dev.beryl.Study;
import dev.beryl.StudySession;
import dev.beryl.space.IntegerParameter;
import dev.beryl.space.Parameter;
import dev.beryl.space.SearchSpace;
import dev.beryl.space.Treatment;
import dev.beryl.study.Failures;
import dev.beryl.study.StudyResult;
import dev.beryl.trial.Objective;
import dev.beryl.trial.Trial;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.random.RandomGenerator;

/** The code of docs/guide.md, section by section. */
public final class Guide {
  private static final IntegerParameter REORDER_AT =
      Parameter.integer("reorder_at", 0, 60).withDefault(20);
  private static final IntegerParameter ORDER_UP_TO =
      Parameter.integer("order_up_to", 20, 150).withDefault(60);
  private static final SearchSpace SPACE = SearchSpace.of(REORDER_AT, ORDER_UP_TO);
  private static final Objective COST = Objective.minimize("cost");
  private static final Experiment<Double> EXPERIMENT = Experiment.measuring("cost", Guide::cost);

  private final Path folder;
  private final StringBuilder printed = new StringBuilder();

  private Guide(Path folder) {
    this.folder = folder;
  }

  /**
   * Runs all sections and prints what they print.
   *
   * @param arguments none
   * @throws IOException if a temporary folder cannot be written
   */
  public static void main(String[] arguments) throws IOException {
    System.out.print(run(Files.createTempDirectory("beryl-guide")));
  }

  /** Runs all sections; each prints below a line with its name. */
  static String run(Path folder) {
    var guide = new Guide(folder);
    guide.section("first", Guide::first);
    guide.section("start", Guide::start);
    guide.section("enough", Guide::enough);
    guide.section("again", Guide::again);
    guide.section("leave", Guide::leave);
    guide.section("lease", Guide::lease);
    guide.section("elsewhere", Guide::elsewhere);
    guide.section("hand", Guide::hand);
    guide.section("workers", Guide::workers);
    guide.section("seeds", Guide::seeds);
    guide.section("decide", Guide::decide);
    return guide.printed.toString();
  }

  private interface Section {
    void of(Guide guide) throws IOException;
  }

  private void section(String name, Section section) {
    printed.append("== ").append(name).append('\n');
    try {
      section.of(this);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void print(Object text) {
    printed.append(text.toString().stripTrailing()).append('\n');
  }

  /** A year of a shop that orders when its stock is low: what storage, orders and shortage cost. */
  static double cost(Context ctx) {
    long reorderAt = ctx.get(REORDER_AT);
    long orderUpTo = ctx.get(ORDER_UP_TO);
    RandomGenerator random = ctx.random();
    long stock = orderUpTo;
    long arriving = 0;
    int days = 0;
    double cost = 0;
    for (int day = 0; day < 365; day++) {
      if (arriving > 0 && --days == 0) {
        stock += arriving;
        arriving = 0;
      }
      long demand = random.nextInt(13);
      cost += 4.0 * Math.max(0, demand - stock);
      stock = Math.max(0, stock - demand);
      cost += 0.02 * stock;
      if (arriving == 0 && stock <= reorderAt) {
        arriving = Math.max(0, orderUpTo - stock);
        days = 1 + random.nextInt(5);
        cost += 12;
      }
    }
    return cost;
  }

  private static Study study() {
    return Study.of(SPACE, COST).optimizer("tpe").replicates(8).seed(1);
  }

  private void first() {
    Study study =
        Study.of(SPACE, Objective.minimize("cost"))
            .optimizer("tpe")
            .trials(60)
            .replicates(8)
            .seed(1);
    StudyResult result = EXPERIMENT.optimize(study);
    print(result.table(5));
  }

  private void start() {
    Treatment today = Treatment.of("today", Map.of("reorder_at", 25, "order_up_to", 80));
    StudyResult result = EXPERIMENT.optimize(study().trials(30).startWith(today));
    print(result.trial(0));
    print(result.bestTrial().orElseThrow());
  }

  private void enough() {
    StudyResult result =
        EXPERIMENT.optimize(study().trials(500).until(expectedGainOf(20).below(2)));
    print("after " + result.trials().size() + " trials: " + result.endingText());
  }

  private void again() {
    Path journal = folder.resolve("shop.journal");
    Study study =
        study()
            .trials(20)
            .neverFail()
            .replicateTimeout(Duration.ofMinutes(5))
            .journal(journal)
            .notes(Map.of("git", "a1b2c3"));
    StudyResult first = unreliable(true).optimize(study);
    print(first.trials().stream().filter(trial -> !trial.isCompleted()).count() + " failed");
    StudyResult again = unreliable(false).optimize(study.rerun(Failures.of(EXCEPTION, TIMED_OUT)));
    print(again.trials().stream().filter(trial -> !trial.isCompleted()).count() + " failed");
    print("run again: " + again.rerun());
  }

  private static Experiment<Double> unreliable(boolean broken) {
    return Experiment.measuring(
        "cost",
        ctx -> {
          if (broken && ctx.trial() % 9 == 4) {
            throw new IOException("the database is gone");
          }
          return cost(ctx);
        });
  }

  private void leave() {
    Experiment<Double> leaving =
        Experiment.measuring(
            "cost",
            ctx -> {
              double cost = cost(ctx);
              Path file = folder.resolve("trial-%s-%s.txt".formatted(ctx.trial(), ctx.replicate()));
              Files.writeString(file, "cost " + cost);
              ctx.artifact("log " + ctx.replicate(), file);
              ctx.note("machine", "A");
              return cost;
            });
    Trial best = leaving.optimize(study().trials(10)).bestTrial().orElseThrow();
    print(best.notes().get("machine") + " left " + best.artifacts().size() + " files");
  }

  private void lease() {
    Resource<Integer> gpu = Resource.leased("gpu", 0, 1, 2, 3);
    Experiment<Double> training =
        Experiment.from(ctx -> ctx.get(gpu))
            .using(gpu)
            .then(
                "train",
                (device, ctx) -> {
                  ctx.record("cost", cost(ctx)); // … on that device
                  return (double) device;
                })
            .build();
    StudyResult result = training.optimize(study().trials(10).parallelism(2).threads(4));
    print(result.trial(0).notes().containsKey("lease:gpu"));
  }

  private void elsewhere() throws IOException {
    Path file = folder.resolve("optuna.csv");
    Files.writeString(
        file,
        """
        number,value,params_reorder_at,params_order_up_to,state
        0,905.5,10,40,COMPLETE
        1,610.25,30,100,COMPLETE
        2,,5,30,FAIL
        """);
    Observations past = Observations.of(SPACE).csv(file);
    StudyResult result = EXPERIMENT.optimize(study().trials(15).warmStart(past));
    print(past + " were learned from, then " + result.trials().size() + " trials");
  }

  private void hand() {
    try (StudySession session = study().trials(5).journal(folder.resolve("bench.journal")).open()) {
      session.enqueue(Treatment.of("today", Map.of("reorder_at", 25, "order_up_to", 80)));
      Proposal today = session.ask(1).getFirst();
      session.note(today, "operator", "Ada");
      session.tell(today, 640);

      Proposal proposal = session.ask(1).getFirst();
      Treatment nearby = Treatment.of("nearby", Map.of("reorder_at", 30, "order_up_to", 100));
      Proposal other = session.runInstead(proposal, nearby);
      session.tell(other, 610);

      Proposal unwanted = session.ask(1).getFirst();
      session.withdraw(unwanted, "the shelf is too small");
      session.result().trials().forEach(trial -> print(trial.origin() + " " + trial.outcome()));
    }
  }

  private void workers() {
    Study study = study().trials(40).pruner("median");
    try (StudySession session = study.open();
        ExecutorService workers = Executors.newFixedThreadPool(2)) {
      List<Future<?>> running =
          List.of(workers.submit(() -> work(session)), workers.submit(() -> work(session)));
      running.forEach(Guide::await);
      print(session.result().trials().size() + " trials");
    }
  }

  private static void work(StudySession session) {
    while (!session.isOver()) {
      for (Proposal proposal : session.ask(1)) {
        double total = 0;
        int month = 0;
        while (month < 12 && !session.shouldPrune(proposal)) {
          total += measuredIn(month++, proposal.treatment());
          session.report(proposal, month, total / month);
        }
        if (month < 12) {
          session.tellPruned(proposal);
        } else {
          session.tell(proposal, total);
        }
      }
    }
  }

  /** Stands for a measurement in the world. */
  private static double measuredIn(int month, Treatment treatment) {
    return 50 + Math.abs(treatment.get(REORDER_AT) - 30) + month % 3;
  }

  private static void await(Future<?> future) {
    try {
      future.get();
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  private void seeds() {
    var tpe = new ArrayList<StudyResult>();
    var random = new ArrayList<StudyResult>();
    Study study = Study.of(SPACE, COST).trials(40).replicates(8);
    for (long seed = 0; seed < 8; seed++) {
      tpe.add(EXPERIMENT.optimize(study.optimizer("tpe").seed(seed)));
      random.add(EXPERIMENT.optimize(study.optimizer("random").seed(seed)));
    }
    print(PairedResults.of("tpe", tpe, "random", random));
  }

  private void decide() {
    StudyResult result = EXPERIMENT.optimize(study().trials(60));
    Treatment today = Treatment.of("today", Map.of("reorder_at", 25, "order_up_to", 80));
    Treatment found = result.recommended().named("found");
    RunResult compared =
        EXPERIMENT.run(List.of(today, found), 200, Study.of(SPACE, COST).seed(42).threads(2));
    print(compared.table());
    print(compared.interval("cost", "found", "today"));
    Trial measured = EXPERIMENT.run(found, 400, Study.of(SPACE, COST).seed(43).threads(2));
    print(Math.round(measured.value()) + " a year");
  }
}
