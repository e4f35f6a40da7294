package dev.beryl;

/**
 * Makes a study and its experiment again in a process that runs replicates of it. The process that
 * optimizes uses the same code, so that both have the same.
 *
 * {@snippet :
 * public final class Forest implements StudyFactory {
 *   static Experiment<Model> experiment() { … }
 *
 *   static Study study() { … }
 *
 *   @Override
 *   public StudyWorker worker() {
 *     return experiment().worker(study());
 *   }
 * }
 * }
 *
 * <p>A runner says how a factory gets to other processes: as the name of a public class with a
 * public constructor without parameters, for example.
 */
@FunctionalInterface
public interface StudyFactory {

  /**
   * Makes a worker. It opens no resources before its first unit.
   *
   * @return a new worker, which the caller closes; what this method throws ends the study
   */
  StudyWorker worker();
}
