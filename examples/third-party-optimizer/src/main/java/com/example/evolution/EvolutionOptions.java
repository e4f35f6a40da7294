package com.example.evolution;

import dev.beryl.spi.Option;
import dev.beryl.spi.Options;

/** The options, each a typed key that also knows its range, default and description. */
record EvolutionOptions(int population, double weight, double crossover, double greediness) {
  static final Option<Integer> POPULATION =
      Option.integer(
              "population", 4, 100_000, "how many treatments the population holds, NP in the paper")
          .withDefault(12);
  static final Option<Double> WEIGHT =
      Option.real("weight", 0, 2, "how far a difference of two members is followed, F in the paper")
          .withDefault(0.6);
  static final Option<Double> CROSSOVER =
      Option.real("crossover", 0, 1, "the chance of a parameter to be changed, CR in the paper")
          .withDefault(0.9);
  static final Option<Double> GREEDINESS =
      Option.real("greediness", 0, 1, "how far to go towards the best member, lambda in the paper")
          .withDefault(0.5);

  static EvolutionOptions of(Options chosen) {
    return new EvolutionOptions(
        chosen.get(POPULATION),
        chosen.get(WEIGHT),
        chosen.get(CROSSOVER),
        chosen.get(GREEDINESS));
  }
}
