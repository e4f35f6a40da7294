package dev.beryl.benchmarks;

import dev.beryl.optimizers.math.SymmetricEigen;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.EigenDecompositionSymmetric;
import org.ojalgo.matrix.decomposition.Eigenvalue;
import org.ojalgo.matrix.store.R064Store;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What does the eigendecomposition of a covariance matrix cost, eigenvectors included? Ours beside
 * three linear algebra libraries, each with a workspace that is used again where it has one.
 *
 * <p>{@code mvn -q -B -Pbench -Dbench=SymmetricEigendecomposition}
 */
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 4, time = 500, timeUnit = TimeUnit.MILLISECONDS)
public class SymmetricEigendecomposition extends BerylBenchmark {

  /** The number of rows. */
  @Param({"2", "10", "40", "200"})
  public int dimension;

  private double[][] rows;
  private SymmetricEigen ours;
  private DMatrixRMaj ejmlMatrix;
  private EigenDecomposition_F64<DMatrixRMaj> ejml;
  private R064Store ojalgoMatrix;
  private Eigenvalue<Double> ojalgo;

  /** Made by JMH. */
  public SymmetricEigendecomposition() {}

  /** Draws a Wishart matrix of n + 10 degrees of freedom. */
  @Setup
  public void prepare() {
    int n = dimension;
    var random = new SplittableRandom(11);
    rows = new double[n][n];
    for (int k = 0; k < n + 10; k++) {
      double[] y = new double[n];
      for (int j = 0; j < n; j++) {
        y[j] = random.nextGaussian();
      }
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
          rows[i][j] += y[i] * y[j] / (n + 10);
        }
      }
    }
    ours = new SymmetricEigen(n);
    ejmlMatrix = new DMatrixRMaj(n, n);
    ejml = DecompositionFactory_DDRM.eig(n, true, true);
    ojalgoMatrix = R064Store.FACTORY.make(n, n);
    ojalgo = Eigenvalue.R064.make(n, true);
  }

  /** {@return Beryl's} */
  @Benchmark
  public boolean beryl() {
    return ours.decompose(rows);
  }

  /** {@return EJML's} */
  @Benchmark
  @Peer
  public boolean ejml() {
    for (int i = 0; i < dimension; i++) {
      System.arraycopy(rows[i], 0, ejmlMatrix.data, i * dimension, dimension);
    }
    return ejml.decompose(ejmlMatrix);
  }

  /** {@return Hipparchus', which keeps no workspace} */
  @Benchmark
  @Peer
  public Object hipparchus() {
    return new EigenDecompositionSymmetric(new Array2DRowRealMatrix(rows, false), 1e-12, true)
        .getVT();
  }

  /** {@return ojAlgo's} */
  @Benchmark
  @Peer
  public Object ojalgo() {
    for (int i = 0; i < dimension; i++) {
      for (int j = 0; j < dimension; j++) {
        ojalgoMatrix.set(i, j, rows[i][j]);
      }
    }
    ojalgo.decompose(ojalgoMatrix);
    return ojalgo.getV();
  }
}
