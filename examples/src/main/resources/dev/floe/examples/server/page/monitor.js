// All sessions of this server: the summary, the table, and one of them in detail when the address says #session=….

import { Detail } from './detail.js';
import { History } from './history.js';
import { Table } from './table.js';
import { bytes, count, millis, rate } from './words.js';

const element = id => document.getElementById(id);

export class Monitor {
  #history = new History();
  #table = new Table();
  #detail;
  #sessions = [];
  #mine;

  constructor(api) {
    this.#detail = new Detail(api);
    window.addEventListener('hashchange', () => this.#turn(true));
    this.#turn(false);
  }

  /** Takes the list of this second, and which of them is this browser's. */
  show(sessions, mine) {
    this.#history.add(sessions);
    this.#sessions = sessions;
    this.#mine = mine;
    this.#summary(sessions);
    this.#draw();
  }

  trace(session) {
    return this.#history.of(session.id);
  }

  get #chosen() {
    return new URLSearchParams(location.hash.slice(1)).get('session');
  }

  /** Shows all or one, as the address says. */
  #turn(byUser) {
    const chosen = this.#chosen;
    element('overview').hidden = chosen !== null;
    element('detail').hidden = chosen === null;
    element('whose').hidden = chosen === null; // the buttons on top do not act on the session that is shown
    this.#detail.open(chosen);
    if (byUser) {
      window.scrollTo(0, 0);
      element(chosen === null ? 'h-sessions' : 'detail-peer').focus({ preventScroll: chosen !== null });
      this.#draw();
    }
  }

  #draw() {
    if (this.#chosen === null) {
      this.#table.show(this.#sessions, this.#history, this.#mine);
    } else {
      this.#detail.show(this.#sessions, this.#history);
    }
  }

  #summary(sessions) {
    const living = sessions.filter(session => session.end === null);
    const latest = living.map(session => this.#history.of(session.id).latest);
    const sum = name => latest.reduce((all, sample) => all + (sample[name] ?? 0), 0);
    const put = (id, text) => (element(id).textContent = text);
    put('sum-live', count(living.length));
    put('sum-connected', count(living.filter(session => session.state === 'CONNECTED').length));
    put('sum-ended', count(sessions.length - living.length));
    put('sum-rtt', millis(median(living.map(session => session.rttMs).filter(time => time !== null))));
    put('sum-in', rate(sum('packetsIn')));
    put('sum-out', rate(sum('packetsOut')));
    put('sum-bytes', `${bytes(sum('bytesIn') + sum('bytesOut'))}/s`);
  }
}

function median(values) {
  return values.toSorted((a, b) => a - b)[values.length >> 1];
}
