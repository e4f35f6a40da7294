package dev.beryl.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.beryl.random.PhiloxRandom;
import java.lang.reflect.Method;
import java.util.List;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Laws of the spaces of any records, compiled here. */
class RecordSpaceProperties {
  private static final int POINTS = 50;

  @Property(seed = "1711", tries = 3, edgeCases = EdgeCasesMode.NONE)
  void record_isTheSpaceByHand_andInstancesGoThereAndBack(
      @ForAll(supplier = AnyRecord.Sources.class) AnyRecord.Types types) throws Exception {
    List<Class<?>> compiled = types.compiled();
    for (int i = 0; i < compiled.size(); i++) {
      check(types.sources().get(i), SearchSpace.of(compiled.get(i)));
      checkNarrowed(types.sources().get(i).modulus(), SearchSpace.of(compiled.get(i)));
    }
  }

  private static void check(AnyRecord.Source source, RecordSpace<?> space)
      throws ReflectiveOperationException {
    String constraint = "constructor of " + space.type().getSimpleName();
    assertThat(space.canonical())
        .isEqualTo(
            source.modulus() == 0
                ? source.byHand().canonical()
                : source.byHand().subjectTo(constraint, _ -> true).canonical());
    var random = new PhiloxRandom(1, 0);
    double[] unit = new double[space.dimension()];
    for (int i = 0; i < POINTS; i++) {
      random.nextDoubles(unit, 0, unit.length);
      Treatment treatment = space.fromUnit(unit);
      Treatment twin = source.byHand().fromUnit(unit);
      assertThat(space.toUnit(treatment)).isEqualTo(source.byHand().toUnit(twin));
      assertThat(treatment).hasToString(twin.toString());
      boolean refused = source.modulus() > 0 && AnyRecord.refuses(twin, source.modulus());
      assertThat(space.violated(treatment).isPresent()).isEqualTo(refused);
      if (refused) {
        assertThatIllegalArgumentException()
            .isThrownBy(() -> space.instance(treatment))
            .withMessage("got " + treatment.value("first"));
      } else {
        goesThereAndBack(space, treatment);
      }
    }
  }

  private static <T> void goesThereAndBack(RecordSpace<T> space, Treatment treatment)
      throws ReflectiveOperationException {
    T instance = space.instance(treatment);
    assertThat(Treatment.of(space, instance)).isEqualTo(treatment);
    assertThat(space.instance(Treatment.of(space, instance))).isEqualTo(instance);
    assertThat(space.withDefaults(instance).defaults()).isEqualTo(treatment);
    Method first = instance.getClass().getDeclaredMethod("first");
    first.setAccessible(true);
    assertThat(first.invoke(instance)).isEqualTo(((Long) treatment.value("first")).intValue());
  }

  private static void checkNarrowed(int modulus, RecordSpace<?> space) {
    Parameter last = space.parameters().getLast();
    RecordSpace<?> fixed =
        space.with("first", 9).with(last.name(), last.valueAt(last.fromUnit(0.6)));

    Treatment narrow = fixed.fromUnit(new double[fixed.dimension()]);

    assertThat(fixed.violated(narrow).isPresent()).isEqualTo(modulus == 3);
    if (modulus != 3) {
      assertThat(space.instance(narrow)).isEqualTo(space.instance(space.bind(narrow)));
    }
  }
}
