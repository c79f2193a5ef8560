import { type Check, type ClaimedTarget, NO_PHASES, type ProbeResult } from '@app/domain';
import { describe, expect, it, vi } from 'vitest';
import { targetRecord } from '@app/domain/testing';
import type { Ports } from '../ports/index.ts';
import { judgeDeniedName } from './changed-name.ts';

const SLOT = new Date('2026-01-01T12:00:00Z');
const denied: ProbeResult = {
  outcome: 'inconclusive',
  statusCode: null,
  latencyMs: null,
  phases: NO_PHASES,
  address: null,
  attempts: 0,
  failure: {
    class: 'egress',
    code: 'EGRESS_PRIVATE',
    fact: { is: 'denied', why: 'It resolves to 10.0.0.5.' },
  },
};
const reached = (address: string): Check => ({
  ...denied,
  ...{ outcome: 'ok', failure: null, address, statusCode: 200 },
  ...{ at: SLOT, slot: SLOT, kind: 'http', origin: 'scheduled', confirmation: false },
});

interface Example {
  readonly url?: string;
  readonly hadVerdict?: boolean;
  readonly recent?: Check[];
  readonly result?: ProbeResult;
}

async function judge({
  url = 'https://shop.example/',
  hadVerdict = true,
  recent = [reached('93.184.216.34')],
  result = denied,
}: Example = {}) {
  const record = targetRecord({ url, recent });
  const state = { ...record.state, lastConclusiveSlot: hadVerdict ? SLOT : null };
  const get = vi.fn(() => Promise.resolve(record));
  const ports = {
    targets: { get },
    judgeUrl: (text: string) => ({ ok: !text.startsWith('http://10.') }),
  } as unknown as Ports;
  const claimed = { target: { ...record, state } } as unknown as ClaimedTarget;
  return { judged: await judgeDeniedName(ports, claimed, result), get };
}

describe('judgeDeniedName', () => {
  it('makes a failure of a name that led elsewhere before', async () => {
    const { judged } = await judge();
    expect(judged).toMatchObject({
      outcome: 'failed',
      failure: { class: 'dns', code: 'EGRESS_DENIED' },
    });
  });

  it.each<[string, Example]>([
    ['a url without a verdict yet', { hadVerdict: false }],
    ['an address that the policy forbids now', { recent: [reached('10.0.0.5')] }],
    ['a url that is an address itself', { url: 'https://[fd00::1]/' }],
    [
      'our own database',
      {
        result: {
          ...denied,
          failure: { class: 'egress', code: 'EGRESS_SELF', fact: { is: 'denied', why: 'No.' } },
        },
      },
    ],
  ])('leaves %s inconclusive', async (_what, example) => {
    const { judged } = await judge(example);
    expect(judged.outcome).toBe('inconclusive');
  });

  it('reads nothing for any other result', async () => {
    const { judged, get } = await judge({ result: reached('93.184.216.34') });
    expect(judged.outcome).toBe('ok');
    expect(get).not.toHaveBeenCalled();
  });
});
