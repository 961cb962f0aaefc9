// The table of all sessions: a row each, sorted, filtered, brought up to date once a second.

import { spark } from './chart.js';
import { ago, bytes, count, drops, millis, rate, reasonOf, share, span, stateOf } from './words.js';
import { level } from './wire.js';

const FEW = 10;
const element = id => document.getElementById(id);
const total = map => Object.values(map).reduce((sum, number) => sum + number, 0);

/** What each column is sorted by. */
const KEYS = {
  state: ({ session }) => stateOf(session),
  peer: ({ session }) => session.pair?.remote ?? '',
  consent: ({ session }) => session.consent.lastProofAgoMs,
  rtt: ({ session }) => session.rttMs,
  loss: ({ trace }) => trace.latest.loss,
  packetsIn: ({ trace }) => trace.latest.packetsIn,
  packetsOut: ({ trace }) => trace.latest.packetsOut,
  drops: ({ session }) => total(session.drops),
  age: ({ session }) => session.ageMs,
};

/** Unsorted: the own first, then the living, and the newest first among them. */
function natural(a, b) {
  return b.own - a.own || Boolean(a.session.end) - Boolean(b.session.end) || a.session.ageMs - b.session.ageMs;
}

export class Table {
  #rows = new Map();
  #entries = [];
  #column = null;
  #descending = false;
  #all = false;

  constructor() {
    document.querySelectorAll('#sessions [data-sort]').forEach(button => button.addEventListener('click', () => this.#sort(button)));
    element('filter').addEventListener('input', () => this.#draw());
    element('more').addEventListener('click', () => {
      this.#all = !this.#all;
      this.#draw();
    });
  }

  show(sessions, history, mine) {
    this.#entries = sessions.map(session => ({ session, trace: history.of(session.id), own: session === mine }));
    this.#draw();
  }

  #sort(button) {
    const column = button.dataset.sort;
    const same = this.#column === column;
    this.#column = same && this.#descending ? null : column;
    this.#descending = same && !this.#descending;
    document.querySelectorAll('#sessions [data-sort]').forEach(other => {
      const sorted = other.dataset.sort === this.#column;
      other.closest('th').ariaSort = sorted ? (this.#descending ? 'descending' : 'ascending') : 'none';
    });
    this.#draw();
  }

  #draw() {
    const text = element('filter').value.trim().toLowerCase();
    const wanted = this.#entries.filter(entry => matches(entry, text));
    wanted.sort((a, b) => (this.#column ? this.#compare(a, b) : 0) || natural(a, b));
    const shown = this.#all ? wanted : wanted.slice(0, FEW);
    this.#place(shown.map(entry => this.#row(entry)));
    element('none').hidden = wanted.length > 0;
    element('none').textContent = this.#entries.length > 0 ? 'No session is like that.' : 'There is no session at the moment.';
    element('more').hidden = wanted.length <= FEW;
    element('more').textContent = this.#all ? 'Show fewer' : `Show all ${count(wanted.length)}`;
  }

  /** What is not known comes last, whichever way the others are sorted. */
  #compare(a, b) {
    const [x, y] = [KEYS[this.#column](a) ?? null, KEYS[this.#column](b) ?? null];
    if (x === null || y === null) {
      return (x === null) - (y === null);
    }
    return (x < y ? -1 : x > y ? 1 : 0) * (this.#descending ? -1 : 1);
  }

  #row(entry) {
    const { id } = entry.session;
    const row = this.#rows.get(id) ?? new Row(id);
    this.#rows.set(id, row);
    row.show(entry);
    return row.line;
  }

  /** Moves only what is not in its place: a row that stays keeps the focus. */
  #place(lines) {
    const body = element('rows');
    lines.forEach((line, i) => body.children[i] !== line && body.insertBefore(line, body.children[i] ?? null));
    [...body.children].slice(lines.length).forEach(line => line.remove());
    const shown = new Set(lines);
    this.#rows.forEach((row, id) => shown.has(row.line) || this.#rows.delete(id));
  }
}

function matches({ session }, text) {
  const words = [session.id, stateOf(session), session.pair?.remote, session.end?.reason, ...Object.keys(session.drops)];
  return words.some(word => word?.toLowerCase().includes(text));
}

class Row {
  #cells = {};
  line = element('row').content.firstElementChild.cloneNode(true);

  constructor(id) {
    this.line.dataset.session = id;
    this.line.querySelectorAll('[data-cell]').forEach(cell => (this.#cells[cell.dataset.cell] = cell));
    this.#cells.peer.href = `#session=${id}`;
  }

  show({ session, trace, own }) {
    const { latest } = trace;
    this.line.dataset.state = stateOf(session);
    this.#put('state', stateOf(session));
    this.#put('peer', session.pair?.remote ?? 'no path yet');
    this.#put('note', session.end ? reasonOf(session.end) : '');
    this.#cells.own.hidden = !own;
    this.#put('consent', session.end ? '' : ago(session.consent.lastProofAgoMs));
    this.#cells.consent.dataset.level = session.end ? 'none' : level(session.consent.lastProofAgoMs);
    this.#put('rtt', millis(session.rttMs));
    spark(this.#cells.spark, trace.line('rtt'));
    this.#put('loss', session.end ? '' : share(latest.loss));
    this.#cells.loss.dataset.level = latest.loss > 0.1 ? 'late' : latest.loss > 0.02 ? 'stale' : 'none';
    this.#traffic('in', session.end, latest.packetsIn, latest.bytesIn);
    this.#traffic('out', session.end, latest.packetsOut, latest.bytesOut);
    this.#put('drops', drops(session.drops));
    this.#put('age', span(session.end ? session.end.afterMs : session.ageMs));
  }

  #traffic(way, end, packets, perSecond) {
    this.#put(way, end ? '' : rate(packets));
    this.#put(`${way}-bytes`, end || perSecond === null ? '' : `${bytes(perSecond)}/s`);
  }

  #put(name, text) {
    if (this.#cells[name].textContent !== text) {
      this.#cells[name].textContent = text;
    }
  }
}
