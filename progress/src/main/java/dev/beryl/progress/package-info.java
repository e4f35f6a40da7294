/** Shows the progress of a study: a bar on a terminal, lines elsewhere. */
@org.jspecify.annotations.NullMarked
package dev.beryl.progress;
