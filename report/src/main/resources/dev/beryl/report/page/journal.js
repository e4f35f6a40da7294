'use strict';
// Reads a journal: docs/journal-format.md of the project says what its bytes are.

/** What a reader knows of each kind of payload: the versions of its form. Others are refused, or passed over from 128 on. */
const JOURNAL = {
  magic: [0x89, 0x42, 0x45, 0x52, 0x0d, 0x0a, 0x1a, 0x0a],
  version: 2,
  first: 12,
  mostPayload: 2 ** 26,
  mostSearched: 2 ** 28,
  versions: {1: [1, 2], 2: [1], 3: [1], 4: [1], 5: [1, 2], 6: [1], 7: [1], 8: [1, 2, 3], 9: [1], 10: [1], 11: [1],
    129: [1], 130: [1], 131: [1], 132: [1], 133: [1]},
};

/** A fault of a file, in words for its user. */
class JournalFault extends Error {}

const crc32c = (() => {
  const table = Int32Array.from({length: 256}, (_, n) => {
    let c = n;
    for (let k = 0; k < 8; k++) {
      c = c & 1 ? 0x82f63b78 ^ (c >>> 1) : c >>> 1;
    }
    return c;
  });
  return (bytes, from, to) => {
    let c = -1;
    for (let i = from; i < to; i++) {
      c = table[(c ^ bytes[i]) & 0xff] ^ (c >>> 8);
    }
    return (c ^ -1) >>> 0;
  };
})();

/** The values of a payload, one after the other. What follows the last one that is asked for is left alone. */
class Payload {
  constructor(bytes, from, to) {
    this.bytes = bytes;
    this.view = new DataView(bytes.buffer, bytes.byteOffset);
    this.at = from;
    this.end = to;
  }

  skip(count) {
    const from = this.at;
    if (!(count <= this.end - from)) {
      throw new JournalFault('it ends within a value');
    }
    this.at += count;
    return from;
  }

  u8() {
    return this.bytes[this.skip(1)];
  }

  i64() {
    return this.view.getBigInt64(this.skip(8));
  }

  f64() {
    return this.view.getFloat64(this.skip(8));
  }

  /** Exact up to 2^53, which is 104 days in nanoseconds. */
  varint() {
    let value = 0;
    for (let shift = 1; ; shift *= 128) {
      const byte = this.u8();
      value += (byte & 0x7f) * shift;
      if (byte < 0x80) {
        return value;
      }
      if (shift > 2 ** 56) {
        throw new JournalFault('a number has too many bytes');
      }
    }
  }

  text() {
    const length = this.varint();
    const from = this.skip(length);
    return Payload.utf8.decode(this.bytes.subarray(from, from + length));
  }

  list(take) {
    const count = this.varint();
    if (count > this.end - this.at) {
      throw new JournalFault('a list is longer than the record');
    }
    return Array.from({length: count}, () => take(this));
  }
}
Payload.utf8 = new TextDecoder('utf-8', {ignoreBOM: true});

/** Parameters: how a coordinate becomes a value. */
const Values = (() => {
  /** A double as the integer m and the exponent e of m * 10^e, as it is shortest written. */
  function decimal(number) {
    const [, sign, whole, part = '', exponent = '0'] = /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]\d+))?$/.exec(String(number));
    return [BigInt(sign + whole + part), Number(exponent) - part.length];
  }

  /** low + k * step, exact in decimals and then rounded once. */
  function level(parameter, k) {
    const [low, e] = decimal(parameter.low);
    const [step, f] = decimal(parameter.step);
    const least = Math.min(e, f);
    const sum = low * 10n ** BigInt(e - least) + k * step * 10n ** BigInt(f - least);
    return Math.min(parameter.high, Number(`${sum}e${least}`));
  }

  function choose(n, k) {
    let product = 1;
    for (let i = 1; i <= k; i++) {
      product = product * (n - k + i) / i;
    }
    return k > n ? 0 : Math.round(product);
  }

  function factorial(n) {
    return n < 2 ? 1 : n * factorial(n - 1);
  }

  const bits = new DataView(new ArrayBuffer(8));

  function real(parameter, coordinate) {
    if (parameter.low === parameter.high) {
      return parameter.low;
    }
    if (parameter.step > 0) {
      return level(parameter, coordinate);
    }
    bits.setBigInt64(0, coordinate);
    return bits.getFloat64(0);
  }

  /** The places of the items, and the place of their list among all in [0, 1]. */
  function subset(parameter, coordinate) {
    const n = parameter.values.length;
    const items = [...Array(n).keys()].filter((i) => coordinate >> BigInt(i) & 1n);
    let level = 0;
    let count = 0;
    for (let size = parameter.least; size <= parameter.most; size++) {
      level += size < items.length ? choose(n, size) : 0;
      count += choose(n, size);
    }
    items.forEach((item, k) => { level += choose(item, k + 1); });
    return {items, number: (level + 0.5) / count};
  }

  function permutation(parameter, coordinate) {
    const n = parameter.values.length;
    const left = [...Array(n).keys()];
    let rest = Number(coordinate);
    const items = [];
    for (let i = n - 1; i >= 0; i--) {
      items.push(left.splice(Math.floor(rest / factorial(i)), 1)[0]);
      rest %= factorial(i);
    }
    return {items, number: (Number(coordinate) + 0.5) / factorial(n)};
  }

  /** A value as a number to draw, and, where a number does not say it, as digits or as places of items. */
  return function of(parameter, coordinate) {
    switch (parameter.kind) {
      case 0: return {number: real(parameter, coordinate)};
      case 1: return {number: Number(coordinate), digits: String(coordinate)};
      case 4: return subset(parameter, coordinate);
      case 5: return permutation(parameter, coordinate);
      default: return {number: Number(coordinate)};
    }
  };
})();

/** A journal's records, and what they say of the study. */
class Journal {
  constructor(bytes) {
    this.bytes = bytes;
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.fault = '';
    this.torn = 0;
    this.trials = [];
    this.openings = [];
    this.notes = new Map();
    this.delegations = [];
    this.elapsed = 0;
    this.ended = null;
    this.verdict = null;
    this.asked = [];
    this.rows = new Map();
    this.rerun = new Set();
    this.requireJournal();
    this.read();
  }

  requireJournal() {
    if (this.bytes.length === 0) {
      throw new JournalFault('the file is empty');
    }
    if (this.bytes.length < JOURNAL.first || JOURNAL.magic.some((byte, i) => this.bytes[i] !== byte)) {
      throw new JournalFault('this is not a journal: its first bytes differ');
    }
    const version = this.view.getUint32(8);
    if (version !== JOURNAL.version) {
      throw new JournalFault(`its format has version ${version}, and this viewer knows version ${JOURNAL.version}; `
        + 'use the viewer of the library that wrote it');
    }
  }

  /** The length of the payload of the frame whose valid head is there; -1 if there is none. */
  length(offset) {
    if (offset + 8 > this.bytes.length) {
      return -1;
    }
    const length = this.view.getUint32(offset);
    const head = new Uint8Array(12);
    const fields = new DataView(head.buffer);
    fields.setBigInt64(0, BigInt(offset));
    fields.setUint32(8, length);
    return length > 0 && length <= JOURNAL.mostPayload && this.view.getUint32(offset + 4) === crc32c(head, 0, 12) ? length : -1;
  }

  /** Whether a payload of that length is whole. */
  isWhole(offset, length) {
    const from = offset + 8;
    const to = from + length;
    return to + 4 <= this.bytes.length && this.view.getUint32(to) === crc32c(this.bytes, from, to);
  }

  /** Whether a whole frame starts anywhere later, in its place or moved: then the file is damaged here, not torn. */
  continues(offset) {
    let left = JOURNAL.mostSearched;
    for (let at = offset + 1; at + 14 <= this.bytes.length && left > 0; at++) {
      const length = this.view.getUint32(at);
      if (length < 2 || length > this.bytes.length - at - 12) {
        continue;
      }
      const known = JOURNAL.versions[this.bytes[at + 8]];
      if (this.length(at) < 0 && !(known && known.includes(this.bytes[at + 9]))) {
        continue;
      }
      left -= length;
      if (this.isWhole(at, length)) {
        return true;
      }
    }
    return left <= 0;
  }

  read() {
    let offset = JOURNAL.first;
    while (offset < this.bytes.length) {
      const length = this.length(offset);
      if (length < 0 || !this.isWhole(offset, length)) {
        const damaged = this.continues(offset);
        if (this.header === undefined) {
          throw new JournalFault(damaged ? 'the description of its study is damaged'
            : 'it ends within the description of its study');
        }
        this.torn = damaged ? 0 : this.bytes.length - offset;
        this.fault = damaged
          ? `damaged at offset ${offset}: there is no complete record here, but one follows; the trials before are shown` : '';
        return;
      }
      try {
        this.record(new Payload(this.bytes, offset + 8, offset + 8 + length));
      } catch (fault) {
        if (!(fault instanceof JournalFault)) {
          throw fault;
        }
        this.fault = `the record at offset ${offset} cannot be read: ${fault.message}; the trials before are shown`;
        if (this.header === undefined) {
          throw new JournalFault(this.fault);
        }
        return;
      }
      offset += 12 + length;
    }
    if (this.header === undefined) {
      throw new JournalFault('it ends before the description of its study');
    }
  }

  record(payload) {
    const kind = payload.u8();
    const version = payload.u8();
    if (!(JOURNAL.versions[kind] || []).includes(version)) {
      if (kind >= 128) {
        return;
      }
      throw new JournalFault(`a record of kind ${kind} in version ${version} is unknown; if a newer library wrote it, use its viewer`);
    }
    if ((kind === 1) === (this.header !== undefined)) {
      throw new JournalFault('the description of the study is not the first record, or there are two');
    }
    this.ended = null;
    const take = [null, this.study, this.opened, this.proposed, null, this.replicate, this.told, this.end, this.given, this.revised,
      this.replaced, this.again][kind] || {131: this.note, 132: this.delegated, 133: this.raceEnded}[kind];
    if (take) {
      take.call(this, payload, version);
    }
  }

  study(payload, version) {
    const margins = version === 2;
    this.header = {
      identity: payload.text(),
      flags: payload.u8(),
      parameters: payload.list((p) => this.parameter(p)),
      constraints: payload.list((p) => p.text()),
      objectives: payload.list((p) => ({metric: p.text(), direction: p.text(), aggregation: p.text()})),
      bounds: payload.list((p) => ({metric: p.text(), sense: p.text(), bound: p.f64(), aggregation: p.text(),
        margin: margins ? p.f64() : 0})),
      replicates: payload.varint(),
      retries: payload.varint(),
      tolerated: payload.varint(),
      penalties: payload.list((p) => p.f64()),
      optimizer: payload.text(),
      options: payload.text(),
      seed: payload.i64(),
      inFlight: payload.varint(),
      name: margins ? payload.text() : '',
    };
    this.timeline = new Timeline(this.header.inFlight, (this.header.flags & 8) !== 0);
    this.conditional = this.header.parameters.some((parameter) => parameter.parent >= 0);
    this.signs = this.header.objectives.map((objective) => (objective.direction === 'MINIMIZE' ? 1 : -1));
  }

  parameter(payload) {
    const parameter = {name: payload.text(), kind: payload.u8(), values: [], log: false};
    switch (parameter.kind) {
      case 0:
        Object.assign(parameter, {low: payload.f64(), high: payload.f64(), step: payload.f64(), log: payload.u8() === 1});
        break;
      case 1:
        Object.assign(parameter, {low: payload.i64(), high: payload.i64(), step: payload.i64(), log: payload.u8() === 1});
        break;
      case 2: case 3: case 4: case 5:
        parameter.values = payload.list((p) => ({type: p.u8(), text: p.text()}));
        if (parameter.kind === 4) {
          Object.assign(parameter, {least: payload.varint(), most: payload.varint()});
        }
        break;
      default:
        throw new JournalFault(`parameter ${parameter.name} has the unknown kind ${parameter.kind}`);
    }
    parameter.initial = payload.u8() === 1 ? payload.i64() : null;
    parameter.parent = payload.varint() - 1;
    parameter.when = parameter.parent >= 0 ? payload.list((p) => p.i64()) : [];
    return parameter;
  }

  opened(payload) {
    this.timeline.opened();
    this.openings.push({budget: payload.varint(), library: payload.text(), java: payload.text(), at: Number(payload.i64())});
  }

  /** The coordinate of each parameter; null where it is inactive. */
  treatment(payload) {
    const parameters = this.header.parameters;
    const active = this.conditional
      ? Array.from({length: Math.ceil(parameters.length / 8)}, () => payload.u8()) : null;
    return parameters.map((_, i) => (active === null || active[i >> 3] >> (i & 7) & 1 ? payload.i64() : null));
  }

  ask(trial, coordinates) {
    if (trial !== this.asked.length) {
      throw new JournalFault(`trial ${trial} is proposed after ${this.asked.length} others`);
    }
    this.asked.push(coordinates);
    this.timeline.asked(trial);
  }

  proposed(payload) {
    const trial = payload.varint();
    payload.varint();
    this.ask(trial, this.treatment(payload));
  }

  given(payload, version) {
    const trial = payload.varint();
    if (version === 2) {
      payload.varint();
    }
    this.ask(trial, this.treatment(payload));
  }

  replaced(payload) {
    const trial = payload.varint();
    if (trial >= this.asked.length || (this.rows.has(trial) && !this.rerun.has(trial))) {
      throw new JournalFault(`trial ${trial} is replaced, which is not pending`);
    }
    this.asked[trial] = this.treatment(payload);
  }

  again(payload) {
    const trial = payload.varint();
    if (!this.rows.has(trial)) {
      throw new JournalFault(`trial ${trial} is run again, which was not told`);
    }
    this.rerun.add(trial);
    this.timeline.asked(trial);
  }

  /** Only when it ran: the trials have all that it measured. */
  replicate(payload, version) {
    if (version === 1) { // its start is not known
      return;
    }
    const trial = payload.varint();
    payload.varint();
    const nanos = payload.varint();
    const {state} = this.outcome(payload);
    payload.skip(Math.max(0, payload.end - payload.at - 8));
    this.timeline.ran(trial, state, Number(payload.i64()), nanos);
  }

  outcome(payload) {
    const kind = payload.u8();
    switch (kind) {
      case 0: return {kind, state: 0};
      case 1: return {kind, state: 3, reason: payload.text(), replicate: payload.varint(), where: payload.text(), message: payload.text()};
      case 2: return {kind, state: 2, replicate: payload.varint(), step: payload.i64()};
      case 3: return {kind, state: 3, replicate: payload.varint(), where: payload.text(), seconds: payload.varint(), nanos: payload.varint()};
      case 4: return {kind, state: 4, where: payload.text(), message: payload.text()};
      case 5: return {kind, state: 2, replicate: payload.varint(), step: payload.i64(), replicates: payload.varint()};
      default: throw new JournalFault(`the outcome ${kind} is unknown`);
    }
  }

  trial(payload) {
    const number = payload.varint();
    const outcome = this.outcome(payload);
    const nanos = payload.varint();
    const count = this.header.objectives.length + this.header.bounds.length;
    const estimates = outcome.kind === 0
      ? Array.from({length: count}, () => ({value: payload.f64(), error: payload.f64()})) : [];
    return {number, outcome, nanos, estimates, coordinates: this.asked[number],
      state: outcome.kind === 0 && !this.isFeasible(estimates) ? 1 : outcome.state};
  }

  isFeasible(estimates) {
    return this.header.bounds.every((bound, i) => {
      const {value, error} = estimates[this.header.objectives.length + i];
      const excess = bound.sense === 'AT_MOST' ? value - bound.bound : bound.bound - value;
      return (bound.margin === 0 ? excess : excess + bound.margin * error) <= 0;
    });
  }

  told(payload) {
    const trial = this.trial(payload);
    if (trial.number >= this.asked.length) {
      throw new JournalFault(`trial ${trial.number} is told, but only ${this.asked.length} trials were proposed`);
    }
    const row = this.rows.get(trial.number);
    if (row !== undefined && !this.rerun.delete(trial.number)) {
      throw new JournalFault(`trial ${trial.number} is told a second time`);
    }
    this.rows.set(trial.number, row === undefined ? this.trials.length : row);
    this.trials[this.rows.get(trial.number)] = trial;
    this.timeline.told(trial.number);
  }

  revised(payload) {
    const trial = this.trial(payload);
    if (!this.rows.has(trial.number)) {
      throw new JournalFault(`trial ${trial.number} gets more replicates before it is told`);
    }
    this.trials[this.rows.get(trial.number)] = trial;
  }

  end(payload) {
    this.ended = {why: payload.text(), text: payload.text()};
    this.elapsed += payload.varint();
    this.timeline.ended();
  }

  raceEnded(payload) {
    const interval = () => ({low: payload.f64(), high: payload.f64(), level: payload.f64()});
    const verdict = {
      method: payload.text(),
      confidence: payload.f64(),
      indifference: payload.f64(),
      finalists: payload.list((p) => ({trial: p.varint(), name: p.text(), standing: p.text(), replicates: p.varint(),
        reason: p.u8() === 1 ? p.text() : ''})),
      best: payload.varint(),
      baseline: payload.varint() - 1,
    };
    verdict.objectives = this.header.objectives.map(() => ({
      value: payload.f64(),
      interval: interval(),
      differences: verdict.finalists.map(() => ({ofTheBest: payload.u8() === 1, worseBy: payload.f64(), interval: interval(),
        replicates: payload.varint()})),
    }));
    if (verdict.best >= verdict.finalists.length || !this.rows.has(verdict.finalists[verdict.best].trial)) {
      throw new JournalFault('the best finalist of the race is no trial');
    }
    this.verdict = verdict;
  }

  note(payload) {
    this.notes.set(payload.text(), payload.text());
  }

  delegated(payload) {
    this.delegations.push({trial: payload.varint(), name: payload.text(), why: payload.text()});
  }

  /** A trial's value of a parameter; null where it is inactive. */
  value(trial, j) {
    const coordinate = trial.coordinates[j];
    return coordinate === null ? null : Values(this.header.parameters[j], coordinate);
  }

  /** A value as it is written. */
  text(trial, j) {
    const value = this.value(trial, j);
    const choices = this.header.parameters[j].values;
    return value === null ? '' : value.items ? '[' + value.items.map((i) => choices[i].text).join(', ') + ']'
      : choices.length > 0 ? choices[value.number].text : value.digits || String(value.number);
  }

  loss(trial, m) {
    return this.signs[m || 0] * trial.estimates[m || 0].value;
  }
}
