/**
 * Lists installed optimizers and pruners: where they come from, what they can do, and what is wrong
 * with those that cannot be used.
 */
@org.jspecify.annotations.NullMarked
package dev.beryl.plugins;
