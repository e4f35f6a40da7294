/**
 * Journals: files in which studies note what they ask, run and tell, so that one that was killed
 * goes on where it was. Here is what chooses how durable a journal is, and what reads one, also
 * while it is being written.
 */
@org.jspecify.annotations.NullMarked
package dev.beryl.journal;
