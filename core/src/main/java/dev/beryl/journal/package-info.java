/**
 * Defines journals: files in which studies record what they ask, run and tell, so that a killed
 * study can continue. This package has the choice of a journal's durability, and readers, which
 * also work while a journal is being written.
 */
@org.jspecify.annotations.NullMarked
package dev.beryl.journal;
