/** What is searched: functions with known minima, drawn at random from an instance's number. */
@org.jspecify.annotations.NullMarked
package dev.beryl.quality.problem;
