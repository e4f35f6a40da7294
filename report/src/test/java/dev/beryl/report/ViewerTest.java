package dev.beryl.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.beryl.journal.JournalTrials;
import dev.beryl.report.study.FailureGroup;
import dev.beryl.report.study.State;
import dev.beryl.report.study.StudyReading;
import dev.beryl.report.study.Timeline;
import dev.beryl.space.ChoiceParameter;
import dev.beryl.space.IntegerParameter;
import dev.beryl.space.ItemsParameter;
import dev.beryl.space.Parameter;
import dev.beryl.space.RealParameter;
import dev.beryl.study.StudyResult;
import dev.beryl.study.Verdict;
import dev.beryl.trial.Outcome;
import dev.beryl.trial.Trial;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page that reads journals by itself, in a browser. */
@Tag("browser")
class ViewerTest {
  /** All that the viewer knows of each trial, with the bits of its numbers. */
  private static final String TRIALS =
      """
      (journal => {
        const view = new DataView(new ArrayBuffer(8));
        const bits = number => { view.setFloat64(0, number); return view.getBigUint64(0).toString(16); };
        return journal.trials.map(trial => [
          trial.number, trial.state, trial.nanos,
          ...Object.values({where: '', message: '', replicate: -1, step: -1n, ...trial.outcome}).map(String).sort(),
          ...trial.estimates.map(e => bits(e.value) + ' ' + bits(e.error)),
          ...journal.header.parameters.map((p, j) => {
            const value = journal.value(trial, j);
            return value === null ? 'none' : p.kind === 0 ? bits(value.number) : journal.text(trial, j);
          }),
        ].join('|'));
      })(Viewer.journal)
      """;

  @TempDir static Path folder;
  private static Path viewer;

  private Tab tab;

  @BeforeAll
  static void writeTheViewer() throws IOException {
    viewer = folder.resolve("viewer.html");
    Files.writeString(viewer, Report.viewerHtml());
  }

  @BeforeEach
  void openTheViewer() throws Exception {
    tab = Browser.open();
    tab.go(viewer);
  }

  @AfterEach
  void closeThePage() throws IOException {
    if (tab != null) {
      tab.close();
    }
  }

  /** Chooses a file and waits until it is shown or refused. */
  private void choose(Path journal) throws IOException {
    tab.value("document.getElementById('viewer-parts').replaceChildren()");
    tab.choose("viewer-file", journal);
    tab.await("document.querySelector('#facts, [role=alert]') !== null");
  }

  private static List<String> trials(StudyResult result) {
    return result.trials().stream()
        .map(trial -> {
          var fields = new ArrayList<String>();
          fields.add(Integer.toString(trial.number()));
          fields.add(Integer.toString(State.of(trial).rank()));
          fields.add(Long.toString(trial.duration().toNanos()));
          fields.addAll(outcome(trial));
          for (int m = 0; trial.isCompleted() && m < trial.objectives().size(); m++) {
            fields.add(bits(trial.value(m)) + " " + bits(trial.standardError(m)));
          }
          for (int i = 0; trial.isCompleted() && i < trial.outcomeConstraints().size(); i++) {
            fields.add(
                bits(trial.constraintValue(i)) + " " + bits(trial.constraintStandardError(i)));
          }
          for (Parameter parameter : result.space().parameters()) {
            fields.add(value(trial, parameter));
          }
          return String.join("|", fields);
        })
        .toList();
  }

  private static List<String> outcome(Trial trial) {
    List<Object> fields =
        switch (trial.outcome()) {
          case Outcome.Completed _ -> List.of("", "", -1, -1, 0, 0);
          case Outcome.Failed f ->
              List.of(f.step(), f.message(), f.replicate(), -1, 1, 3, f.reason());
          case Outcome.Pruned p when p.replicates() == 0 ->
              List.of("", "", p.replicate(), p.step(), 2, 2);
          case Outcome.Pruned p -> List.of("", "", p.replicate(), p.step(), 5, 2, p.replicates());
          case Outcome.TimedOut t ->
              List.of(
                  t.step(),
                  "",
                  t.replicate(),
                  -1,
                  3,
                  3,
                  t.limit().toSeconds(),
                  t.limit().toNanosPart());
          case Outcome.Rejected r -> List.of(r.constraint(), r.message(), -1, -1, 4, 4);
        };
    return fields.stream().map(String::valueOf).sorted().toList();
  }

  private static String bits(double number) {
    return Long.toHexString(Double.doubleToRawLongBits(number));
  }

  private static String value(Trial trial, Parameter parameter) {
    Object value = trial.treatment().value(parameter.name());
    if (value == null) {
      return "none";
    }
    return switch (parameter) {
      case RealParameter _ -> bits((Double) value);
      case IntegerParameter _, ChoiceParameter<?> _, ItemsParameter<?> _ -> value.toString();
    };
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "everything",
        "front",
        "race",
        "kinds",
        "failing",
        "given",
        "rerun",
        "waits",
        "one",
        "none"
      })
  void trials_areThoseThatTheLibraryReads(String kind) throws Exception {
    Path journal = SampleJournals.all().get(kind);
    StudyResult result = JournalTrials.read(journal).result();

    choose(journal);

    assertThat(tab.texts(TRIALS)).isEqualTo(trials(result));
    assertThat(tab.textsOf("h1")).containsExactly(result.name().orElse(kind + ".journal"));
    if (!result.trials().isEmpty()) {
      assertThat(tab.textsOf("#explore-on output").getFirst())
          .contains("%s of %1$s trials".formatted(result.trials().size()));
    }
    assertThat(tab.textsOf("#failures tr"))
        .hasSize(
            FailureGroup.of(result.trials()).isEmpty()
                ? 0
                : 1 + FailureGroup.of(result.trials()).size());
    assertThat(tab.errors).isEmpty();
    assertThat(tab.requests).containsExactly(viewer.toUri().toString());
  }

  /** What its process ran, and which trial its slots waited for, to all digits. */
  @ParameterizedTest
  @ValueSource(strings = {"everything", "race", "rerun", "waits"})
  void timeline_isThatOfTheReport(String kind) throws Exception {
    Path journal = SampleJournals.all().get(kind);
    Timeline.Run process = StudyReading.read(journal).timeline().processes().getLast();
    Timeline.Use use = process.use();

    choose(journal);

    tab.value("globalThis.process = Viewer.journal.timeline.lastProcess(); true");
    assertThat(tab.texts("process.slots, slot => slot.map(span => span.trial).join(' ')"))
        .isEqualTo(
            process.slots().stream()
                .map(slot ->
                    slot.stream()
                        .map(span -> Integer.toString(span.trial()))
                        .collect(Collectors.joining(" ")))
                .toList());
    assertThat(tab.texts("[process.ran, process.waited, process.atTheEnd, process.notChosen]"))
        .isEqualTo(
            Stream.of(use.ran(), use.waited(), use.atTheEnd(), use.notChosen())
                .map(String::valueOf)
                .toList());
    assertThat(tab.texts("process.waits, wait => `${wait.trial} ${wait.slots} ${wait.held}`"))
        .isEqualTo(
            process.waits().stream()
                .map(wait -> "%s %s %s".formatted(wait.trial(), wait.slots(), wait.held()))
                .toList());
    assertThat(tab.textsOf("#timeline tr"))
        .hasSize(process.waits().isEmpty() ? 0 : Math.min(12, 1 + process.waits().size()));
    assertThat(tab.errors).isEmpty();
  }

  @Test
  void timeline_showsWhatSlotsWaitedFor() throws Exception {
    choose(SampleJournals.all().get("waits"));

    assertThat(tab.textsOf("#timeline p").getFirst())
        .contains("Here 2 slots ran 74 % of the time.", "most for trial 0 (20 s)")
        .contains("For 8 % nothing was left to start, and for 1 % nothing had been chosen");
    assertThat(tab.texts("document.querySelectorAll('#timeline td'), e => e.textContent"))
        .containsExactly("0", "20 s", "20 s", "30 s");
    assertThat(tab.text("document.getElementById('timeline-chart').getAttribute('aria-label')"))
        .isEqualTo("5 replicates in 2 slots; the table below has the trials that slots waited for");
    choose(SampleJournals.all().get("none"));
    assertThat(tab.textsOf("#timeline")).isEmpty();
  }

  /** One that is kept among the tests of the format. */
  @Test
  void keptJournal_isReadAsTheLibraryReadsIt() throws Exception {
    Path journal =
        Path.of("../core/src/test/resources/known-answers/journal-2/golden.journal")
            .toAbsolutePath()
            .normalize();

    choose(journal);

    assertThat(tab.texts(TRIALS)).isEqualTo(trials(JournalTrials.read(journal).result()));
    assertThat(tab.textsOf("[role=alert]")).isEmpty();
  }

  /** One journal after the other on the same page. */
  @Test
  void anotherJournal_takesThePlaceOfTheFirst() throws Exception {
    choose(SampleJournals.all().get("everything"));
    assertThat(tab.shown())
        .contains("Kernel machine", "Use, the best trial", "out of memory", "60 of 60 trials");
    choose(SampleJournals.all().get("front"));
    assertThat(tab.shown())
        .contains("not dominated by any other", "Pareto front", "40 of 40 trials")
        .doesNotContain("Kernel machine", "out of memory");
    choose(SampleJournals.all().get("none"));
    assertThat(tab.shown()).contains("No trial has ended yet").doesNotContain("Explore");
    choose(SampleJournals.all().get("race"));
    Verdict verdict =
        JournalTrials.read(SampleJournals.all().get("race")).result().verdict().orElseThrow();
    assertThat(tab.shown())
        .contains("Use, the best trial, number " + verdict.bestTrial())
        .contains(
            "Of %s finalists %s is best"
                .formatted(verdict.finalists().size(), verdict.winner().name()))
        .doesNotContain("partly the luckiest");
    for (int i = 0; i < verdict.finalists().size(); i++) {
      Verdict.Finalist finalist = verdict.finalists().get(i);
      assertThat(
              tab.texts(
                  "document.querySelectorAll('#statement table')[1].rows[%s].cells, e => e.textContent"
                      .formatted(i + 1)))
          .startsWith(
              finalist.name(),
              finalist.standing().name().toLowerCase(Locale.ROOT).replace('_', ' '),
              Integer.toString(finalist.replicates()));
    }
  }

  @Test
  void droppedJournal_isShown() throws Exception {
    Map<String, Object> data =
        Map.of(
            "items", List.of(),
            "files", List.of(SampleJournals.all().get("everything").toString()),
            "dragOperationsMask", 1);
    for (String type : List.of("dragEnter", "dragOver", "drop")) {
      tab.call("Input.dispatchDragEvent", "type", type, "x", 300, "y", 300, "data", data);
    }
    tab.await("document.getElementById('facts') !== null");

    assertThat(tab.shown()).contains("Kernel machine", "60 of 60 trials");
    assertThat(tab.text("location.href")).isEqualTo(viewer.toUri().toString());
  }

  private Path written(String name, byte[] bytes) throws IOException {
    return Files.write(folder.resolve(name), bytes);
  }

  @Test
  void copiedCode_hasListsAndWholeNumbersAsTheyAre() throws Exception {
    Path journal = SampleJournals.all().get("kinds");
    StudyResult result = JournalTrials.read(journal).result();
    choose(journal);
    tab.value("document.querySelectorAll('#explore-table th button')[0].click()");
    tab.value("document.querySelector('#explore-table td button').click()");
    String code = tab.text("document.getElementById('explore-code').value");

    Trial first = result.trials().getFirst();
    assertThat(code)
        .contains("\"large\", " + first.treatment().value("large") + "L")
        .contains(
            "\"order\", List.of("
                + first.treatment().value("order").toString().replaceAll("[\\[\\]]", "")
                + ")")
        .contains("\"flag\", " + first.treatment().value("flag"))
        .contains("\"features\", List.of(\"");

    Path page = folder.resolve("kinds.html");
    Report.of(journal).writeHtml(page);
    tab.go(page).await("document.getElementById('explore-on').dataset.ready");
    tab.value("document.querySelectorAll('#explore-table th button')[0].click()");
    tab.value("document.querySelector('#explore-table td button').click()");
    assertThat(tab.text("document.getElementById('explore-code').value")).isEqualTo(code);
  }

  @Test
  void journalThatEndsWithinARecord_isShownUpToThere() throws Exception {
    byte[] whole = Files.readAllBytes(SampleJournals.all().get("everything"));
    for (int cut : new int[] {whole.length * 2 / 3, whole.length - 1, whole.length / 3 + 7}) {
      Path torn = written("torn.journal", Arrays.copyOf(whole, cut));

      choose(torn);

      assertThat(tab.texts(TRIALS)).isEqualTo(trials(JournalTrials.read(torn).result()));
      assertThat(tab.textsOf("[role=alert]")).isEmpty();
      assertThat(tab.textsOf("#facts").getFirst()).contains("its process was killed");
    }
  }

  @Test
  void damagedJournal_isNamedAndTheTrialsBeforeAreShown() throws Exception {
    byte[] whole = Files.readAllBytes(SampleJournals.all().get("everything"));
    byte[] flipped = whole.clone();
    flipped[whole.length / 2] ^= 1;
    byte[] missing = new byte[whole.length - 3];
    System.arraycopy(whole, 0, missing, 0, whole.length / 2);
    System.arraycopy(
        whole,
        whole.length / 2 + 3,
        missing,
        whole.length / 2,
        whole.length - whole.length / 2 - 3);
    for (byte[] bytes : List.of(flipped, missing)) {
      choose(written("hurt.journal", bytes));

      assertThat(tab.textsOf("[role=alert]").getFirst())
          .contains("hurt.journal", "damaged at offset", "the trials before are shown");
      assertThat(tab.shown()).contains("Kernel machine", "completed", "History");
    }
  }

  @Test
  void whatIsNoJournalThatItKnows_isRefusedInWords() throws Exception {
    byte[] whole = Files.readAllBytes(SampleJournals.all().get("one"));
    byte[] newer = whole.clone();
    newer[11] = 99;

    choose(written("newer.journal", newer));
    assertThat(tab.textsOf("[role=alert]").getFirst())
        .contains("newer.journal", "its format has version 99, and this viewer knows version 2");
    choose(
        written("picture.png", new byte[] {(byte) 0x89, 'P', 'N', 'G', 1, 2, 3, 4, 5, 6, 7, 8, 9}));
    assertThat(tab.textsOf("[role=alert]").getFirst()).contains("this is not a journal");
    choose(written("empty.journal", new byte[0]));
    assertThat(tab.textsOf("[role=alert]").getFirst()).contains("the file is empty");
    choose(written("start.journal", Arrays.copyOf(whole, 40)));
    assertThat(tab.textsOf("[role=alert]").getFirst()).contains("within the description");
    assertThat(tab.errors).isEmpty();

    choose(SampleJournals.all().get("one"));
    assertThat(tab.textsOf("[role=alert]")).isEmpty();
  }
}
