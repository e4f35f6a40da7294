package dev.beryl.spark;

import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.spark.SparkContext;
import org.apache.spark.rdd.RDD;
import org.apache.spark.resource.ResourceProfile;
import org.jspecify.annotations.Nullable;
import scala.Function1;
import scala.Tuple2;
import scala.collection.Iterator;
import scala.collection.immutable.Seq;
import scala.concurrent.ExecutionContext;
import scala.jdk.javaapi.CollectionConverters;
import scala.reflect.ClassTag;
import scala.reflect.ClassTag$;
import scala.runtime.BoxedUnit;
import scala.util.Failure;
import scala.util.Try;

/** Jobs of Spark whose tasks take bytes and answer with bytes. */
final class Jobs {
  private static final ClassTag<byte[]> BYTES = ClassTag$.MODULE$.apply(byte[].class);

  private Jobs() {}

  /**
   * Submits a job with the local properties of this thread. The two consumers are called on threads
   * of Spark's scheduler, and must only take note.
   *
   * @param tasks a partition for each, and where it should run: {@code executor_HOST_ID}, or
   *     nowhere in particular
   * @param answered gets the number of a partition and its answer as it ends
   * @param ended gets null, or why the job failed
   */
  static void submit(
      SparkContext context,
      List<Tuple2<byte[], Seq<String>>> tasks,
      @Nullable ResourceProfile resources,
      Function1<Iterator<byte[]>, byte[]> body,
      BiConsumer<Integer, byte[]> answered,
      Consumer<@Nullable Throwable> ended) {
    RDD<byte[]> rdd = context.makeRDD(seq(tasks), BYTES);
    if (resources != null) {
      rdd = rdd.withResources(resources);
    }
    var job =
        context.submitJob(
            rdd,
            body,
            seq(IntStream.range(0, tasks.size()).<Object>mapToObj(i -> i).toList()),
            (partition, answer) -> {
              answered.accept((Integer) partition, answer);
              return BoxedUnit.UNIT;
            },
            () -> BoxedUnit.UNIT);
    job.onComplete(
        (Try<BoxedUnit> end) -> {
          ended.accept(end instanceof Failure<?> failure ? failure.exception() : null);
          return BoxedUnit.UNIT;
        },
        ExecutionContext.fromExecutor(Runnable::run));
  }

  static Tuple2<byte[], Seq<String>> anywhere(byte[] bytes) {
    return new Tuple2<>(bytes, seq(List.of()));
  }

  static Tuple2<byte[], Seq<String>> at(Answer.Place place) {
    return new Tuple2<>(
        new byte[0], seq(List.of("executor_%s_%s".formatted(place.host(), place.executor()))));
  }

  private static <T> Seq<T> seq(List<T> list) {
    return CollectionConverters.asScala(list).toSeq();
  }
}
