/**
 * What a study shows in a JDK Flight Recorder recording: events of trials, replicates, asks and
 * tells. Off unless a recording enables them.
 */
@org.jspecify.annotations.NullMarked
package dev.beryl.jfr;
