/** The result of a study over its table of trials: best, front, identity, digest, export. */
@org.jspecify.annotations.NullMarked
package dev.beryl.result;
