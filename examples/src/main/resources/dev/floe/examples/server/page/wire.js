// What moves between this browser and Floe, and how fresh the peer's consent is.

import { shape } from './chart.js';

const STILL = matchMedia('(prefers-reduced-motion: reduce)');

/** How much of the 30 s is used up; nothing to lose where consent is not granted. */
export function ring(circle, ageMs, consent) {
  const used = ageMs === null ? 0 : Math.min(1, ageMs / 30000);
  circle.setAttribute('stroke-dasharray', `${((1 - used) * 100).toFixed(2)} 100`);
  circle.dataset.level = consent === 'GRANTED' ? level(ageMs) : 'none';
}

/** How worrying it is that the last proof is that old. */
export function level(ageMs) {
  return ageMs === null ? 'none' : ageMs < 6000 ? 'fresh' : ageMs < 18000 ? 'stale' : 'late';
}

/** Two lanes; each check that was counted since the last look travels along its own. */
export class Wire {
  #svg;
  #seen = null;

  constructor(svg) {
    this.#svg = svg;
    svg.append(
      shape('line', { class: 'lane-in', x1: 0, x2: 400, y1: 20, y2: 20, 'vector-effect': 'non-scaling-stroke' }),
      shape('line', { class: 'lane-out', x1: 0, x2: 400, y1: 44, y2: 44, 'vector-effect': 'non-scaling-stroke' }),
    );
  }

  clear() {
    this.#seen = null;
  }

  show(counters) {
    const seen = this.#seen ?? counters;
    this.#seen = counters;
    if (STILL.matches || document.hidden) {
      return;
    }
    this.#send(counters.checksIn - seen.checksIn, 20, true, 'question');
    this.#send(counters.responsesOut - seen.responsesOut, 44, false, 'reply');
    this.#send(counters.checksOut - seen.checksOut, 44, false, 'question');
    this.#send(counters.responsesIn - seen.responsesIn, 20, true, 'reply');
  }

  #send(howMany, y, toFloe, kind) {
    for (let i = 0; i < Math.min(howMany, 4); i++) {
      const dot = shape('ellipse', { class: `packet ${kind}`, cx: 0, cy: y, rx: 7, ry: 5 });
      this.#svg.append(dot);
      const way = toFloe ? [0, 400] : [400, 0];
      const delay = (kind === 'reply' ? 450 : 0) + i * 130;
      dot.animate(
        [
          { transform: `translateX(${way[0]}px)`, opacity: 0 },
          { transform: `translateX(${way[0] * 0.9 + way[1] * 0.1}px)`, opacity: 1, offset: 0.1 },
          { transform: `translateX(${way[0] * 0.1 + way[1] * 0.9}px)`, opacity: 1, offset: 0.9 },
          { transform: `translateX(${way[1]}px)`, opacity: 0 },
        ],
        { duration: 900, delay, easing: 'ease-in-out', fill: 'backwards' },
      ).finished.finally(() => dot.remove());
    }
  }
}
