/** Opens a study from its settings, runs it to its end, and makes its result. */
@org.jspecify.annotations.NullMarked
package dev.beryl.run;
