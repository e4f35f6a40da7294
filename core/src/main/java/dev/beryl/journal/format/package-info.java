/**
 * The journal's file as bytes: frames with checksums, primitive encodings, locks. Knows nothing of
 * what the frames hold.
 */
@org.jspecify.annotations.NullMarked
package dev.beryl.journal.format;
