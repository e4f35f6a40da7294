package dev.beryl;

/** A step under its name. */
record Stage(String name, Step<?, ?> step) {}
