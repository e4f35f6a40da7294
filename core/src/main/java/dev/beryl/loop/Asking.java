package dev.beryl.loop;

import dev.beryl.execution.local.LeftBehind;
import dev.beryl.jfr.AskEvent;
import dev.beryl.journal.JournalException;
import dev.beryl.space.SearchSpace;
import dev.beryl.space.Treatment;
import dev.beryl.spi.Optimizer;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;

/**
 * The asking side of a study: asks the optimizer, numbers its proposals, and checks its rules. Used
 * by one thread.
 */
public final class Asking {
  private final StudyPlugin<Optimizer> optimizer;
  private final SearchSpace space;
  private final StudyState state;
  private final History history;
  private final OpenCall call;
  private int asked;

  /**
   * Creates the asking side of a study.
   *
   * @param space what the optimizer's treatments must be of
   * @param state where an optimizer that fails is entered
   * @param call where it notes that it calls the optimizer
   */
  public Asking(
      StudyPlugin<Optimizer> optimizer,
      SearchSpace space,
      StudyState state,
      History history,
      OpenCall call) {
    this.optimizer = optimizer;
    this.space = space;
    this.state = state;
    this.history = history;
    this.call = call;
  }

  /** {@return how many treatments were proposed so far, which is the number of the next trial} */
  public int asked() {
    return asked;
  }

  /**
   * Asks for treatments, no more than the study's budget has left.
   *
   * @param max the most that are wanted
   * @return at most {@code max}, of the space; none if there is nothing to propose or the study has
   *     ended
   */
  public List<Treatment> ask(int max) {
    OptionalInt budget = state.budget();
    int wanted = budget.isPresent() ? Math.min(max, budget.getAsInt() - asked) : max;
    if (wanted < 1 || state.stop() != null) {
      return List.of();
    }
    try {
      List<Treatment> proposed = propose(wanted);
      for (int i = 0; i < proposed.size(); i++) {
        history.asked(asked + i, proposed.get(i), i == 0 ? wanted : 0);
      }
      asked += proposed.size();
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
   * Adds a trial that the optimizer did not propose, once it proposes no more.
   *
   * @return the trial's number
   * @throws JournalException if another treatment was added then
   */
  int add(Treatment treatment) {
    history.asked(asked, treatment, 0);
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

  private List<Treatment> called(int wanted) {
    call.begin(optimizer, "ask");
    try {
      return optimizer.instance().ask(wanted);
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
