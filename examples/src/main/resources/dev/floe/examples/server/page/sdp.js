// What an ICE restart needs to know of session descriptions.

const CREDENTIALS = ['a=ice-ufrag:', 'a=ice-pwd:'];
const FRAGMENT = ['m=', 'a=mid:', ...CREDENTIALS];

/** Returns the ufrag of a description. */
export function ufragOf(sdp) {
  return /^a=ice-ufrag:(\S+)/m.exec(sdp)?.[1] ?? null;
}

/** Returns of a new offer what the server has to know to restart ICE, in the form of RFC 8840. Candidates are of no use to it. */
export function fragmentOf(offer) {
  const [session, first] = offer.split(/^(?=m=)/m);
  const kept = [
    ...lines(session).filter(line => line.startsWith('a=group:')),
    ...lines(first).filter(line => FRAGMENT.some(prefix => line.startsWith(prefix))),
  ];
  return text(kept);
}

/** Returns the answer to the new offer: the former one with what the server's fragment puts in its place. */
export function renewed(answer, fragment) {
  const fresh = lines(fragment);
  const candidates = fresh.filter(line => line.startsWith('a=candidate:'));
  return text(lines(answer).flatMap(line => {
    const credential = CREDENTIALS.find(prefix => line.startsWith(prefix));
    if (credential) {
      return fresh.find(other => other.startsWith(credential));
    }
    if (line.startsWith('a=candidate:')) {
      return candidates.splice(0);
    }
    return line.replace(/^(o=\S+ \S+) (\d+)/, (_, begin, version) => `${begin} ${Number(version) + 1}`);
  }));
}

function lines(sdp) {
  return sdp.split(/\r?\n/).filter(line => line);
}

function text(all) {
  return all.map(line => `${line}\r\n`).join('');
}
