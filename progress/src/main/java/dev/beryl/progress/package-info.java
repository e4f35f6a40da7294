/** A listener that shows how far a study is: a bar on a terminal, lines elsewhere. */
@org.jspecify.annotations.NullMarked
package dev.beryl.progress;
