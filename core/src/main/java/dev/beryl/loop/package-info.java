/**
 * The loop of a study: asks for trials, runs, aggregates, keeps and tells them. It knows no
 * optimizer, thread pool or file format.
 */
@org.jspecify.annotations.NullMarked
package dev.beryl.loop;
