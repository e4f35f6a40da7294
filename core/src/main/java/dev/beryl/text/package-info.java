/** Numbers and durations as people write them, for texts that are not read back. */
@org.jspecify.annotations.NullMarked
package dev.beryl.text;
