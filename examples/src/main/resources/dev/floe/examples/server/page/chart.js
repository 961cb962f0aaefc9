// The drawings: round-trip times, the ring around the age of the last proof, and what moves on the wire.

const SVG = 'http://www.w3.org/2000/svg';
const WIDTH = 560;
const HEIGHT = 170;
const BOTTOM = 26;
const LEFT = 66;
const LEAST = 30;
const MOST = 120;
const STILL = matchMedia('(prefers-reduced-motion: reduce)');

function shape(name, attributes, text = '') {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) {
    element.setAttribute(key, value);
  }
  element.textContent = text;
  return element;
}

/** Round-trip times, one a second; null where no answer came in that second. */
export class Plot {
  #svg;
  #times = [];
  #samples = 0;

  constructor(svg) {
    this.#svg = svg;
    this.draw();
  }

  clear() {
    this.#times = [];
    this.#samples = 0;
    this.draw();
  }

  add(rtt) {
    if (!rtt) {
      return;
    }
    this.#times.push(rtt.samples > this.#samples ? rtt.lastMs : null);
    this.#samples = rtt.samples;
    this.#times = this.#times.slice(-MOST);
    this.draw();
  }

  draw() {
    const top = scale(this.#times.filter(time => time !== null));
    const width = Math.max(LEAST, this.#times.length);
    const x = i => LEFT + ((i + width - this.#times.length) * (WIDTH - LEFT - 8)) / (width - 1);
    const y = time => HEIGHT - BOTTOM - (Math.min(time, top) / top) * (HEIGHT - BOTTOM - 14);
    this.#svg.replaceChildren(...axes(top, y, width), ...this.#curves(x, y));
    this.#svg.dataset.points = this.#times.length;
  }

  #curves(x, y) {
    const points = this.#times.map((time, i) => ({ time, at: `${x(i).toFixed(1)},${y(time ?? 0).toFixed(1)}`, x: x(i) }));
    const shapes = [];
    for (const run of runs(points)) {
      const line = run.map(point => point.at).join(' L');
      const floor = HEIGHT - BOTTOM;
      shapes.push(shape('path', { class: 'area', d: `M${run[0].x.toFixed(1)},${floor} L${line} L${run.at(-1).x.toFixed(1)},${floor}Z` }));
      shapes.push(shape('path', { class: 'line', d: `M${line}` }));
    }
    const last = points.findLast(point => point.time !== null);
    if (last) {
      const [cx, cy] = last.at.split(',');
      shapes.push(shape('circle', { class: 'last', cx, cy, r: 4.5 }));
    }
    return shapes;
  }
}

/** The stretches without a gap. A single missing second is no gap: the checks are jittered. */
function runs(points) {
  const all = [];
  let silence = 2;
  for (const point of points) {
    if (point.time === null) {
      silence++;
      continue;
    }
    if (silence >= 2) {
      all.push([]);
    }
    all.at(-1).push(point);
    silence = 0;
  }
  return all;
}

/** What the top of the plot stands for. One outlier in twelve may stick out: it would flatten all the others. */
function scale(times) {
  const sorted = times.toSorted((a, b) => a - b);
  const most = sorted[Math.floor((sorted.length - 1) * (11 / 12))] ?? 0;
  const steps = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10000, 30000];
  return steps.find(step => most * 1.25 <= step) ?? most;
}

function axes(top, y, width) {
  const lines = [0, top / 2, top].flatMap(value => [
    shape('line', { class: 'axis', x1: LEFT, x2: WIDTH - 8, y1: y(value), y2: y(value) }),
    shape('text', { class: 'tick', x: LEFT - 8, y: y(value) + 4, 'text-anchor': 'end' }, `${value} ms`),
  ]);
  return [
    ...lines,
    shape('text', { class: 'tick', x: LEFT, y: HEIGHT - 6 }, `${width} s ago`),
    shape('text', { class: 'tick', x: WIDTH - 8, y: HEIGHT - 6, 'text-anchor': 'end' }, 'now'),
  ];
}

/** How much of the 30 s is used up. */
export function ring(circle, ageMs) {
  const used = ageMs === null ? 0 : Math.min(1, ageMs / 30000);
  circle.setAttribute('stroke-dasharray', `${((1 - used) * 100).toFixed(2)} 100`);
  circle.dataset.level = ageMs === null ? 'none' : used < 0.2 ? 'fresh' : used < 0.6 ? 'stale' : 'late';
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
