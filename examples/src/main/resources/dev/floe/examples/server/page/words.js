// What the protocol's names mean, in plain words.

export const STATES = {
  new: 'Getting ready.',
  connecting: 'Looking for a path, and proving it in both directions.',
  connected: 'The path is proven, consent is fresh, and everything on it is encrypted.',
  disconnected: 'Nothing comes back at the moment. It may recover.',
  failed: 'The connection is lost.',
  closed: 'The connection was closed in order.',
  refused: 'The server would not open a session.',
};

export const CONSENT = {
  NONE: 'Nobody may be sent to before they agreed.',
  GRANTED: 'The browser keeps answering signed questions, so Floe may go on sending.',
  EXPIRED: 'No proof for 30 seconds: Floe has stopped sending for good.',
  REVOKED: 'The browser took its consent back: Floe stopped sending at once.',
};

const DROPS = {
  UNKNOWN_KIND: 'belongs to no protocol spoken here',
  NO_SLOT: 'a known protocol that this session does not take',
  MALFORMED_STUN: 'looked like a check, but was broken',
  BAD_FINGERPRINT: 'a check with a wrong or missing checksum',
  UNSUPPORTED_METHOD: 'a STUN message that is no check',
  INDICATION: 'a keepalive, which asks for nothing',
  NO_INTEGRITY: 'a check that nobody signed',
  BAD_INTEGRITY: 'a check signed with a wrong password',
  WRONG_LOCAL_UFRAG: 'a check meant for another session',
  WRONG_REMOTE_UFRAG: 'a check that claims to come from someone else',
  UNKNOWN_ATTRIBUTE: 'a check that demands something unknown',
  ROLE_CONFLICT: 'a check by someone who will not lead',
  REPLAY: 'a check that was seen before',
  UNKNOWN_TRANSACTION: 'an answer to no question',
  WRONG_SOURCE: 'an answer from the wrong address',
  PEER_REFUSED: 'a question that the browser turned down',
  NOT_AUTHENTICATED: 'data from an address that never proved itself',
  NO_CONSENT: 'came after consent was lost or the session ended',
  OVERFLOW: 'too much at once before the path was proven',
  NEVER_PROVEN: 'waited on a path that was never proven',
};

export const ENDS = {
  NEVER_CONNECTED: 'The browser never completed a check.',
  CONSENT_EXPIRED: 'The browser fell silent, and its consent expired.',
  REVOKED: 'The browser revoked its consent.',
  DTLS_CLOSED: 'The browser closed the connection.',
  DTLS_FAILED: 'Encryption could not be agreed on, or broke.',
  SLOT_FAILED: 'A part of the server failed.',
  SOCKET_FAILED: 'The server’s socket failed.',
  CLOSED: 'The server closed the session.',
};

/** Where a session stands, in a word. */
export function stateOf(session) {
  return session.end ? 'ended' : session.state.toLowerCase();
}

/** Why a session ended. The server has words, too, for a reason that is not known here. */
export function reasonOf(end) {
  return ENDS[end.reason] ?? end.words;
}

const VERSIONS = { FEFF: 'DTLS 1.0', FEFD: 'DTLS 1.2', FEFC: 'DTLS 1.3' };

/** The version that the browser gives in hex, as Floe would say it. */
export function dtlsVersion(hex) {
  return VERSIONS[hex?.toUpperCase()] ?? hex ?? '–';
}

export function millis(value) {
  if (value === null || value === undefined) {
    return '–';
  }
  return value < 10 ? `${value.toFixed(2)} ms` : `${Math.round(value)} ms`;
}

export function ago(value) {
  return value === null || value === undefined ? '–' : `${(value / 1000).toFixed(1)} s`;
}

/** A time of any length, in its two largest units. */
export function span(value) {
  const seconds = Math.floor(value / 1000);
  const units = [[86400, 'd'], [3600, 'h'], [60, 'min'], [1, 's']];
  const parts = units.map(([size, unit], i) => [Math.floor((i === 0 ? seconds : seconds % units[i - 1][0]) / size), unit]);
  const first = parts.findIndex(([number]) => number > 0);
  return first < 0 ? '0 s' : parts.slice(first, first + 2).filter(([number]) => number > 0).map(part => part.join(' ')).join(' ');
}

export function share(value) {
  return value === null ? '–' : `${Math.round(value * 100)} %`;
}

/** So many a second. */
export function rate(value) {
  return value === null ? '–' : count(Math.round(value));
}

export function bytes(value) {
  const units = ['B', 'kB', 'MB', 'GB'];
  const step = value < 1000 ? 0 : Math.min(3, Math.floor(Math.log10(value) / 3));
  const scaled = value / 1000 ** step;
  return `${scaled < 10 && step > 0 ? Number(scaled.toFixed(1)) : Math.round(scaled)} ${units[step]}`;
}

/** What was dropped and why, on one line: the most frequent reason first. The server names only reasons that occurred. */
export function drops(reasons) {
  return Object.entries(reasons)
    .sort(([, a], [, b]) => b - a)
    .map(([reason, number]) => `${count(number)} ${reason}`)
    .join(', ');
}

/** The same as a line of a list, with words. */
export function dropLine(reason, number) {
  const line = document.createElement('li');
  line.dataset.drop = reason;
  line.dataset.value = number;
  const many = document.createElement('b');
  many.textContent = count(number);
  const words = document.createElement('span');
  words.textContent = DROPS[reason] ?? 'dropped';
  const name = document.createElement('code');
  name.textContent = reason;
  line.append(many, words, name);
  return line;
}

export function count(value) {
  return value.toLocaleString('en');
}
