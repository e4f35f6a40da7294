package dev.beryl.loop;

import dev.beryl.study.Ending;
import org.jspecify.annotations.Nullable;

/**
 * That a study is over.
 *
 * @param ending why
 * @param text why, in a sentence
 * @param cause the exception behind it, if there is one
 */
public record StudyEnd(Ending ending, String text, @Nullable Throwable cause) {}
