import { describe, expect, it } from 'vitest';
import type { Status } from '../../check/status.ts';
import { transition } from './machine.ts';
import { initialState, type Outage, type StatusState } from './state.ts';
import type { StatusEvent, StatusRules } from './transition.ts';

const INTERVAL_MS = 300_000;
const T0 = Date.UTC(2026, 0, 1);
const at = (ms: number): Date => new Date(T0 + ms);
const rules: StatusRules = {
  failuresToDown: 2,
  successesToUp: 1,
  intervalSeconds: 300,
  newAlertId: () => 'new-alert',
};

const outage: Outage = {
  since: at(-600_000),
  alertId: 'open-alert',
  openedAt: at(-570_000),
  persistentStep: -1,
  persistentAlertId: null,
};

/** A target in a status, last judged one interval before T0. */
function stateOf(status: Status, over: Partial<StatusState> = {}): StatusState {
  return {
    ...initialState(at(-900_000)),
    status,
    lastSlot: at(-INTERVAL_MS),
    lastConclusiveSlot: at(-INTERVAL_MS),
    ...(status === 'down' ? { outage, failures: 2, lastFailureSlot: at(-INTERVAL_MS) } : {}),
    ...over,
  };
}

const result = (outcome: 'ok' | 'slow' | 'failed' | 'inconclusive', ms = 0): StatusEvent => ({
  type: 'result',
  slot: at(ms),
  at: at(ms),
  outcome,
});
const oneFailure = {
  failures: 1,
  firstFailureAt: at(-INTERVAL_MS),
  lastFailureSlot: at(-INTERVAL_MS),
};
/** The last conclusive result is further back than two intervals; results as such kept coming. */
const longInconclusive = { lastConclusiveSlot: at(-INTERVAL_MS * 2 - 1) };

interface Expected {
  status: Status;
  effect?: 'open' | 'end' | 'persist';
  confirm?: boolean;
}
type Row = [from: Status, event: string, state: StatusState, event: StatusEvent, then: Expected];

/** The table of docs/rules.md, "Status machine", cell by cell. */
const TABLE: Row[] = [
  ['pending', 'ok', stateOf('pending'), result('ok'), { status: 'up' }],
  ['pending', 'slow', stateOf('pending'), result('slow'), { status: 'degraded' }],
  ['pending', 'fail 1', stateOf('pending'), result('failed'), { status: 'pending', confirm: true }],
  [
    'pending',
    'fail F',
    stateOf('pending', oneFailure),
    result('failed'),
    { status: 'down', effect: 'open' },
  ],
  ['pending', 'inconclusive', stateOf('pending'), result('inconclusive'), { status: 'pending' }],
  [
    'pending',
    'inconclusive long',
    stateOf('pending', longInconclusive),
    result('inconclusive'),
    { status: 'pending' },
  ],
  ['pending', 'silence', stateOf('pending'), { type: 'silence', at: at(0) }, { status: 'unknown' }],
  ['pending', 'pause', stateOf('pending'), { type: 'pause', at: at(0) }, { status: 'paused' }],
  ['pending', 'edit', stateOf('pending'), { type: 'edit', at: at(0) }, { status: 'pending' }],

  ['up', 'ok', stateOf('up'), result('ok'), { status: 'up' }],
  ['up', 'slow 1', stateOf('up'), result('slow'), { status: 'up' }],
  ['up', 'slow F', stateOf('up', { slows: 1 }), result('slow'), { status: 'degraded' }],
  ['up', 'fail 1', stateOf('up'), result('failed'), { status: 'up', confirm: true }],
  ['up', 'fail F', stateOf('up', oneFailure), result('failed'), { status: 'down', effect: 'open' }],
  ['up', 'inconclusive', stateOf('up'), result('inconclusive'), { status: 'up' }],
  [
    'up',
    'inconclusive long',
    stateOf('up', longInconclusive),
    result('inconclusive'),
    { status: 'unknown' },
  ],
  ['up', 'silence', stateOf('up'), { type: 'silence', at: at(0) }, { status: 'unknown' }],
  ['up', 'pause', stateOf('up'), { type: 'pause', at: at(0) }, { status: 'paused' }],
  ['up', 'edit', stateOf('up'), { type: 'edit', at: at(0) }, { status: 'pending' }],

  ['degraded', 'ok', stateOf('degraded'), result('ok'), { status: 'up' }],
  ['degraded', 'slow', stateOf('degraded'), result('slow'), { status: 'degraded' }],
  [
    'degraded',
    'fail 1',
    stateOf('degraded'),
    result('failed'),
    { status: 'degraded', confirm: true },
  ],
  [
    'degraded',
    'fail F',
    stateOf('degraded', oneFailure),
    result('failed'),
    { status: 'down', effect: 'open' },
  ],
  ['degraded', 'inconclusive', stateOf('degraded'), result('inconclusive'), { status: 'degraded' }],
  [
    'degraded',
    'inconclusive long',
    stateOf('degraded', longInconclusive),
    result('inconclusive'),
    { status: 'unknown' },
  ],
  [
    'degraded',
    'silence',
    stateOf('degraded'),
    { type: 'silence', at: at(0) },
    { status: 'unknown' },
  ],
  ['degraded', 'pause', stateOf('degraded'), { type: 'pause', at: at(0) }, { status: 'paused' }],
  ['degraded', 'edit', stateOf('degraded'), { type: 'edit', at: at(0) }, { status: 'pending' }],

  ['down', 'ok', stateOf('down'), result('ok'), { status: 'up', effect: 'end' }],
  ['down', 'slow', stateOf('down'), result('slow'), { status: 'degraded', effect: 'end' }],
  ['down', 'fail', stateOf('down'), result('failed'), { status: 'down' }],
  ['down', 'inconclusive', stateOf('down'), result('inconclusive'), { status: 'down' }],
  [
    'down',
    'inconclusive long',
    stateOf('down', longInconclusive),
    result('inconclusive'),
    { status: 'down' },
  ],
  ['down', 'silence', stateOf('down'), { type: 'silence', at: at(0) }, { status: 'unknown' }],
  [
    'down',
    'pause',
    stateOf('down'),
    { type: 'pause', at: at(0) },
    { status: 'paused', effect: 'end' },
  ],
  ['down', 'edit', stateOf('down'), { type: 'edit', at: at(0) }, { status: 'down' }],

  ['unknown', 'ok', stateOf('unknown'), result('ok'), { status: 'up' }],
  [
    'unknown',
    'ok, alert open',
    stateOf('unknown', { outage }),
    result('ok'),
    { status: 'up', effect: 'end' },
  ],
  ['unknown', 'slow', stateOf('unknown'), result('slow'), { status: 'degraded' }],
  ['unknown', 'fail 1', stateOf('unknown'), result('failed'), { status: 'unknown' }],
  [
    'unknown',
    'fail F',
    stateOf('unknown', oneFailure),
    result('failed'),
    { status: 'down', effect: 'open' },
  ],
  [
    'unknown',
    'fail F, alert open',
    stateOf('unknown', { ...oneFailure, outage }),
    result('failed'),
    { status: 'down' },
  ],
  ['unknown', 'inconclusive', stateOf('unknown'), result('inconclusive'), { status: 'unknown' }],
  ['unknown', 'silence', stateOf('unknown'), { type: 'silence', at: at(0) }, { status: 'unknown' }],
  ['unknown', 'pause', stateOf('unknown'), { type: 'pause', at: at(0) }, { status: 'paused' }],
  ['unknown', 'edit', stateOf('unknown'), { type: 'edit', at: at(0) }, { status: 'pending' }],

  ['paused', 'ok', stateOf('paused'), result('ok'), { status: 'paused' }],
  ['paused', 'slow', stateOf('paused'), result('slow'), { status: 'paused' }],
  ['paused', 'fail', stateOf('paused'), result('failed'), { status: 'paused' }],
  ['paused', 'inconclusive', stateOf('paused'), result('inconclusive'), { status: 'paused' }],
  ['paused', 'silence', stateOf('paused'), { type: 'silence', at: at(0) }, { status: 'paused' }],
  ['paused', 'pause', stateOf('paused'), { type: 'pause', at: at(0) }, { status: 'paused' }],
  ['paused', 'edit', stateOf('paused'), { type: 'edit', at: at(0) }, { status: 'paused' }],
  [
    'paused',
    'resume',
    stateOf('paused', oneFailure),
    { type: 'resume', at: at(0) },
    { status: 'pending' },
  ],
];

describe('status machine, every cell of the table', () => {
  it.each(TABLE)('%s, %s', (_from, _name, state, event, expected) => {
    const moved = transition(state, event, rules);
    expect(moved.state.status).toBe(expected.status);
    expect(moved.effects.map(({ type }) => type)).toEqual(expected.effect ? [expected.effect] : []);
    expect(moved.confirmAt !== null).toBe(expected.confirm ?? false);
    const hasMoved = state.status !== expected.status;
    expect(moved.state.statusSince).toEqual(hasMoved ? at(0) : state.statusSince);
  });

  it('has a row for every status and event', () => {
    const cells = new Set(TABLE.map(([from, , , event]) => `${from} ${kindOf(event)}`));
    const kinds = ['ok', 'slow', 'failed', 'inconclusive', 'silence', 'pause', 'edit'];
    for (const from of ['pending', 'up', 'degraded', 'down', 'unknown', 'paused']) {
      for (const kind of kinds) expect(cells).toContain(`${from} ${kind}`);
    }
  });
});

const kindOf = (event: StatusEvent): string =>
  event.type === 'result' ? event.outcome : event.type;
