/**
 * The journal's file: frames with checksums, locks, and for each payload a codec that has both
 * directions. The reader that users see is {@link dev.beryl.journal.JournalReader}.
 */
@org.jspecify.annotations.NullMarked
package dev.beryl.journal.format;
