/** The file that describes a study of a program: its format, read with a place for each fault. */
@org.jspecify.annotations.NullMarked
package dev.beryl.cli.file;
