/** Describes a running study and its result: progress, listeners, failure policies and endings. */
@org.jspecify.annotations.NullMarked
package dev.beryl.study;
