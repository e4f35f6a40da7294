package dev.beryl.spark;

import java.io.Serializable;
import scala.collection.Iterator;
import scala.runtime.AbstractFunction1;

/** Closes the worker of a run on the executor where it runs. */
final class Farewell extends AbstractFunction1<Iterator<byte[]>, byte[]> implements Serializable {
  private static final long serialVersionUID = 1;

  private final String run;

  Farewell(String run) {
    this.run = run;
  }

  @Override
  public byte[] apply(Iterator<byte[]> nothing) {
    try {
      return new Answer.Closed(Workers.close(run)).toBytes();
    } catch (RuntimeException e) {
      return new Answer.Unable(UnitTask.here() + ": " + e.getMessage()).toBytes();
    }
  }
}
