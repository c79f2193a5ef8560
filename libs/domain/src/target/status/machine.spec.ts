import { describe, expect, it } from 'vitest';
import { transition } from './machine.ts';
import { initialState, type StatusState } from './state.ts';
import type { ResultEvent, StatusEvent, StatusRules } from './transition.ts';

const T0 = Date.UTC(2026, 0, 1);
const at = (seconds: number): Date => new Date(T0 + seconds * 1_000);

let ids = 0;
const rules = (over: Partial<StatusRules> = {}): StatusRules => ({
  failuresToDown: 2,
  successesToUp: 1,
  intervalSeconds: 300,
  newAlertId: () => `alert-${++ids}`,
  ...over,
});

type Outcome = 'ok' | 'slow' | 'failed' | 'inconclusive';
const result = (seconds: number, outcome: Outcome): ResultEvent => ({
  type: 'result',
  slot: at(seconds),
  at: at(seconds + 1),
  outcome,
});

/** Runs results through the machine; answers the last transition. */
function run(events: StatusEvent[], with_: StatusRules = rules(), from?: StatusState) {
  let last = { state: from ?? initialState(at(-1)), effects: [] } as unknown as ReturnType<
    typeof transition
  >;
  for (const event of events) last = transition(last.state, event, with_);
  return last;
}

describe('going down', () => {
  it('opens an alert that starts with the first failed check, and one only', () => {
    const down = run([result(0, 'ok'), result(300, 'failed'), result(330, 'failed')]);
    expect(down.effects).toEqual([
      { type: 'open', alertId: down.state.outage?.alertId, since: at(301) },
    ]);
    const still = transition(down.state, result(600, 'failed'), rules());
    expect(still.effects).toEqual([]);
    expect(still.state.outage).toEqual(down.state.outage);
  });

  it('forgets failures from just before the machine itself was offline, but no outage', () => {
    const offline = { ...result(330, 'inconclusive'), isOffline: true };
    const before = [result(0, 'ok'), result(300, 'failed')];
    const back = run([...before, offline, result(600, 'failed')]);
    expect(back.effects).toEqual([]);
    expect(back.state).toMatchObject({ status: 'up', failures: 1 });
    expect(back.confirmAt).toEqual(at(630));
    const other = run([...before, result(330, 'inconclusive'), result(600, 'failed')]);
    expect(other.state.status).toBe('down');
    const down = run([...before, result(330, 'failed'), { ...offline, slot: at(600) }]);
    expect(down.state).toMatchObject({ status: 'down', failures: 2 });
  });

  it('asks for a confirmation 30 s after the slot of the failure', () => {
    expect(run([result(0, 'ok'), result(300, 'failed')]).confirmAt).toEqual(at(330));
  });

  it('counts failures less than 20 s apart once, and asks for the confirmation again', () => {
    const soon = run([result(0, 'ok'), result(300, 'failed'), result(319, 'failed')]);
    expect(soon.state).toMatchObject({ status: 'up', failures: 1 });
    expect(soon.confirmAt).toEqual(at(330));
    expect(transition(soon.state, result(330, 'failed'), rules()).state.status).toBe('down');
  });

  it('counts failures exactly 20 s apart', () => {
    expect(run([result(0, 'ok'), result(300, 'failed'), result(320, 'failed')]).state.status).toBe(
      'down',
    );
  });

  it('starts the count anew after a good check', () => {
    const events = [result(0, 'failed'), result(300, 'ok'), result(600, 'failed')];
    expect(run(events).state).toMatchObject({ status: 'up', failures: 1 });
  });

  it('keeps the count over an inconclusive check', () => {
    const events = [result(0, 'ok'), result(300, 'failed'), result(330, 'inconclusive')];
    expect(run([...events, result(600, 'failed')]).state.status).toBe('down');
  });

  it('asks for the confirmation again, ever later, while it says nothing', () => {
    const daily = rules({ intervalSeconds: 86_400 });
    const events = [result(0, 'ok'), result(300, 'failed'), result(330, 'inconclusive')];
    const first = run(events, daily);
    expect(first.confirmAt).toEqual(at(360));
    const second = transition(first.state, result(360, 'inconclusive'), daily);
    expect(second.confirmAt).toEqual(at(420));
    expect(transition(second.state, result(420, 'inconclusive'), daily).confirmAt).toEqual(at(540));
    expect(transition(second.state, result(420, 'failed'), daily).state.status).toBe('down');
    const down = run([...events.slice(0, 2), result(330, 'failed')], daily);
    expect(transition(down.state, result(360, 'inconclusive'), daily).confirmAt).toBeNull();
  });

  it('goes down at once with a single failure when the threshold says so', () => {
    expect(
      run([result(0, 'ok'), result(300, 'failed')], rules({ failuresToDown: 1 })).state.status,
    ).toBe('down');
  });

  it('never completes a down with the first slot after a gap', () => {
    const gap = run([result(0, 'ok'), result(300, 'failed'), result(901, 'failed')]);
    expect(gap.state).toMatchObject({ status: 'up', failures: 1, firstFailureAt: at(902) });
    expect(gap.confirmAt).toEqual(at(931));
    const single = run([result(0, 'ok'), result(601, 'failed')], rules({ failuresToDown: 1 }));
    expect(single.state.status).toBe('up');
    expect(
      transition(single.state, result(631, 'failed'), rules({ failuresToDown: 1 })).state.status,
    ).toBe('down');
  });

  it('takes neither a check that lasts nor one that waits for its turn for a gap', () => {
    const long = rules({ intervalSeconds: 20 });
    const hanging = (seconds: number): StatusEvent => ({
      ...{ type: 'result', outcome: 'failed' },
      ...{ slot: at(seconds), at: at(seconds), endedAt: at(seconds + 60) },
    });
    expect(run([result(0, 'ok'), hanging(20), hanging(80)], long).state.status).toBe('down');
    const late: StatusEvent = { ...result(300, 'failed'), at: at(550) };
    const queued = { ...late, attendedFrom: at(60), endedAt: at(551) } as StatusEvent;
    const events = [result(0, 'ok'), result(40, 'failed'), queued];
    expect(run(events, long).state.status).toBe('down');
  });

  it('takes a check for the first after a gap when nobody attended to it before', () => {
    const back = { ...result(300, 'failed'), attendedFrom: at(902) } as StatusEvent;
    const { state } = run([result(0, 'ok'), result(270, 'failed'), back]);
    expect(state).toMatchObject({ status: 'up', failures: 1 });
  });

  it('takes exactly two intervals for no gap', () => {
    expect(run([result(0, 'failed'), result(600, 'failed')]).state.status).toBe('down');
  });
});

describe('coming back', () => {
  const down = () => run([result(0, 'ok'), result(300, 'failed'), result(330, 'failed')]).state;

  it('needs the asked number of good checks in a row', () => {
    const three = rules({ successesToUp: 3 });
    const two = run([result(600, 'ok'), result(900, 'ok')], three, down());
    expect(two.state).toMatchObject({ status: 'down', successes: 2 });
    const broken = run([result(1200, 'failed'), result(1500, 'ok')], three, two.state);
    expect(broken.state).toMatchObject({ status: 'down', successes: 1 });
    const back = run([result(1800, 'slow'), result(2100, 'ok')], three, broken.state);
    expect(back.state).toMatchObject({ status: 'up', outage: null, successes: 0 });
  });

  it('ends the persistent alert together with the down alert', () => {
    const events = Array.from({ length: 13 }, (_, i) => result(600 + i * 300, 'failed'));
    const long = run(events, rules(), down());
    const { alertId, persistentAlertId } = long.state.outage ?? {};
    expect(persistentAlertId).not.toBeNull();
    const back = transition(long.state, result(4500, 'ok'), rules());
    expect(back.effects).toEqual([
      { type: 'end', alertIds: [alertId, persistentAlertId], resolution: 'recovered' },
    ]);
  });
});

describe('an outage that lasts', () => {
  it('tells people after 1 h, 6 h and 24 h, each once, with rising severity', () => {
    let state = run([result(0, 'failed'), result(30, 'failed')]).state;
    const told: [number, string][] = [];
    for (let seconds = 300; seconds <= 90_000; seconds += 300) {
      const moved = transition(state, result(seconds, 'failed'), rules());
      state = moved.state;
      for (const effect of moved.effects) {
        if (effect.type === 'persist') told.push([seconds, effect.severity]);
      }
    }
    expect(told).toEqual([
      [3_600, 'warning'],
      [21_600, 'high'],
      [86_400, 'critical'],
    ]);
  });
});

describe('results out of order', () => {
  it('drops a slot that is not newer than the last one', () => {
    const { state } = run([result(300, 'ok')]);
    for (const seconds of [0, 300]) {
      const stale = transition(state, result(seconds, 'failed'), rules());
      expect(stale).toEqual({ state, effects: [], confirmAt: null, gap: null, accepted: false });
    }
  });
});

describe('an edit', () => {
  it('forgets what was seen of something else, so that nothing is a gap since', () => {
    const seen = run([result(0, 'ok'), result(300, 'failed')]).state;
    const edited = transition(seen, { type: 'edit', at: at(301) }, rules()).state;
    expect(edited).toMatchObject({ status: 'pending', failures: 0, lastConclusiveSlot: null });
    expect(edited).not.toHaveProperty('lastConclusiveEnd');
    const single = rules({ failuresToDown: 1 });
    expect(transition(edited, result(2_000, 'failed'), single).state.status).toBe('down');
  });
});

describe('pause and resume', () => {
  it('resolves the outage as paused and starts from zero', () => {
    const down = run([result(0, 'failed'), result(30, 'failed')]).state;
    const paused = transition(down, { type: 'pause', at: at(60) }, rules());
    expect(paused.effects).toEqual([
      { type: 'end', alertIds: [down.outage?.alertId], resolution: 'paused' },
    ]);
    const resumed = transition(paused.state, { type: 'resume', at: at(90) }, rules()).state;
    expect(resumed).toMatchObject({ status: 'pending', failures: 0, outage: null, successes: 0 });
  });
});
