// Everything that goes to the server over HTTP.

const KEY = 'floe-token';

/** A request that the server turned down, with what it said about it. */
export class Refused extends Error {
  constructor(status, detail) {
    super(detail);
    this.status = status;
  }
}

export class Api {
  #token = tokenOfThisPage();

  set token(token) {
    this.#token = token;
    sessionStorage.setItem(KEY, token);
  }

  /** Sends an offer; resolves to the answer, the URL of the session, and its entity tag. */
  async offer(sdp) {
    const response = await this.#fetch('/whip', { method: 'POST', body: sdp, headers: { 'Content-Type': 'application/sdp' } });
    return { answer: await response.text(), url: response.headers.get('Location'), tag: response.headers.get('ETag') };
  }

  /** Restarts ICE of the session that has this tag; resolves to what the server says to it, and the next tag. */
  async restart(url, tag, fragment) {
    const headers = { 'Content-Type': 'application/trickle-ice-sdpfrag', 'If-Match': tag };
    const response = await this.#fetch(url, { method: 'PATCH', body: fragment, headers });
    return { fragment: await response.text(), tag: response.headers.get('ETag') };
  }

  /** Ends a session. Works while the page goes away, too; that the session may be over already is no fault. */
  end(url) {
    return this.#fetch(url, { method: 'DELETE', keepalive: true }).catch(() => undefined);
  }

  /** Resolves to one session with its timeline. */
  async session(id) {
    return (await this.#fetch(`/sessions/${encodeURIComponent(id)}`, {})).json();
  }

  /** Resolves to what a session's recorder has kept, as a file: txt or pcapng. */
  async recording(id, form) {
    return (await this.#fetch(`/sessions/${encodeURIComponent(id)}.${form}`, {})).blob();
  }

  /**
   * Calls back with the list of sessions once a second until the signal aborts. Listens to the stream of events by fetch, since
   * EventSource cannot carry a token, and asks again and again while the stream is not to be had.
   */
  async watch(signal, onSessions, onFeed) {
    while (!signal.aborted) {
      try {
        const response = await this.#fetch('/events', { signal });
        onFeed('live');
        await readEvents(response.body, onSessions);
      } catch (fault) {
        if (signal.aborted) {
          return;
        }
        onFeed(fault instanceof Refused ? 'asking' : 'off');
        await this.#fetch('/sessions', { signal }).then(r => r.json()).then(onSessions).catch(() => undefined);
      }
      await pause(1000);
    }
  }

  async #fetch(url, options) {
    const headers = new Headers(options.headers);
    if (this.#token) {
      headers.set('Authorization', `Bearer ${this.#token}`);
    }
    const response = await fetch(url, { ...options, headers, cache: 'no-store', credentials: 'omit' });
    if (!response.ok) {
      throw new Refused(response.status, await problem(response));
    }
    return response;
  }
}

/** The token comes with the link, as #token=…; it is taken out of sight and kept for this tab. */
function tokenOfThisPage() {
  const given = new URLSearchParams(location.hash.slice(1)).get('token');
  if (given) {
    sessionStorage.setItem(KEY, given);
    history.replaceState(null, '', location.pathname);
  }
  return sessionStorage.getItem(KEY);
}

async function problem(response) {
  try {
    return (await response.json()).detail;
  } catch {
    return `the server answered ${response.status}`;
  }
}

async function readEvents(body, onSessions) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    const events = (rest + part.value).split('\n\n');
    rest = events.pop();
    if (events.length > 0) {
      onSessions(JSON.parse(events.at(-1).slice('data: '.length)));
    }
  }
}

function pause(millis) {
  return new Promise(resolve => setTimeout(resolve, millis));
}
