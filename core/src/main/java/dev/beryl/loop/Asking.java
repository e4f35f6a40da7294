package dev.beryl.loop;

import dev.beryl.execution.local.LeftBehind;
import dev.beryl.jfr.AskEvent;
import dev.beryl.journal.JournalException;
import dev.beryl.space.SearchSpace;
import dev.beryl.space.Treatment;
import dev.beryl.spi.Delegation;
import dev.beryl.spi.Optimizer;
import dev.beryl.trial.Origin;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * The asking side of a study: asks the optimizer, numbers its proposals, and checks its rules. Used
 * by one thread.
 */
public final class Asking {
  private final StudyPlugin<Optimizer> optimizer;
  private final SearchSpace space;
  private final StudyState state;
  private final History history;
  private final GivenTreatments given;
  private final OpenCall call;
  private List<Delegation> delegations = List.of(); // that the optimizer has told of
  private int asked;

  /**
   * Creates the asking side of a study.
   *
   * @param space what the optimizer's treatments must be of
   * @param state where an optimizer that fails is entered
   * @param given what is run before the optimizer's own
   * @param call where it notes that it calls the optimizer
   */
  public Asking(
      StudyPlugin<Optimizer> optimizer,
      SearchSpace space,
      StudyState state,
      History history,
      GivenTreatments given,
      OpenCall call) {
    this.optimizer = optimizer;
    this.space = space;
    this.state = state;
    this.history = history;
    this.given = given;
    this.call = call;
  }

  /** {@return how many treatments were proposed so far, which is the number of the next trial} */
  public int asked() {
    return asked;
  }

  /**
   * Takes the treatments that the study was given, and if there are none asks for treatments; no
   * more than the study's budget has left.
   *
   * @param max the most that are wanted
   * @return at most {@code max}, of the space; none if there is nothing to propose or the study has
   *     ended
   */
  public List<Treatment> ask(int max) {
    List<Treatment> taken = takeGiven(max);
    return taken.isEmpty() ? askOptimizer(max) : taken;
  }

  /** {@return whether the study's budget has room for another trial} */
  public boolean hasRoom() {
    OptionalInt budget = state.budget();
    return budget.isEmpty() || asked < budget.getAsInt();
  }

  private int wanted(int max) {
    OptionalInt budget = state.budget();
    int wanted = budget.isPresent() ? Math.min(max, budget.getAsInt() - asked) : max;
    return state.stop() == null ? wanted : 0;
  }

  /**
   * Takes treatments that the study was given, where they were taken in an earlier run.
   *
   * @param max the most that are wanted
   * @return at most {@code max}, of the space
   */
  public List<Treatment> takeGiven(int max) {
    boolean recorded = history.isRecorded(asked);
    if (!recorded && !given.anyWaits()) {
      return List.of();
    }
    int wanted = wanted(max);
    int told = state.trials();
    var taken = new ArrayList<Treatment>();
    try {
      while (taken.size() < wanted) {
        Treatment next =
            history.isRecorded(asked) ? again(history.given(asked, told)) : first(told);
        if (next == null) {
          break;
        }
        taken.add(next);
      }
    } catch (JournalException e) {
      state.stop(StudyEnd.failed(e));
    }
    return taken;
  }

  /**
   * Takes the treatment that was given next in an earlier run, whatever was told.
   *
   * @return the treatment; null if none was given there
   */
  public @Nullable Treatment takeRecorded() {
    return again(history.given(asked, -1));
  }

  private @Nullable Treatment again(@Nullable Treatment recorded) {
    if (recorded != null) {
      Origin origin = history.originOf(asked);
      if (origin == Origin.GIVEN) {
        var _ = given.next();
      }
      number(origin);
    }
    return recorded;
  }

  private @Nullable Treatment first(int told) {
    GivenTreatments.Given next = given.next();
    if (next == null) {
      return null;
    }
    history.given(asked, next.origin(), next.treatment(), told);
    number(next.origin());
    return next.treatment();
  }

  private void number(Origin origin) {
    state.table().setOrigin(asked, origin);
    given.taken(asked);
    asked++;
  }

  /**
   * Another treatment is run in the place of the one that was proposed.
   *
   * @param number of the trial
   * @param proposed what was to run until now
   */
  public void replace(int number, Treatment proposed) {
    given.replaced(number, proposed);
    state.table().setOrigin(number, Origin.GIVEN);
  }

  /**
   * Asks the optimizer for treatments, no more than the study's budget has left.
   *
   * @param max the most that are wanted
   * @return at most {@code max}, of the space; none if there is nothing to propose or the study has
   *     ended
   */
  public List<Treatment> askOptimizer(int max) {
    int wanted = wanted(max);
    if (wanted < 1) {
      return List.of();
    }
    try {
      List<Treatment> proposed = propose(wanted);
      for (int i = 0; i < proposed.size(); i++) {
        state.delegated(delegations, asked + i);
        history.asked(asked + i, proposed.get(i), i == 0 ? wanted : 0);
      }
      asked += proposed.size();
      state.delegated(delegations, asked);
      return proposed;
    } catch (LeftBehind e) {
      throw e;
    } catch (JournalException e) {
      state.stop(StudyEnd.failed(e));
      return List.of();
    } catch (Throwable e) {
      state.optimizerFailed("could not propose trial " + asked, e);
      return List.of();
    }
  }

  /**
   * Adds a trial that the optimizer did not propose when it was asked, once it proposes no more.
   *
   * @param origin who chose the treatment: the optimizer, as the one to be used, or the study
   * @return the trial's number
   * @throws JournalException if another treatment was added then
   */
  int add(Treatment treatment, Origin origin) {
    if (origin == Origin.PROPOSED) {
      history.asked(asked, treatment, 0);
    } else {
      history.given(asked, origin, treatment, 0);
      state.table().setOrigin(asked, origin);
    }
    return asked++;
  }

  private List<Treatment> propose(int wanted) {
    AskEvent event = AskEvent.begun();
    List<Treatment> proposed =
        Objects.requireNonNull(
            called(wanted),
            "rule 3: it returned null; return List.of() if there is nothing to propose");
    if (event != null) {
      event.done(wanted, proposed.size());
    }
    if (proposed.size() > wanted) {
      throw new IllegalStateException(
          "rule 2: asked for at most %s treatments, it proposed %s"
              .formatted(wanted, proposed.size()));
    }
    for (int i = 0; i < proposed.size(); i++) {
      requireOfSpace(proposed.get(i));
    }
    return proposed;
  }

  @SuppressWarnings("ReferenceEquality") // a store that changes nothing is left out
  private List<Treatment> called(int wanted) {
    call.begin(optimizer, "ask");
    try {
      List<Treatment> proposed = optimizer.instance().ask(wanted);
      List<Delegation> now = optimizer.instance().delegations();
      if (delegations != now) {
        delegations = now;
      }
      return proposed;
    } finally {
      call.end();
    }
  }

  private void requireOfSpace(Treatment treatment) {
    Objects.requireNonNull(treatment, "rule 1: one of its treatments is null");
    if (!space.owns(treatment)) {
      throw new IllegalStateException(
          "rule 1: the optimizer's treatment %s does not belong to the space of its setting"
              .formatted(treatment));
    }
  }
}
