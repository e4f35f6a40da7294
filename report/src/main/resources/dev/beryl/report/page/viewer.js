'use strict';
// Shows a journal that a person gives to the page. Texts of the study come into it by textContent and by the canvas only.
const Viewer = (() => {
  const MOST_ROWS = 50000;
  const MOST_BEST = 1000;
  const MOST_EXACT = 5000;
  const MOST_SLICES = 4;
  const MOST_CAUSES = 12;
  const MOST_SLOTS = 16;
  const MOST_WAITS = 10;
  const STATES = [{word: 'completed', shape: '●', color: '#0072b2'}, {word: 'infeasible', shape: '△', color: '#aa3399'},
    {word: 'pruned', shape: '■', color: '#8a8a8a'}, {word: 'failed', shape: '✕', color: '#c8500a'},
    {word: 'rejected', shape: '◇', color: '#8a6d00'}];
  const BEST = '#00794f';
  const parts = document.getElementById('viewer-parts');
  const on = document.getElementById('explore-on');
  const state = document.getElementById('viewer-state');
  const file = document.getElementById('viewer-file');
  const shown = {journal: null};

  /** A text with the numbers of characters that show nothing or change the direction of others. */
  function visible(text) {
    return text.replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Cn}\p{Co}]/gu,
      (c) => '[U+' + c.codePointAt(0).toString(16).toUpperCase().padStart(4, '0') + ']');
  }

  /** The start and the end of a text that is longer. */
  function short(text, most) {
    const characters = [...visible(text)];
    const start = Math.floor((most - 1) * 2 / 3);
    return characters.length <= most ? characters.join('')
      : characters.slice(0, start).join('') + '…' + characters.slice(start + 1 - most).join('');
  }

  function figure(number, digits) {
    return Number.isFinite(number) ? String(Number(number.toPrecision(digits || 6))) : String(number);
  }

  /** A value up to the second digit of its error. */
  function estimate({value, error}) {
    if (!Number.isFinite(error) || error === 0) {
      return figure(value);
    }
    const places = Math.min(100, Math.max(0, 1 - Math.floor(Math.log10(error))));
    return places > 20 ? `${figure(value)} ± ${figure(error, 2)}` : `${value.toFixed(places)} ± ${error.toFixed(places)}`;
  }

  function duration(nanos) {
    const seconds = nanos / 1e9;
    const whole = Math.round(seconds);
    const minutes = Math.floor(whole / 60);
    return seconds < 1e-3 ? figure(seconds * 1e6, 2) + ' µs'
      : seconds < 1 ? figure(seconds * 1e3, 3) + ' ms'
        : seconds < 60 ? figure(seconds, 3) + ' s'
          : whole < 3600 ? `${minutes} min ${whole % 60} s`
            : minutes < 2880 ? `${Math.floor(minutes / 60)} h ${minutes % 60} min`
              : `${Math.floor(minutes / 1440)} d ${Math.floor(minutes % 1440 / 60)} h`;
  }

  function count(number, noun) {
    return `${number} ${noun}${number === 1 ? '' : 's'}`;
  }

  function section(id, title, reading) {
    const made = element('section', parts);
    made.id = id;
    made.setAttribute('aria-labelledby', id + '-title');
    element('h2', made, title).id = id + '-title';
    if (reading) {
      element('p', made, reading);
    }
    return made;
  }

  function table(parent, heads, rows) {
    const box = element('div', parent);
    box.className = 'scroll';
    box.tabIndex = 0;
    const made = element('table', box);
    const head = element('tr', made);
    heads.forEach((text) => { element('th', head, text).scope = 'col'; });
    for (const row of rows) {
      const line = element('tr', made);
      row.forEach((text) => element('td', line, text));
    }
    return made;
  }

  /** Completed trials first, by their first loss; then the others by their state. */
  function better(journal) {
    return (a, b) => a.state - b.state || (a.state < 2 ? journal.loss(a) - journal.loss(b) : 0) || a.number - b.number;
  }

  function improvements(journal) {
    const found = [];
    journal.trials.forEach((trial, i) => {
      if (trial.state === 0 && (found.length === 0 || journal.loss(trial) < journal.loss(journal.trials[found.at(-1)]))) {
        found.push(i);
      }
    });
    return found;
  }

  /** The trials that no other is better than in one objective and as good as in all. */
  function front(journal) {
    const completed = journal.trials.filter((trial) => trial.state === 0);
    const losses = completed.map((trial) => journal.signs.map((_, m) => journal.loss(trial, m)));
    const order = completed.map((_, i) => i).sort((a, b) => losses[a].reduce((sign, x, m) => sign || x - losses[b][m], 0));
    const kept = [];
    for (const i of order) {
      if (!kept.some((k) => losses[k].every((x, m) => x <= losses[i][m]) && losses[k].some((x, m) => x < losses[i][m]))) {
        kept.push(i);
      }
    }
    return kept.map((i) => completed[i]);
  }

  /** What a race of the best trials has shown. */
  function race(parent, verdict, objective) {
    const {value, interval, differences} = verdict.objectives[0];
    const range = ({low, high}) => `${figure(low, 4)} to ${figure(high, 4)}`;
    element('p', parent, `Of ${verdict.finalists.length} finalists ${short(verdict.finalists[verdict.best].name, 60)} is best: `
      + `${short(objective.metric, 40)} ${figure(value, 4)}`
      + (interval.low < interval.high ? `, ${figure(100 * interval.level, 4)} % interval ${range(interval)}.` : '.')
      + ' Treatments that did not reach the race are not covered.');
    table(parent, ['finalist', 'how it came out', 'replicates', 'worse by', 'interval', 'why it is out'],
      verdict.finalists.map((finalist, i) => [short(finalist.name, 60), finalist.standing.toLowerCase().replaceAll('_', ' '),
        String(finalist.replicates), differences[i].ofTheBest ? '' : figure(differences[i].worseBy, 3),
        differences[i].ofTheBest ? '' : range(differences[i].interval), short(finalist.reason, 200)]));
  }

  function statement(journal) {
    const made = element('section', parts);
    made.id = 'statement';
    const {parameters, objectives} = journal.header;
    const {verdict} = journal;
    const best = verdict ? journal.trials[journal.rows.get(verdict.finalists[verdict.best].trial)]
      : improvements(journal).map((i) => journal.trials[i]).at(-1);
    if (journal.trials.length === 0) {
      element('p', made, 'No trial has ended yet.');
    } else if (best === undefined) {
      element('p', made, journal.trials.some((trial) => trial.state === 1)
        ? 'No completed trial satisfies all outcome constraints.' : 'No trial completed.');
    } else if (objectives.length > 1 && !verdict) {
      const size = front(journal).length;
      element('p', made, `${size === 1 ? '1 trial is' : size + ' trials are'} not dominated by any other: choose among them.`);
    } else {
      element('b', element('p', made, ''), `Use, the best trial, number ${best.number}:`);
      const active = parameters.map((_, j) => j).filter((j) => best.coordinates[j] !== null).slice(0, 40);
      const exact = active.map((j) => journal.text(best, j));
      const cells = table(made, active.map((j) => short(parameters[j].name, 40)),
        [active.map((j, i) => (parameters[j].kind === 0 ? figure(Number(exact[i])) : short(exact[i], 60)))]).querySelectorAll('td');
      cells.forEach((cell, i) => { cell.title = visible(exact[i]); });
      if (verdict) {
        race(made, verdict, objectives[0]);
      } else {
        element('b', element('p', made, ''), short(`${objectives[0].aggregation} of ${objectives[0].metric}`, 120)
          + ': ' + estimate(best.estimates[0]));
        element('p', made, 'It is the best of those that were measured, and so partly the luckiest: measured again, it is likely to be somewhat worse.');
      }
    }
    const counts = STATES.map((s, i) => [s, journal.trials.filter((trial) => trial.state === i).length]).filter(([, n]) => n > 0);
    if (counts.length > 0) {
      element('p', made, 'Trials: ' + counts.map(([s, n]) => `${s.shape} ${n} ${s.word}`).join('   '));
    }
  }

  function axis(parameter) {
    const choices = parameter.kind === 2 || parameter.kind === 3 ? parameter.values : [];
    return choices.length > 0
      ? {type: 'value', min: -1, max: choices.length, interval: 1, splitLine: {show: false},
        axisLabel: {hideOverlap: true, formatter: (at) => (choices[at] ? short(choices[at].text, 14) : '')}}
      : {type: parameter.log ? 'log' : 'value', scale: true, axisLabel: {hideOverlap: true, formatter: Charts.tick}};
  }

  /** A series for each state of some trials. */
  function series(trials, x, y, more) {
    return STATES.map((s, i) => ({
      name: s.word, type: 'scatter', symbol: Charts.symbols[i], symbolSize: 6, large: trials.length > 5000, largeThreshold: 5000,
      itemStyle: {color: i === 3 ? 'transparent' : Charts.shade(s.color), borderColor: Charts.shade(s.color), borderWidth: i === 3 ? 1.5 : 0,
        opacity: 0.75},
      data: trials.filter((trial) => trial.state === i).map((trial) => [x(trial), y(trial), trial.number])
        .filter(([a, b]) => !Number.isNaN(a) && !Number.isNaN(b)),
      ...more,
    }));
  }

  const common = {backgroundColor: 'transparent', animation: false,
    tooltip: {renderMode: 'richText', confine: true, formatter: (point) => (point.data[2] === undefined ? '' : `trial ${point.data[2]}: ${point.data[1]}`)}};

  /** An axis at the left edge, wherever zero is. */
  const upward = {type: 'value', scale: true, axisLine: {onZero: false}, axisLabel: {formatter: Charts.tick}};

  function history(journal) {
    const {objectives} = journal.header;
    const steps = objectives.length > 1 ? [] : improvements(journal);
    const last = steps.at(-1);
    const meaning = objectives.length > 1 ? '' : last === undefined ? ' No trial completed with all constraints satisfied.'
      : ` The line is the best so far, which came as trial ${last + 1} of ${journal.trials.length}.`;
    const metric = short(objectives[0].metric, 40);
    const made = section('history', 'History', `Each mark is a trial, ${journal.signs[0] > 0 ? 'lower' : 'higher'} ${metric} is better.${meaning}`
      + ' Trials without a value are below.');
    const places = new Map(journal.trials.map((trial, i) => [trial.number, i]));
    const lanes = ['rejected', 'failed', 'pruned'];
    const drawn = Charts.add(made, 'history-chart', `History of ${count(journal.trials.length, 'trial')}.${meaning} The table below has the same data.`, 340);
    drawn.draw = () => {
      const value = (trial) => (trial.state < 2 ? trial.estimates[0].value : NaN);
      const at = (trial) => places.get(trial.number);
      const line = steps.flatMap((i, k) => [
        ...(k > 0 ? [[i, value(journal.trials[steps[k - 1]])]] : []), [i, value(journal.trials[i])]]);
      if (line.length > 0) {
        line.push([journal.trials.length - 1, line.at(-1)[1]]);
      }
      drawn.live.setOption({...common,
        legend: {top: 0, data: STATES.map((s) => s.word)},
        grid: [{left: 80, right: 20, top: 36, height: 190}, {left: 80, right: 20, top: 240, height: 48}],
        xAxis: [0, 1].map((grid) => ({gridIndex: grid, type: 'value', min: 0, max: Math.max(1, journal.trials.length - 1),
          axisLabel: {show: grid === 1}, name: grid === 1 ? 'trial' : '', nameLocation: 'middle', nameGap: 24})),
        yAxis: [{...upward, gridIndex: 0, name: metric},
          {gridIndex: 1, type: 'category', data: lanes, axisLabel: {interval: 0}}],
        series: [...series(journal.trials, at, value, {xAxisIndex: 0, yAxisIndex: 0}),
          ...series(journal.trials, at, (trial) => (trial.state < 2 ? NaN : 4 - trial.state), {xAxisIndex: 1, yAxisIndex: 1}),
          {type: 'line', symbol: 'none', data: line, lineStyle: {color: Charts.shade(BEST), width: 2}}],
      });
    };
    Charts.start(drawn);
  }

  function paretoFront(journal) {
    const {objectives} = journal.header;
    const best = front(journal);
    const made = section('front', 'Pareto front', `Each mark is a completed trial; the ${count(best.length, 'ringed one')} no other trial dominates.`);
    const drawn = Charts.add(made, 'front-chart', 'Pareto front of the first two objectives; the table below has the same data', 340);
    drawn.draw = () => drawn.live.setOption({...common,
      grid: {left: 80, right: 30, top: 36, bottom: 44},
      xAxis: {...upward, name: short(objectives[0].metric, 40), nameLocation: 'middle', nameGap: 28},
      yAxis: {...upward, name: short(objectives[1].metric, 40)},
      series: [...series(journal.trials.filter((trial) => trial.state < 2), (t) => t.estimates[0].value, (t) => t.estimates[1].value, {}),
        {type: 'scatter', symbolSize: 11, itemStyle: {color: 'transparent', borderColor: Charts.shade(BEST), borderWidth: 2},
          data: best.map((t) => [t.estimates[0].value, t.estimates[1].value, t.number])}],
    });
    Charts.start(drawn);
  }

  function slices(journal) {
    const {parameters, objectives} = journal.header;
    const few = parameters.slice(0, MOST_SLICES);
    const metric = short(objectives[0].metric, 40);
    const made = section('slices', 'Slices', 'Each mark is a completed trial: across, the parameter\'s value on its own scale; up, '
      + `${metric}, ${journal.signs[0] > 0 ? 'lower' : 'higher'} is better.`
      + (few.length < parameters.length ? ` These are the first ${few.length} of ${parameters.length} parameters; the chart under Explore has all.` : ''));
    made.className = 'pair';
    const completed = journal.trials.filter((trial) => trial.state < 2);
    few.forEach((parameter, j) => {
      const name = short(parameter.name, 40);
      const drawn = Charts.add(made, 'slice-' + j, `${name} against ${metric}; the table below has the same data`, 240);
      const spread = parameter.kind === 2 || parameter.kind === 3;
      const x = (trial) => {
        const value = journal.value(trial, j);
        return value === null ? NaN : value.number + (spread ? (trial.number * 0.618033988749895 % 1 - 0.5) * 0.5 : 0);
      };
      drawn.draw = () => drawn.live.setOption({...common,
        grid: {left: 66, right: 20, top: 30, bottom: 44},
        xAxis: {axisLine: {onZero: false}, ...axis(parameter), name, nameLocation: 'middle', nameGap: 26},
        yAxis: {...upward, name: metric},
        series: series(completed, x, (trial) => trial.estimates[0].value, {}),
      });
      Charts.start(drawn);
    });
  }

  function message(outcome) {
    return outcome.kind === 3 ? `timed out after ${duration(outcome.seconds * 1e9 + outcome.nanos)}`
      : outcome.kind === 4 ? (outcome.message === '' ? 'constraint violated' : 'threw ' + outcome.message) : outcome.message;
  }

  function failures(journal) {
    const groups = new Map();
    for (const trial of journal.trials.filter((t) => t.state >= 3)) {
      const key = trial.state + '\n' + `${trial.outcome.where}\n${message(trial.outcome)}`.slice(0, 400)
        .replace(/-?[0-9]+(\.[0-9]+)?([eE][-+]?[0-9]+)?/g, '#');
      const group = groups.get(key) || {first: trial, count: 0};
      group.count++;
      groups.set(key, group);
    }
    if (groups.size === 0) {
      return;
    }
    const sorted = [...groups.values()].sort((a, b) => b.count - a.count).slice(0, MOST_CAUSES);
    const made = section('failures', 'Failures', 'Trials that did not complete, by cause; causes that differ in numbers only are one'
      + (groups.size > sorted.length ? `. Of ${groups.size} causes the most frequent are shown.` : '.'));
    table(made, ['trials', 'how', 'where', 'what the first one said', 'first'], sorted.map(({first, count: number}) =>
      [String(number), `${STATES[first.state].shape} ${STATES[first.state].word}`, short(first.outcome.where, 60),
        short(message(first.outcome), 300), String(first.number)]));
  }

  function percent(share) {
    return share > 0 && share < 0.005 ? '< 1 %' : Math.round(100 * share) + ' %';
  }

  /** When the replicates of the last process ran in which slot, and which trial slots waited for. */
  function timeline(journal) {
    const process = journal.timeline.lastProcess();
    if (process === null) {
      return;
    }
    const {slots, waits} = process;
    const drawnSlots = slots.slice(0, MOST_SLOTS);
    const most = waits.slice(0, 3).map((wait) => `${wait.trial} (${duration(wait.slots)})`).join(', ');
    const made = section('timeline', 'Timeline of slots', 'Each row is a slot, which runs one replicate at a time. Full bars completed, '
      + 'half ones were pruned, thin ones failed. Dashes are where the slot waited for an earlier trial; the trials that cost most '
      + `are underlined. ${journal.openings.length > 1 ? 'In the last process' : 'Here'} ${count(slots.length, 'slot')} ran `
      + `${percent(process.ran)} of the time.`
      + (waits.length > 0 ? ` For ${percent(process.waited)} they waited for a trial that had to be taken in before the next one was `
        + `chosen, most for trial ${most}.` : '')
      + ` For ${percent(process.atTheEnd)} nothing was left to start, and for ${percent(process.notChosen)} nothing had been chosen: `
      + 'the optimizer chose, or results were taken in.'
      + (slots.length > MOST_SLOTS ? ` Not drawn: ${count(slots.length - MOST_SLOTS, 'slot')}.` : ''));
    const marked = new Set(waits.slice(0, 3).map((wait) => wait.trial));
    const seconds = (nanos) => (nanos - process.start) / 1e9;
    const bars = drawnSlots.flatMap((slot, row) => slot.map((span) =>
      [seconds(span.start), seconds(span.end), row, span.trial, span.state]));
    const gaps = drawnSlots.flatMap((slot, row) => Timeline.gaps(slot, process).map((gap) =>
      [seconds(gap.from), seconds(gap.to), row, gap.trial]));
    const drawn = Charts.add(made, 'timeline-chart', `${count(process.spans.length, 'replicate')} in ${count(slots.length, 'slot')}; `
      + (waits.length > 0 ? 'the table below has the trials that slots waited for' : 'no slot waited for a trial'), 70 + 16 * drawnSlots.length);
    const ink = () => Charts.shade('#1f2328');
    const place = (api) => {
      const [x, y] = api.coord([api.value(0), api.value(2)]);
      return {x, y, width: Math.max(0.5, api.coord([api.value(1), api.value(2)])[0] - x)};
    };
    const bar = (_, api) => {
      const {x, y, width} = place(api);
      const height = [9, 9, 4, 2, 2][api.value(4)];
      const shape = (top, tall, fill) => ({type: 'rect', shape: {x, y: top, width, height: tall}, style: {fill}});
      return {type: 'group', children: [shape(y - height / 2, height, Charts.shade(STATES[api.value(4)].color)),
        ...(marked.has(api.value(3)) ? [shape(y + 5, 2, ink())] : [])]};
    };
    const gap = (_, api) => {
      const {x, y, width} = place(api);
      const number = String(api.value(3));
      const room = 8 * number.length + 8;
      const dashes = (from, to) => ({type: 'line', shape: {x1: from, y1: y, x2: to, y2: y}, style: {stroke: ink(), lineDash: [2, 2], lineWidth: 1}});
      return {type: 'group', children: width < room + 8 ? [dashes(x, x + width)]
        : [dashes(x, x + (width - room) / 2), dashes(x + (width + room) / 2, x + width),
          {type: 'text', x: x + width / 2, y, style: {text: number, fill: ink(), align: 'center', verticalAlign: 'middle', fontSize: 12}}]};
    };
    drawn.draw = () => drawn.live.setOption({...common,
      tooltip: {...common.tooltip, formatter: ({data, seriesName}) => (seriesName === 'ran'
        ? `trial ${data[3]}, ${STATES[data[4]].word}: ${duration((data[1] - data[0]) * 1e9)}`
        : `waited for trial ${data[3]}: ${duration((data[1] - data[0]) * 1e9)}`)},
      grid: {left: 60, right: 20, top: 8, bottom: 44},
      xAxis: {type: 'value', min: 0, max: seconds(process.end), name: 'seconds', nameLocation: 'middle', nameGap: 26,
        axisLabel: {formatter: Charts.tick}},
      yAxis: {type: 'category', inverse: true, data: drawnSlots.map((_, row) => 'slot ' + (row + 1))},
      series: [{name: 'waited', type: 'custom', renderItem: gap, encode: {x: [0, 1], y: 2}, data: gaps},
        {name: 'ran', type: 'custom', renderItem: bar, encode: {x: [0, 1], y: 2}, data: bars}],
    });
    Charts.start(drawn);
    if (waits.length > 0) {
      const rest = waits.slice(MOST_WAITS);
      const sum = (of) => duration(rest.reduce((all, wait) => all + of(wait), 0));
      const ran = (trial) => {
        const spans = process.spans.filter((span) => span.trial === trial);
        return spans.length === 0 ? 'not known'
          : duration(Math.max(...spans.map((span) => span.end)) - Math.min(...spans.map((span) => span.start)));
      };
      table(made, ['trial', 'slots waited, added up', 'held up others for', 'its replicates from the first start to the last end'], [
        ...waits.slice(0, MOST_WAITS).map((wait) => [String(wait.trial), duration(wait.slots), duration(wait.held), ran(wait.trial)]),
        ...(rest.length > 0 ? [[count(rest.length, 'other'), sum((wait) => wait.slots), sum((wait) => wait.held), '']] : [])]);
    }
  }

  function domain(parameter) {
    const values = parameter.values.map((v) => v.text).join(', ');
    return [() => `real [${parameter.low}, ${parameter.high}]${parameter.log ? ' log' : ''}${parameter.step > 0 ? ' step ' + parameter.step : ''}`,
      () => `integer [${parameter.low}, ${parameter.high}]${parameter.log ? ' log' : ''}${parameter.step > 1n ? ' step ' + parameter.step : ''}`,
      () => `categorical [${values}]`, () => `ordinal [${values}]`,
      () => `subset of [${values}], size [${parameter.least}, ${parameter.most}]`, () => `permutation of [${values}]`][parameter.kind]();
  }

  function facts(journal) {
    const {header, openings, trials} = journal;
    const made = element('details', parts);
    made.id = 'facts';
    element('b', element('summary', made), 'What was studied');
    const running = journal.asked.length - trials.length + journal.rerun.size;
    const budget = openings.length > 0 ? openings.at(-1).budget : 0;
    const started = openings.map((opened) => new Date(opened.at).toISOString());
    const rows = [
      ['objective', header.objectives.map((o) => `${o.direction.toLowerCase()} ${o.aggregation} of ${o.metric}`).join('; ')],
      ['constraints', header.bounds.map((b) => `${b.aggregation} of ${b.metric} ${b.sense === 'AT_MOST' ? 'at most' : 'at least'} ${b.bound}`
        + (b.margin > 0 ? ` with a margin of ${b.margin} standard errors` : '')).join('; ')],
      ['search space', header.parameters.slice(0, 40).map((p) => short(`${p.name}: ${domain(p)}`, 120)).join('; ')],
      ['optimizer', header.optimizer + (header.options ? ' ' + header.options : '')],
      ['its choice', journal.delegations.map((d) => `${d.name} from trial ${d.trial}: ${d.why}`).join('; ')],
      ['trials', trials.length + (budget > 0 ? ` of ${budget}` : '') + (running > 0 ? `, ${running} running or unfinished` : '')],
      ['replicates', `${header.replicates} of each treatment with ${header.flags & 2 ? 'common' : 'independent'} seeds`],
      ['seed', String(header.seed)],
      ['time', `${duration(journal.elapsed)}; all replicates together ${duration(trials.reduce((sum, trial) => sum + trial.nanos, 0))}`],
      journal.ended ? ['ended because', journal.ended.text]
        : ['state', 'the journal has no end of the study: the study is running, or its process was killed'],
      ['run by', openings.length === 0 ? '' : `Beryl ${openings.at(-1).library} on Java ${openings.at(-1).java}, `
        + (started.length === 1 ? `started ${started[0]}` : `opened ${started.length} times, first ${started[0]}, last ${started.at(-1)}`)],
      ['at the end', journal.torn === 0 ? '' : `an incomplete record of ${count(journal.torn, 'byte')}, which is not read`],
      ...[...journal.notes].map(([key, text]) => ['note ' + short(key, 60), text]),
    ];
    const list = element('table', made);
    for (const [name, text] of rows.filter(([, content]) => content !== '')) {
      const line = element('tr', list);
      element('th', line, name).scope = 'row';
      element('td', line, short(text, 2000));
    }
  }

  /** All trials, or of too many the best and evenly chosen others. */
  function chosen(journal) {
    const {trials} = journal;
    if (trials.length <= MOST_ROWS) {
      return trials;
    }
    const rows = new Set([...trials].sort(better(journal)).slice(0, MOST_BEST));
    const others = MOST_ROWS - rows.size;
    for (let i = 0; i < others; i++) {
      rows.add(trials[Math.floor(i * (trials.length - 1) / (others - 1))]);
    }
    return trials.filter((trial) => rows.has(trial));
  }

  /** Where a number is between the ends of its parameter, in steps of 16 bits. */
  function step(parameter, number) {
    const [low, high] = parameter.kind > 3 ? [0, 1] : [Number(parameter.low), Number(parameter.high)];
    const place = parameter.log ? Math.log(number / low) / Math.log(high / low) : number / (high - low) - low / (high - low);
    return high > low ? Math.round(Math.max(0, Math.min(1, place)) * 65534) : 0;
  }

  /** The rows of which the exact values are given: all, or of many the best, the first and the last. */
  function keptRows(journal, rows) {
    if (rows.length <= MOST_EXACT) {
      return rows.map((_, i) => i);
    }
    const best = rows.map((_, i) => i).sort((a, b) => better(journal)(rows[a], rows[b])).slice(0, MOST_BEST);
    return [...new Set([...best, 0, rows.length - 1])].sort((a, b) => a - b);
  }

  /** The trials as the columns that the script of a report gets. */
  function columns(journal) {
    const {parameters, objectives} = journal.header;
    const rows = chosen(journal);
    const kept = keptRows(journal, rows);
    const values = parameters.map((_, j) => rows.map((trial) => journal.value(trial, j)));
    const pieces = [
      ...objectives.map((_, m) => Float64Array.from(rows, (trial) => (trial.state < 2 ? trial.estimates[m].value : NaN))),
      ...values.map((column) => Float64Array.from(kept, (row) => (column[row] === null ? NaN : column[row].number))),
      Float32Array.from(rows, (trial) => trial.nanos / 1e9),
      Uint32Array.from(rows, (trial) => trial.number),
      Uint32Array.from(kept),
      ...values.map((column, j) => Uint16Array.from(column, (value) =>
        (value === null ? 65535 : parameters[j].kind === 2 || parameters[j].kind === 3 ? value.number
          : step(parameters[j], value.number)))),
      Uint8Array.from(rows, (trial) => trial.state),
    ];
    const about = {
      rows: rows.length, trials: journal.trials.length, kept: kept.length, states: STATES,
      objectives: objectives.map((o, m) => ({name: visible(o.metric), sign: journal.signs[m]})),
      parameters: parameters.map((p, j) => {
        const texts = p.values.map((value) => value.text);
        const plain = p.kind === 2 || p.kind === 3;
        return {key: p.name, name: visible(p.name), low: Number(p.low), high: Number(p.high), log: p.log, integer: p.kind === 1,
          choices: plain ? texts.map(visible) : [], values: texts, quoted: p.values.every(({type}) => type === 0 || type > 4),
          items: texts.map(visible),
          digits: p.kind === 1 ? kept.map((row) => values[j][row] && values[j][row].digits) : undefined,
          lists: p.kind > 3 ? kept.map((row) => values[j][row] && values[j][row].items) : undefined};
      }),
    };
    return [about, joined(pieces)];
  }

  function joined(arrays) {
    const bytes = new Uint8Array(arrays.reduce((sum, array) => sum + array.byteLength, 0));
    let at = 0;
    for (const array of arrays) {
      bytes.set(new Uint8Array(array.buffer), at);
      at += array.byteLength;
    }
    return bytes;
  }

  function alert(text) {
    const made = element('p', parts);
    made.setAttribute('role', 'alert');
    element('b', made, visible(text));
  }

  function show(name, bytes) {
    Charts.clear();
    parts.replaceChildren();
    on.replaceChildren();
    delete on.dataset.ready;
    shown.journal = null;
    document.getElementById('explore').hidden = true;
    try {
      shown.journal = new Journal(bytes);
    } catch (fault) {
      if (!(fault instanceof JournalFault)) {
        throw fault;
      }
      state.textContent = '';
      alert(`journal ${name}: ${fault.message}`);
      return;
    }
    const journal = shown.journal;
    state.textContent = `${visible(name)}: ${count(journal.trials.length, 'trial')}`;
    element('h1', parts, short(journal.header.name || name, 120));
    if (journal.fault) {
      alert(`journal ${name}: ${journal.fault}`);
    }
    statement(journal);
    const any = journal.trials.some((trial) => trial.state < 2);
    if (journal.trials.length > 0) {
      history(journal);
    }
    if (any && journal.header.objectives.length > 1) {
      paretoFront(journal);
    }
    if (any) {
      slices(journal);
    }
    failures(journal);
    timeline(journal);
    facts(journal);
    if (journal.trials.length > 0) {
      document.getElementById('explore').hidden = false;
      explore(on, ...columns(journal));
    }
  }

  async function open(files) {
    if (files.length === 0) {
      return;
    }
    state.textContent = `reading ${visible(files[0].name)} …`;
    try {
      show(files[0].name, new Uint8Array(await files[0].arrayBuffer()));
    } catch (fault) {
      state.textContent = '';
      alert(`journal ${files[0].name}: cannot be shown: ${fault.message}`);
      throw fault;
    }
  }

  file.addEventListener('change', () => {
    open([...file.files]);
    file.value = ''; // so that the same file can be chosen again, once it has grown
  });
  addEventListener('dragover', (event) => event.preventDefault());
  addEventListener('drop', (event) => {
    event.preventDefault();
    open(event.dataTransfer.files);
  });
  return shown;
})();
