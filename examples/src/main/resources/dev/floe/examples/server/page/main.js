// Connects by itself, shows how it goes, and says goodbye when the page goes away.

import { Api, Refused } from './api.js';
import { Data } from './data.js';
import { Monitor } from './monitor.js';
import { Session } from './session.js';
import { startVideo } from './video.js';
import { View } from './view.js';
import { reasonOf } from './words.js';

const api = new Api();
const view = new View();
const data = new Data();
const monitor = new Monitor(api);
let session = null;
let watching = null;
let admitted = false;
let ended = false;
let restarting = false;

async function connect() {
  session?.close();
  const mine = new Session(api);
  session = mine;
  data.use(mine);
  ended = false;
  view.clear();
  view.restartable(false);
  view.ask(false);
  view.state('connecting');
  listen(mine);
  try {
    await mine.open();
    admit();
  } catch (fault) {
    if (session === mine) {
      mine.pc.close();
      refuse(fault);
    }
  }
}

function listen(mine) {
  const on = (type, act) => mine.addEventListener(type, event => session === mine && act(event.detail));
  on('connection', state => {
    view.state(state, state === 'closed' && mine.closedHere ? 'You closed the connection.' : undefined);
    view.log(`This browser is ${state}.`);
    if (state === 'closed') {
      view.closed();
    }
    view.restartable(state === 'connected' && !restarting);
  });
  on('ice', state => view.log(`Connectivity: ${state}.`));
  on('dtls', state => view.log(`Encryption: ${state}.`));
  on('step', step => view.step(step.name, step.millis));
}

async function restart() {
  const mine = session;
  restarting = true;
  view.restartable(false);
  view.log('Connectivity begins anew, under new names. Data keeps flowing.');
  try {
    await mine.restart();
    view.log('The server has new names, too. Encryption stays as agreed.');
  } catch (fault) {
    view.log(`The restart failed. ${faultOf(fault)}`);
  } finally {
    restarting = false;
    view.restartable(session?.pc.connectionState === 'connected');
  }
}

function faultOf(fault) {
  return fault instanceof Refused ? fault.message : 'The server does not answer.';
}

function refuse(fault) {
  const reason = faultOf(fault);
  view.state('refused', reason);
  view.log(reason);
  if (fault.status === 401) {
    view.ask(true);
  } else {
    admit();
  }
}

/** The server wants no token, or knows the one there is. Whoever gets no session of his own may still look at the others. */
function admit() {
  admitted = true;
  watch();
}

/** Only while somebody looks: a browser opens six connections to a server at most, and a stream takes one. */
function watch() {
  if (document.hidden) {
    watching?.abort();
    watching = null;
  } else if (!watching) {
    watching = new AbortController();
    api.watch(watching.signal, show, kind => view.feed(kind));
  }
}

/** Finds the own session by the ufrag of its answer: its id is not told to whoever opens it. */
async function show(sessions) {
  view.live(sessions);
  const mine = session?.ufrag && sessions.find(one => one.localUfrag === session.ufrag);
  monitor.show(sessions, mine);
  if (!mine) {
    return;
  }
  view.server(mine, monitor.trace(mine));
  if (mine.end && !ended) {
    ended = true;
    view.log(reasonOf(mine.end));
  }
}

async function look() {
  const mine = session;
  if (mine && !mine.closedHere) {
    const stats = await mine.stats();
    if (session === mine && !mine.closedHere) {
      view.browser(stats);
    }
  }
}

document.getElementById('restart').addEventListener('click', restart);
document.getElementById('reconnect').addEventListener('click', connect);
document.getElementById('close').addEventListener('click', () => session?.close());
document.getElementById('ask').addEventListener('submit', event => {
  event.preventDefault();
  api.token = document.getElementById('token').value;
  connect();
});
window.addEventListener('pagehide', () => session?.close());
window.addEventListener('pageshow', event => event.persisted && connect());
document.addEventListener('visibilitychange', () => admitted && watch());
setInterval(look, 1000);

startVideo(api);

// For whoever looks from the console, and for tests.
window.floe = { get pc() { return session?.pc; }, get ufrag() { return session?.ufrag; } };

connect();
