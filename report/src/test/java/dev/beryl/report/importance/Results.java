package dev.beryl.report.importance;

import dev.beryl.space.SearchSpace;
import dev.beryl.study.StudyResult;
import dev.beryl.trial.Trial;
import java.lang.reflect.Proxy;
import java.util.List;

/** Results that know their trials only. */
final class Results {
  private Results() {}

  static StudyResult of(SearchSpace space, List<Trial> trials) {
    return (StudyResult)
        Proxy.newProxyInstance(
            StudyResult.class.getClassLoader(),
            new Class<?>[] {StudyResult.class},
            (_, method, _) ->
                switch (method.getName()) {
                  case "space" -> space;
                  case "trials" -> trials;
                  case "objectives" -> trials.getFirst().objectives();
                  default -> throw new UnsupportedOperationException(method.getName());
                });
  }
}
