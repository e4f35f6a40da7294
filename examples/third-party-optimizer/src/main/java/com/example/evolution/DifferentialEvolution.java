package com.example.evolution;

import dev.beryl.random.PhiloxRandom;
import dev.beryl.space.SearchSpace;
import dev.beryl.space.Treatment;
import dev.beryl.spi.Optimizer;
import dev.beryl.spi.OptimizerSetting;
import dev.beryl.trial.Trial;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Differential evolution without generations: each proposal challenges one member of the current population, and replaces it as soon as a tell shows that it is not worse. So any number of trials
 * may be pending, and they may be told in any order.
 *
 * <p>A challenger of member x, by scheme DE2 of the technical report with its step towards the best member b, is
 *
 * <pre>x + greediness (b - x) + weight (y - z)</pre>
 *
 * for two other members y and z, in a share of the parameters (binomial crossover). Where it leaves
 * the unit cube it is set half way between x and the border.
 *
 * <p>R. Storn and K. Price, Differential evolution: a simple and efficient heuristic for global
 * optimization over continuous spaces, Journal of Global Optimization 11, 341-359, 1997; the scheme
 * DE2 is in the technical report TR-95-012 of ICSI, 1995, equation (6).
 */
final class DifferentialEvolution implements Optimizer {
  private static final long DRAWS = 0;
  private static final int ATTEMPTS = 200;
  private static final int MOST_AT_ONCE = 1024;
  private static final int NONE = -1;

  private final SearchSpace space;
  private final EvolutionOptions options;
  private final PhiloxRandom random;
  private final Population population;
  private final Map<Integer, Challenge> pending = new HashMap<>();
  private int proposed;

  /** A place that was proposed, and the slot that it challenges; none while there is room. */
  private record Challenge(int slot, double[] place) {}

  DifferentialEvolution(OptimizerSetting setting) {
    this.space = setting.space();
    this.options = EvolutionOptions.of(setting.options());
    this.random = setting.random(DRAWS);
    this.population = new Population(options.population());
  }

  @Override
  public List<Treatment> ask(int max) {
    var proposals = new ArrayList<Treatment>();
    while (proposals.size() < Math.min(max, MOST_AT_ONCE)) {
      proposals.add(next());
    }
    return proposals;
  }

  /** The next proposal: the first that violates no hard constraint, or the last that was tried. */
  private Treatment next() {
    int slot = population.isFull() ? proposed % population.size() : NONE;
    double[] place = new double[space.dimension()];
    Treatment treatment = null;
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      random.seek(proposed, attempt); // the draws of a trial do not depend on those of others
      if (slot == NONE || attempt >= ATTEMPTS / 2) {
        random.nextDoubles(place, 0, place.length);
      } else {
        challenge(slot, place);
      }
      treatment = space.fromUnit(place);
      if (space.violated(treatment).isEmpty()) {
        break;
      }
    }
    pending.put(proposed++, new Challenge(slot, place));
    return treatment;
  }

  private void challenge(int slot, double[] place) {
    double[] own = population.get(slot).place();
    double[] best = population.best().place();
    double[] one = population.get(random.nextInt(population.size())).place();
    double[] other = population.get(random.nextInt(population.size())).place();
    int always = random.nextInt(place.length);
    for (int i = 0; i < place.length; i++) {
      place[i] =
          i == always || random.nextDouble() < options.crossover()
              ? within(own[i], step(own[i], best[i], one[i] - other[i]))
              : own[i];
    }
  }

  private double step(double own, double best, double difference) {
    return own + options.greediness() * (best - own) + options.weight() * difference;
  }

  private static double within(double own, double stepped) {
    return stepped < 0 ? own / 2 : stepped > 1 ? (own + 1) / 2 : stepped;
  }

  @Override
  public void tell(Trial trial) {
    Challenge challenge = pending.remove(trial.number());
    if (!trial.isCompleted()) {
      return;
    }
    if (challenge == null) { // an observation from elsewhere
      population.offer(Member.of(placeOf(trial.treatment()), trial));
    } else if (challenge.slot() == NONE) {
      population.offer(Member.of(challenge.place(), trial));
    } else {
      population.offer(challenge.slot(), Member.of(challenge.place(), trial));
    }
  }

  /** The best of many noisy losses is often a lucky one, so standard errors count against it. */
  @Override
  public Optional<Treatment> recommend() {
    return population.safest().map(member -> space.fromUnit(member.place()));
  }

  /** An inactive parameter gets the middle of its range. */
  private double[] placeOf(Treatment treatment) {
    double[] place = space.toUnit(treatment);
    for (int i = 0; i < place.length; i++) {
      place[i] = Double.isNaN(place[i]) ? 0.5 : place[i];
    }
    return place;
  }
}
