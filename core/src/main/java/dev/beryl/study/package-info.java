/** The course of a study and its result: progress, listeners, policies, endings. */
@org.jspecify.annotations.NullMarked
package dev.beryl.study;
