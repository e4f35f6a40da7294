package dev.beryl.optimizers.auto;

/**
 * A part of a study in which one method proposes.
 *
 * @param first how many trials are known or asked for when it starts
 * @param method what proposes
 * @param reason why, in words
 */
record Phase(int first, Method method, String reason) {

  Phase by(Method other, String why) {
    return new Phase(first, other, why);
  }
}
