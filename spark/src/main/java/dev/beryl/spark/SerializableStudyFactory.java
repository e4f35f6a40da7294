package dev.beryl.spark;

import dev.beryl.StudyFactory;
import java.io.Serializable;

/**
 * A factory that travels to the executors as an object, for example a lambda. Everything that it
 * captures must be serializable, too. Where a class will do, prefer the {@linkplain
 * SparkRunner.Builder#study(Class) name of a class}, which has no such condition.
 */
@FunctionalInterface
public interface SerializableStudyFactory extends StudyFactory, Serializable {}
