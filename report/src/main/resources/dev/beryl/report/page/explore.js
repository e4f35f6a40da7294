'use strict';
// Shows columns of trials: a chart of any two, parallel coordinates, a table.
// Texts of the study come into the page by textContent and by the canvas only.
function explore(on, about, bytes) {
  const n = about.rows;
  const INACTIVE = 65535;
  const STEPS = 65534;
  let at = 0;

  function take(Type, count) {
    const part = new Type(bytes.buffer.slice(at, at + count * Type.BYTES_PER_ELEMENT));
    at += count * Type.BYTES_PER_ELEMENT;
    return part;
  }

  const values = about.objectives.map(() => take(Float64Array, n));
  const exact = about.parameters.map(() => take(Float64Array, about.kept));
  const seconds = take(Float32Array, n);
  const numbers = take(Uint32Array, n);
  const kept = new Map([...take(Uint32Array, about.kept)].map((row, i) => [row, i]));
  const places = about.parameters.map(() => take(Uint16Array, n));
  const states = take(Uint8Array, n);

  /** The value of a parameter: exact for kept trials, else to 16 bits of its range. */
  function value(j, row) {
    const parameter = about.parameters[j];
    const step = places[j][row];
    if (step === INACTIVE) {
      return NaN;
    }
    if (parameter.choices.length > 0) {
      return step;
    }
    if (kept.has(row)) {
      return exact[j][kept.get(row)];
    }
    const share = step / STEPS;
    const number = parameter.log
      ? Math.exp(Math.log(parameter.low) + share * (Math.log(parameter.high) - Math.log(parameter.low)))
      : parameter.low + share * (parameter.high - parameter.low);
    return parameter.integer ? Math.round(number) : number;
  }

  function shown(number) {
    return Number.isNaN(number) ? '' : String(Number(number.toPrecision(5)));
  }

  function text(j, row) {
    const number = value(j, row);
    const {choices, digits, lists, items} = about.parameters[j];
    if (Number.isNaN(number)) {
      return '';
    }
    if (kept.has(row) && digits) {
      return digits[kept.get(row)];
    }
    if (kept.has(row) && lists) {
      return '[' + lists[kept.get(row)].map((i) => items[i]).join(', ') + ']';
    }
    return choices.length > 0 ? choices[number] : shown(number);
  }

  const columns = [
    {name: 'trial', of: (row) => numbers[row], text: (row) => String(numbers[row])},
    {name: 'state', of: (row) => states[row], text: (row) => about.states[states[row]].word},
    ...about.objectives.map((o, m) => (
      {name: o.name, sign: o.sign, of: (row) => values[m][row], text: (row) => shown(values[m][row])})),
    ...about.parameters.map((p, j) => (
      {name: p.name, log: p.log, choices: p.choices, of: (row) => value(j, row), text: (row) => text(j, row)})),
    {name: 'seconds', of: (row) => seconds[row], text: (row) => shown(seconds[row])},
  ];
  const objective = columns[2];
  const all = Array.from({length: n}, (_, row) => row);
  let selected = all;

  element('p', on, (n < about.trials
    ? `Of ${about.trials} trials ${n} are here: the ${about.kept} kept ones, and evenly chosen others. `
    : '') + (about.kept < n ? `Values are exact for ${about.kept} kept trials (the best, the front, failures, the first and the last), for others to 16 bits of their range. ` : '')
    + 'Drag along an axis of the parallel coordinates to keep only the trials within; click an axis to drop its limits. The chart and the table follow.');

  const shade = Charts.shade;
  const charts = [];

  function chart(id, label, height) {
    const made = Charts.add(on, id, label, height);
    charts.push(made);
    return made;
  }

  // Parallel coordinates: the best trials and evenly chosen others.
  const lines = (() => {
    const completed = all.filter((row) => states[row] === 0);
    completed.sort((a, b) => objective.sign * (objective.of(a) - objective.of(b)));
    const best = completed.slice(0, 300);
    const rest = completed.slice(300);
    const every = Math.max(1, Math.ceil(rest.length / 700));
    return [...rest.filter((_, i) => i % every === 0).reverse(), ...best.reverse()];
  })();
  const axes = [...columns.slice(2, 2 + about.objectives.length), ...columns.slice(2 + about.objectives.length, 14)]
    .filter((column, i, list) => list.indexOf(column) === i && column.name !== 'seconds').slice(0, 12);

  const parallel = chart('explore-parallel', 'Parallel coordinates; the table below has the same data', 340);
  parallel.draw = () => {
    const worst = lines.length > 0 ? objective.of(lines[0]) : 0;
    const best = lines.length > 0 ? objective.of(lines[lines.length - 1]) : 1;
    parallel.live.setOption({
      backgroundColor: 'transparent',
      aria: {enabled: true},
      animation: false,
      visualMap: {show: false, dimension: 0, min: Math.min(best, worst), max: Math.max(best, worst) || 1,
        inRange: {color: objective.sign > 0
          ? ['#00794f', '#4aa8e0', '#c9d3dc'] : ['#c9d3dc', '#4aa8e0', '#00794f']}},
      parallel: {left: 60, right: 60, top: 40, bottom: 24,
        parallelAxisDefault: {nameTextStyle: {fontSize: 11, width: 80, overflow: 'truncate'}, nameLocation: 'end'}},
      parallelAxis: axes.map((column, i) => (column.choices && column.choices.length > 0
        ? {dim: i, name: column.name, type: 'category', data: column.choices}
        : {dim: i, name: column.name, type: column.log ? 'log' : 'value', scale: true, axisLabel: {formatter: Charts.tick}})),
      series: [{type: 'parallel', lineStyle: {width: 1.2, opacity: 0.6}, inactiveOpacity: 0.04, activeOpacity: 0.9,
        progressive: 0,
        data: lines.map((row) => axes.map((column) => {
          const number = column.of(row);
          return Number.isNaN(number) ? '-' : number;
        }))}],
    });
    parallel.live.on('axisareaselected', () => {
      const model = parallel.live.getModel();
      const intervals = axes.map((_, i) => model.getComponent('parallelAxis', i).activeIntervals);
      selected = all.filter((row) => intervals.every((list, i) => list.length === 0
        || list.some(([low, high]) => axes[i].of(row) >= low && axes[i].of(row) <= high)));
      page = 0;
      fill();
      scatter.draw();
    });
  };

  // A chart of two columns.
  const choose = element('p', on);
  function choice(label, initial) {
    const named = element('label', choose, label + ' ');
    const select = element('select', named);
    columns.forEach((column, i) => {
      const option = element('option', select, column.name);
      option.value = i;
    });
    select.value = initial;
    select.addEventListener('change', () => scatter.draw());
    element('span', choose, ' ');
    return select;
  }
  const across = choice('across', Math.min(columns.length - 1, 2 + about.objectives.length));
  const up = choice('up', 2);
  const scatter = chart('explore-chart', 'Chart of the two chosen columns; the table below has the same data', 340);
  const MOST_MARKS = 5000;
  const note = element('p', on);

  /** A column's cells: of a choice one for each value, of a number so many of equal width on its scale. */
  function cells(column, rows, most) {
    if (column.choices && column.choices.length > 0) {
      return {count: column.choices.length, of: (value) => value, low: (i) => i - 0.5, high: (i) => i + 0.5};
    }
    const to = column.log ? Math.log : (value) => value;
    const from = column.log ? Math.exp : (value) => value;
    let low = Infinity;
    let high = -Infinity;
    for (const row of rows) {
      const value = to(column.of(row));
      if (!Number.isNaN(value)) {
        low = Math.min(low, value);
        high = Math.max(high, value);
      }
    }
    const width = (high - low) / most || 1;
    return {count: most, of: (value) => Math.min(most - 1, Math.floor((to(value) - low) / width)),
      low: (i) => from(low + i * width), high: (i) => from(low + (i + 1) * width)};
  }

  /** How many of the trials fall into each cell, as a series of rectangles, darker the more. */
  function counted(x, y, rows) {
    const wide = cells(x, rows, 96);
    const tall = cells(y, rows, 48);
    const counts = new Uint32Array(wide.count * tall.count);
    for (const row of rows) {
      const a = x.of(row);
      const b = y.of(row);
      if (!Number.isNaN(a) && !Number.isNaN(b)) {
        counts[wide.of(a) * tall.count + tall.of(b)] += 1;
      }
    }
    const most = Math.log(1 + counts.reduce((a, b) => Math.max(a, b), 1));
    const data = [];
    counts.forEach((count, cell) => {
      if (count > 0) {
        const i = Math.floor(cell / tall.count);
        const j = cell % tall.count;
        data.push({value: [wide.low(i), tall.low(j), wide.high(i), tall.high(j), count],
          itemStyle: {color: shade('#0072b2'), opacity: 0.1 + 0.6 * Math.log(1 + count) / most}});
      }
    });
    return {name: 'counts', type: 'custom', silent: false, data, encode: {x: [0, 2], y: [1, 3]},
      renderItem: (_, api) => {
        const place = (k) => (k % 2 === 0 ? api.coord([api.value(k), api.value(1)])[0] : api.coord([api.value(0), api.value(k)])[1]);
        const [left, bottom, right, top] = [0, 1, 2, 3].map(place);
        return {type: 'rect', shape: {x: left, y: top, width: right - left, height: bottom - top}, style: api.style()};
      }};
  }

  scatter.draw = () => {
    const x = columns[across.value];
    const y = columns[up.value];
    const many = selected.length > MOST_MARKS;
    const marked = many ? selected.filter((row) => kept.has(row)) : selected;
    note.textContent = many
      ? `The chart counts ${selected.length} trials in cells, darker the more; marks are the ${marked.length} kept ones among them.` : '';
    const axis = (column) => (column.choices && column.choices.length > 0
      ? many
        ? {type: 'value', name: column.name, min: -0.5, max: column.choices.length - 0.5, interval: 1,
          axisLabel: {formatter: (at) => column.choices[at] ?? ''}}
        : {type: 'category', data: column.choices, name: column.name}
      : {type: column.log ? 'log' : 'value', scale: true, name: column.name, axisLine: {onZero: false},
        axisLabel: {hideOverlap: true, formatter: Charts.tick}});
    scatter.live.setOption({
      backgroundColor: 'transparent',
      animation: false,
      aria: {enabled: true},
      tooltip: {renderMode: 'richText', confine: true,
        formatter: (point) => (point.seriesType === 'custom' ? `${point.value[4]} trials` : columns.filter((_, i) => i < 14)
          .map((c) => c.name.slice(0, 30) + ': ' + c.text(point.data[2]).slice(0, 40)).join('\n'))},
      legend: {top: 0, data: about.states.map((s) => s.word)},
      grid: {left: 70, right: 30, top: 40, bottom: 44},
      xAxis: {...axis(x), nameLocation: 'middle', nameGap: 28},
      yAxis: axis(y),
      dataZoom: [{type: 'inside', xAxisIndex: 0}, {type: 'inside', yAxisIndex: 0}],
      series: [...(many ? [counted(x, y, selected)] : []), ...about.states.map((s, i) => ({
        name: s.word, type: 'scatter', symbol: Charts.symbols[i], symbolSize: 6,
        itemStyle: {color: i === 3 ? 'transparent' : shade(s.color), borderColor: shade(s.color), borderWidth: i === 3 ? 1.5 : 0, opacity: 0.75},
        data: marked.filter((row) => states[row] === i)
          .map((row) => [x.of(row), y.of(row), row])
          .filter(([a, b]) => !Number.isNaN(a) && !Number.isNaN(b)),
      }))],
    }, {notMerge: true});
  };

  // The table.
  const SIZE = 25;
  let page = 0;
  let order = {column: 2, down: objective.sign < 0};
  const tools = element('p', on);
  const search = element('input', element('label', tools, 'search '));
  search.type = 'search';
  search.id = 'explore-search';
  const state = element('select', element('label', tools, ' state '));
  element('option', state, 'any').value = '';
  about.states.forEach((s, i) => { element('option', state, s.word).value = i; });
  const count = element('output', tools);
  const scroll = element('div', on);
  scroll.className = 'scroll';
  scroll.tabIndex = 0;
  scroll.setAttribute('role', 'region');
  scroll.setAttribute('aria-label', 'Table of trials');
  const table = element('table', scroll);
  table.id = 'explore-table';
  const head = element('tr', element('thead', table));
  const body = element('tbody', table);
  element('th', head, 'code').scope = 'col';
  const heads = columns.map((column, i) => {
    const cell = element('th', head);
    cell.scope = 'col';
    const button = element('button', cell, column.name);
    button.type = 'button';
    button.addEventListener('click', () => {
      order = {column: i, down: order.column === i ? !order.down : false};
      page = 0;
      fill();
    });
    return cell;
  });
  const pager = element('p', on);
  const back = element('button', pager, 'back');
  const where = element('span', pager);
  const next = element('button', pager, 'next');
  back.type = next.type = 'button';
  back.addEventListener('click', () => { page -= 1; fill(); });
  next.addEventListener('click', () => { page += 1; fill(); });
  const code = element('textarea', element('label', on, 'The treatment as code '));
  code.id = 'explore-code';
  code.readOnly = true;
  code.rows = 3;

  function quoted(content) {
    return '"' + [...content].map((c) => (c === '"' || c === '\\' ? '\\' + c
      : c < ' ' || c > '~' ? [...Array(c.length).keys()].map((k) => '\\u' + c.charCodeAt(k).toString(16).padStart(4, '0')).join('')
        : c)).join('') + '"';
  }

  function literal(j, row) {
    const parameter = about.parameters[j];
    const number = value(j, row);
    if (parameter.digits && kept.has(row)) {
      return parameter.digits[kept.get(row)] + 'L';
    }
    if (parameter.lists) {
      return 'List.of(' + parameter.lists[kept.get(row)].map((i) =>
        (parameter.quoted ? quoted(parameter.values[i]) : parameter.values[i])).join(', ') + ')';
    }
    if (parameter.choices.length > 0) {
      return parameter.quoted ? quoted(parameter.values[number]) : parameter.values[number];
    }
    if (parameter.integer) {
      return number + 'L';
    }
    return Number.isInteger(number) ? number + '.0' : String(number);
  }

  function asCode(row) {
    const given = about.parameters.map((p, j) => [p, j])
      .filter(([p, j]) => places[j][row] !== INACTIVE && (kept.has(row) || !p.lists)); // lists are known of kept trials only
    const entries = given.map(([p, j]) => (given.length <= 10
      ? `${quoted(p.key)}, ${literal(j, row)}` : `Map.entry(${quoted(p.key)}, ${literal(j, row)})`));
    return `Treatment.of("trial ${numbers[row]}", ${given.length <= 10 ? 'Map.of' : 'Map.ofEntries'}(${entries.join(', ')}))`
      + (kept.has(row) ? '' : ' // values to 16 bits of their range');
  }

  function fill() {
    const words = search.value.toLowerCase();
    const rows = selected.filter((row) => (state.value === '' || states[row] === Number(state.value))
      && (words === '' || columns.some((column) => column.text(row).toLowerCase().includes(words))));
    const key = columns[order.column].of;
    const sign = order.down ? -1 : 1;
    rows.sort((a, b) => {
      const x = key(a);
      const y = key(b);
      return (Number.isNaN(x) ? 1 : 0) - (Number.isNaN(y) ? 1 : 0) || sign * (x - y) || numbers[a] - numbers[b];
    });
    const pages = Math.max(1, Math.ceil(rows.length / SIZE));
    page = Math.max(0, Math.min(page, pages - 1));
    count.textContent = ` ${rows.length} of ${n} trials `;
    where.textContent = ` page ${page + 1} of ${pages} `;
    back.disabled = page === 0;
    next.disabled = page === pages - 1;
    heads.forEach((cell, i) => cell.setAttribute('aria-sort',
      order.column !== i ? 'none' : order.down ? 'descending' : 'ascending'));
    scroll.style.minHeight = scroll.offsetHeight + 'px'; // so that the page does not jump under the pointer
    body.replaceChildren();
    for (const row of rows.slice(page * SIZE, (page + 1) * SIZE)) {
      const line = element('tr', body);
      const copy = element('button', element('td', line), 'copy');
      for (const column of columns) {
        const content = column.text(row);
        const cell = element('td', line, content.length > 60 ? content.slice(0, 59) + '\u2026' : content);
        const number = column.of(row);
        if (typeof number === 'number' && content !== '') {
          cell.title = column.choices && column.choices.length > 0 ? content : String(number);
        }
      }
      copy.type = 'button';
      copy.setAttribute('aria-label', `copy trial ${numbers[row]} as code`);
      copy.addEventListener('click', () => {
        code.value = asCode(row);
        code.select();
        if (navigator.clipboard) {
          navigator.clipboard.writeText(code.value).catch(() => {});
        }
      });
    }
  }
  search.addEventListener('input', () => { page = 0; fill(); });
  state.addEventListener('change', () => { page = 0; fill(); });

  charts.forEach(Charts.start);
  fill();
  on.dataset.ready = 'true';
}

if (document.getElementById('explore-data') !== null) {
  const on = document.getElementById('explore-on');
  document.getElementById('explore-off').remove();
  explore(on, JSON.parse(document.getElementById('explore-columns').textContent),
    Uint8Array.from(atob(document.getElementById('explore-data').textContent), (c) => c.charCodeAt(0)));
}
