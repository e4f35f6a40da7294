package dev.beryl;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The work of one replicate: produces an output and records metrics. */
sealed interface Pipeline<T> {

  /** Runs for the output. */
  T output(Context context) throws Exception;

  /** Runs for the metrics alone. */
  void measure(Context context) throws Exception;

  /** The name of what runs at a place: 0 is the source. */
  String nameAt(int place);

  /** A source and steps; the builder has checked that their types fit. */
  record Steps<T>(
      Source<?> source,
      List<Stage> stages,
      Map<String, Object> entries,
      List<Resource<?>> resources,
      List<Leases<?>> leases)
      implements Pipeline<T> {

    Steps(
        Source<?> source,
        List<Stage> stages,
        Map<String, Object> entries,
        List<Resource<?>> resources) {
      this(source, stages, entries, resources, leasesOf(resources));
    }

    private static List<Leases<?>> leasesOf(List<Resource<?>> resources) {
      var leases = new ArrayList<Leases<?>>();
      for (Resource<?> resource : resources) {
        Leases<?> ofResource = resource.leases();
        if (ofResource != null) {
          leases.add(ofResource);
        }
      }
      return List.copyOf(leases);
    }

    @Override
    public T output(Context context) throws Exception {
      return leases.isEmpty() ? through(context) : holding(0, context);
    }

    /** Always in the same order, so that two replicates never wait for each other. */
    private T holding(int index, Context context) throws Exception {
      return index == leases.size()
          ? through(context)
          : leases.get(index).holding(context, () -> holding(index + 1, context));
    }

    @SuppressWarnings("unchecked")
    private T through(Context context) throws Exception {
      Object data = source.get(context);
      for (int i = 0; i < stages.size(); i++) {
        context.enter(i + 1);
        data = ((Step<Object, Object>) stages.get(i).step()).apply(data, context);
      }
      return (T) data;
    }

    @Override
    public void measure(Context context) throws Exception {
      output(context);
    }

    @Override
    public String nameAt(int place) {
      return place == 0 ? "source" : stages.get(place - 1).name();
    }

    @Override
    public String toString() {
      List<String> steps = stages.stream().map(Stage::name).toList();
      List<String> names = resources.stream().map(Resource::name).toList();
      return "of steps " + steps + (names.isEmpty() ? "" : " with resources " + names);
    }
  }

  /** A function whose value is recorded. */
  record Function(String metric, Measure measure) implements Pipeline<Double> {

    @Override
    public Double output(Context context) throws Exception {
      double value = measure.measure(context);
      context.record(metric, value);
      return value;
    }

    @Override
    public void measure(Context context) throws Exception {
      context.record(metric, measure.measure(context));
    }

    @Override
    public String nameAt(int place) {
      return metric;
    }

    @Override
    public String toString() {
      return "measuring '" + metric + "'";
    }
  }
}
