import { describe, expect, it } from 'vitest';
import {
  mergeOutages,
  outageFigures,
  outagesIn,
  secondsOf,
  secondsWithin,
  timelineOf,
  type StateStretch,
  type TimeFacts,
} from './timeline.ts';

const T0 = Date.UTC(2026, 0, 2) / 1_000;
const at = (second: number): Date => new Date((T0 + second) * 1_000);
const stretch = (from: number, to: number | null) => ({
  from: at(from),
  to: to === null ? null : at(to),
});
const facts = (over: Partial<TimeFacts> = {}): TimeFacts => ({
  watchedFrom: at(-1_000),
  down: [],
  gaps: [],
  paused: [],
  ...over,
});
const shown = (timeline: readonly StateStretch[]) =>
  timeline.map(({ from, to, state }) => [from - T0, to - T0, state]);

describe('the timeline of a target', () => {
  it('is up where nothing is known against it, and unknown before it was watched', () => {
    expect(shown(timelineOf(facts(), at(0), at(100)))).toEqual([[0, 100, 'up']]);
    const young = timelineOf(facts({ watchedFrom: at(40) }), at(0), at(100));
    expect(shown(young)).toEqual([
      [0, 40, 'unknown'],
      [40, 100, 'up'],
    ]);
    expect(young.map(({ isBefore }) => isBefore ?? false)).toEqual([true, false]);
  });

  it('lets a pause win over a gap, and a gap over an outage', () => {
    const known = facts({
      down: [{ ...stretch(10, 60), alertId: 'a' }],
      gaps: [stretch(20, 40)],
      paused: [stretch(30, 50)],
    });
    expect(shown(timelineOf(known, at(0), at(100)))).toEqual([
      [0, 10, 'up'],
      [10, 20, 'down'],
      [20, 30, 'unknown'],
      [30, 50, 'paused'],
      [50, 60, 'down'],
      [60, 100, 'up'],
    ]);
    expect(outageFigures(outagesIn(timelineOf(known, at(0), at(100))))).toEqual({
      outages: 1,
      longestSeconds: 20,
    });
  });

  it('cuts what lasts, and what begins before or ends after', () => {
    const known = facts({
      down: [
        { ...stretch(-500, 5), alertId: 'a' },
        { ...stretch(90, null), alertId: 'b' },
      ],
    });
    expect(secondsOf(timelineOf(known, at(0), at(100)))).toEqual({
      ...{ up: 85, down: 15, unknown: 0, paused: 0 },
    });
    expect(outageFigures(outagesIn(timelineOf(known, at(0), at(100))))).toEqual({
      outages: 2,
      longestSeconds: 10,
    });
  });

  it('gives each second the state of its first instant', () => {
    const known = facts({ gaps: [{ from: new Date(+at(10) + 1), to: new Date(+at(12) + 999) }] });
    expect(shown(timelineOf(known, at(9), at(20)))).toEqual([
      [9, 11, 'up'],
      [11, 13, 'unknown'],
      [13, 20, 'up'],
    ]);
  });

  it('passes over stretches that end before they begin, as a clock that was wrong leaves them', () => {
    const known = facts({ gaps: [stretch(50, 20)], paused: [stretch(60, 60)] });
    expect(shown(timelineOf(known, at(0), at(100)))).toEqual([[0, 100, 'up']]);
  });

  it('of no time is empty', () => {
    expect(timelineOf(facts(), at(5), at(5))).toEqual([]);
    expect(outageFigures(outagesIn([]))).toEqual({ outages: 0, longestSeconds: 0 });
  });
});

describe('secondsWithin', () => {
  it('counts what lies in several stretches once', () => {
    const stretches = [stretch(0, 50), stretch(40, 60), stretch(90, null)];
    expect(secondsWithin(stretches, at(10), at(100))).toBe(60);
  });
});

it('counts an outage once, however its time is cut', () => {
  const known = {
    ...{ watchedFrom: at(0), gaps: [], paused: [{ from: at(30), to: at(40) }] },
    down: [
      { alertId: 'a', from: at(10), to: at(60) },
      { alertId: 'b', from: at(80), to: null },
    ],
  };
  const within = (from: number, to: number) => outagesIn(timelineOf(known, at(from), at(to)));
  const whole = within(0, 100);
  expect(whole).toEqual([
    { alertId: 'a', seconds: 40 },
    { alertId: 'b', seconds: 20 },
  ]);
  for (const cut of [10, 20, 35, 60, 90]) {
    expect(mergeOutages([...within(0, cut), ...within(cut, 100)])).toEqual(whole);
  }
});
