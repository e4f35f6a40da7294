/**
 * Values as bytes: primitive encodings, outcomes, and the numbers of the kinds of records. Knows no
 * file.
 */
@org.jspecify.annotations.NullMarked
package dev.beryl.binary;
