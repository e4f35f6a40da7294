/** The command {@code beryl}: a class for each of its commands. */
@org.jspecify.annotations.NullMarked
package dev.beryl.cli;
