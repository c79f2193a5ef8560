import { describe, expect, it } from 'vitest';
import { transition } from './machine.ts';
import { initialState, type StatusState } from './state.ts';
import type { ResultEvent, StatusRules, Transition } from './transition.ts';

const T0 = Date.UTC(2026, 0, 1);
const at = (seconds: number): Date => new Date(T0 + seconds * 1_000);
const rules = (over: Partial<StatusRules> = {}): StatusRules => ({
  failuresToDown: 2,
  successesToUp: 1,
  intervalSeconds: 300,
  newAlertId: () => 'alert',
  ...over,
});

/** A check that a worker in Frankfurt made, which has heard of Helsinki. */
const fra = (seconds: number, outcome: ResultEvent['outcome']): ResultEvent => ({
  ...{ type: 'result', slot: at(seconds), at: at(seconds), endedAt: at(seconds + 1), outcome },
  ...{ region: 'fra', otherRegions: ['hel'] },
});
const hel = (seconds: number, outcome: ResultEvent['outcome']): ResultEvent => ({
  ...fra(seconds, outcome),
  ...{ region: 'hel', otherRegions: ['fra'] },
});
const alone = (event: ResultEvent): ResultEvent => ({ ...event, otherRegions: [] });

function run(events: ResultEvent[], with_ = rules(), from: StatusState = initialState(at(-1))) {
  let last: Transition = {
    ...{ state: from, effects: [], confirmAt: null, gap: null, accepted: true },
  };
  for (const event of events) last = transition(last.state, event, with_);
  return last;
}

describe('a first failure', () => {
  it('is confirmed in another region, which has ten seconds to do so', () => {
    const suspect = run([fra(0, 'ok'), fra(300, 'failed')]);
    expect(suspect.confirmAt).toEqual(at(330));
    expect(suspect.confirmIn).toEqual({ region: 'hel', until: at(340) });
  });

  it('stays where it is when no other region was heard of', () => {
    const suspect = run([fra(0, 'ok'), alone(fra(300, 'failed'))]);
    expect(suspect.confirmAt).toEqual(at(330));
    expect(suspect.confirmIn).toBeUndefined();
    const down = transition(suspect.state, alone(fra(330, 'failed')), rules());
    expect(down.effects).toEqual([
      { type: 'open', alertId: 'alert', since: at(300), places: ['fra'] },
    ]);
  });

  it('is shared among several other regions', () => {
    const asked = [300, 301, 302, 303].map((slot) => {
      const failed = { ...fra(slot, 'failed'), otherRegions: ['ash', 'hel'] };
      return run([fra(0, 'ok'), failed]).confirmIn?.region;
    });
    expect(new Set(asked)).toEqual(new Set(['ash', 'hel']));
  });
});

describe('down', () => {
  it('means that two regions failed', () => {
    const down = run([fra(0, 'ok'), fra(300, 'failed'), hel(330, 'failed')]);
    expect(down.state.status).toBe('down');
    expect(down.effects).toEqual([
      { type: 'open', alertId: 'alert', since: at(300), places: ['fra', 'hel'] },
    ]);
  });

  it('is told with its regions also when it lasts', () => {
    const down = run([fra(0, 'ok'), fra(300, 'failed'), hel(330, 'failed')]);
    const anHour = Array.from({ length: 12 }, (_, slot) => fra(600 + 300 * slot, 'failed'));
    const lasting = run(anHour, rules(), down.state);
    expect(lasting.effects).toMatchObject([{ type: 'persist', places: ['fra', 'hel'] }]);
  });

  it('waits for the other region when the same one fails again, and asks it at once', () => {
    const held = run([fra(0, 'ok'), fra(300, 'failed'), fra(325, 'failed')]);
    expect(held.state).toMatchObject({ status: 'up', failures: 2 });
    expect(held.confirmAt).toEqual(at(326));
    expect(held.confirmIn).toEqual({ region: 'hel', until: at(340) });
    expect(transition(held.state, hel(327, 'failed'), rules()).state.status).toBe('down');
  });

  it('waits no longer than that for a region that does not come', () => {
    const suspect = run([fra(0, 'ok'), fra(300, 'failed')]);
    expect(transition(suspect.state, fra(339, 'failed'), rules()).state.status).toBe('up');
    const down = transition(suspect.state, { ...fra(330, 'failed'), at: at(340) }, rules());
    expect(down.state.status).toBe('down');
    expect(down.effects).toMatchObject([{ type: 'open', places: ['fra'] }]);
  });

  it('comes from a target that nobody had seen for a while as well', () => {
    const unknown = transition(
      run([fra(0, 'ok')]).state,
      { type: 'silence', at: at(900) },
      rules(),
    );
    const held = run([fra(1_000, 'failed'), fra(1_300, 'failed')], rules(), unknown.state);
    expect(held.state.status).toBe('unknown');
    expect(held.confirmIn).toEqual({ region: 'hel', until: at(1_311) });
    expect(transition(held.state, hel(1_302, 'failed'), rules()).state.status).toBe('down');
  });

  it('takes one failure where one is enough', () => {
    expect(run([fra(0, 'ok'), fra(300, 'failed')], rules({ failuresToDown: 1 })).state.status).toBe(
      'down',
    );
  });

  it('takes three failures in two regions where it takes three', () => {
    const three = rules({ failuresToDown: 3 });
    const second = run([fra(0, 'ok'), fra(300, 'failed'), hel(330, 'failed')], three);
    expect(second).toMatchObject({ confirmAt: at(360), state: { status: 'up' } });
    expect(second.confirmIn).toBeUndefined();
    expect(transition(second.state, fra(360, 'failed'), three).state.status).toBe('down');
  });

  it('goes on while one region fails', () => {
    const down = run([fra(0, 'ok'), fra(300, 'failed'), hel(330, 'failed'), fra(600, 'failed')]);
    expect(down.state.status).toBe('down');
    expect(down.confirmIn).toBeUndefined();
  });
});

describe('a region that cannot see', () => {
  it('says nothing of what another one saw', () => {
    const offline = { ...hel(330, 'inconclusive'), isOffline: true };
    const after = run([fra(0, 'ok'), fra(300, 'failed'), offline]);
    expect(after.state.failures).toBe(1);
    expect(after.confirmAt).toEqual(at(360));
    expect(after.confirmIn).toBeUndefined();
    expect(transition(after.state, fra(360, 'failed'), rules()).state.status).toBe('down');
  });

  it('still takes back what it saw itself', () => {
    const offline = { ...fra(330, 'inconclusive'), isOffline: true };
    expect(run([fra(0, 'ok'), fra(300, 'failed'), offline]).state).toMatchObject({ failures: 0 });
  });
});

describe('what fails from one region only', () => {
  const partly = run([fra(0, 'ok'), fra(300, 'failed'), hel(330, 'ok')]);

  it('is not down, and says so', () => {
    expect(partly.state).toMatchObject({ status: 'up', failures: 0 });
    expect(partly.state.partly).toEqual({
      ...{ regions: ['fra'], answersIn: 'hel', since: at(300), seenAt: at(330) },
    });
  });

  it('keeps its start as long as it goes on', () => {
    const again = run([fra(600, 'failed'), hel(630, 'ok')], rules(), partly.state);
    expect(again.state.partly).toMatchObject({ since: at(300), seenAt: at(630) });
    expect(again.effects).toEqual([]);
  });

  it('is over when that region sees it again', () => {
    expect(run([fra(600, 'ok')], rules(), partly.state).state.partly).toBeUndefined();
  });

  it('is over when that region has not looked for long', () => {
    expect(run([hel(600, 'ok')], rules(), partly.state).state.partly).toBeDefined();
    expect(run([hel(1_300, 'ok')], rules(), partly.state).state.partly).toBeUndefined();
  });

  it('is over when it is down, paused or changed', () => {
    const down = run([fra(600, 'failed'), hel(630, 'failed')], rules(), partly.state);
    expect(down.state).toMatchObject({ status: 'down' });
    expect(down.state.partly).toBeUndefined();
    for (const type of ['pause', 'edit'] as const) {
      const { state } = transition(partly.state, { type, at: at(400) }, rules());
      expect(state.partly).toBeUndefined();
    }
  });
});
