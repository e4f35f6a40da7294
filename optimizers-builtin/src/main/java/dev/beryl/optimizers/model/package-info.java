/**
 * What a method that models the losses builds on: the trials as columns, their order, the features
 * that parameters are to a model, how noisy losses are, and what may be proposed.
 */
@org.jspecify.annotations.NullMarked
package dev.beryl.optimizers.model;
