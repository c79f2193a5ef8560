import { describe, expect, it } from 'vitest';
import type { AlertRecord } from '../alert/record.ts';
import type { KnownTrouble, Trouble } from '../alert/system-trouble.ts';
import { followTroubles, knownTroubles } from './follow-troubles.ts';

const AT = new Date('2026-01-01T12:00:00Z');
const later = (ms: number): Date => new Date(AT.getTime() + ms);

const SLOW: Trouble = { key: 'loop', severity: 'warning', fact: { is: 'loop', delayMs: 2_000 } };
const BLIND: Trouble = { key: 'no-worker', severity: 'critical', fact: { is: 'no-worker' } };
const known = (one: Trouble, until: Date | null = null): KnownTrouble => ({
  ...one,
  since: AT,
  until,
});

const follow = (
  {
    troubles = [],
    news = [],
    isOver = false,
  }: { troubles?: KnownTrouble[]; news?: Trouble[]; isOver?: boolean },
  current: AlertRecord | null,
  now = AT,
) => followTroubles({ newId: () => 'new', now }, { troubles, news, isOver }, current);

function opened(...troubles: KnownTrouble[]): AlertRecord {
  const step = follow({ troubles }, null);
  if (step?.do !== 'open') throw new Error('Nothing was opened.');
  return step.alert;
}
const acknowledged = (alert: AlertRecord): AlertRecord => ({
  ...alert,
  state: 'resolved',
  resolution: 'acknowledged',
});

describe('the alert about the monitor', () => {
  it('opens with what lasts, as grave as the worst of it', () => {
    expect(follow({}, null)).toBeNull();
    expect(follow({ troubles: [known(SLOW, AT)] }, null)).toBeNull();
    const troubles = [known(BLIND), known(SLOW)];
    expect(follow({ troubles }, null)).toMatchObject({
      do: 'open',
      alert: {
        id: 'new',
        subject: 'system',
        severity: 'critical',
        cause: { is: 'troubles', troubles: [BLIND.fact, SLOW.fact] },
        troubles,
        announcements: [{ key: 'opened', event: 'opened', at: AT }],
      },
    });
  });

  it('is left alone while nothing changes', () => {
    const alert = opened(known(SLOW));
    expect(follow({ troubles: [known(SLOW)] }, alert, later(3_600_000))).toBeNull();
  });

  it('tells of what joins', () => {
    const troubles = [known(BLIND), known(SLOW)];
    expect(follow({ troubles, news: [BLIND] }, opened(known(SLOW)), later(1))).toMatchObject({
      do: 'restate',
      seenAt: AT,
      change: {
        severity: 'critical',
        troubles,
        announcement: { key: `reminder-no-worker-${later(1).getTime()}`, event: 'reminder' },
      },
    });
  });

  it('brings numbers up to date once a minute, and tells nobody', () => {
    const slower = known({ ...SLOW, fact: { is: 'loop', delayMs: 3_000 } });
    const alert = opened(known(SLOW));
    expect(follow({ troubles: [slower] }, alert, later(59_999))).toBeNull();
    expect(follow({ troubles: [slower] }, alert, later(60_000))).toMatchObject({
      change: { cause: { troubles: [slower.fact] }, announcement: null },
    });
  });

  it('drops what is over at once, and keeps its last words until it ends', () => {
    const alert = opened(known(BLIND), known(SLOW));
    expect(follow({ troubles: [known(SLOW), known(BLIND, AT)] }, alert)).toMatchObject({
      change: { severity: 'warning', cause: { troubles: [SLOW.fact] }, announcement: null },
    });
    expect(follow({ troubles: [known(BLIND, AT), known(SLOW, AT)] }, alert)).toMatchObject({
      change: { severity: 'critical', cause: alert.cause },
    });
  });

  it('ends when nothing is wrong', () => {
    const alert = opened(known(SLOW));
    expect(follow({ isOver: true }, alert)).toEqual({ do: 'end', id: alert.id });
    expect(follow({ isOver: true }, acknowledged(alert))).toEqual({ do: 'end', id: alert.id });
  });

  it('makes way for another one when something joins what a person took on', () => {
    const taken = acknowledged(opened(known(SLOW)));
    const troubles = [known(BLIND), known(SLOW)];
    expect(follow({ troubles: [known(SLOW)] }, taken)).toBeNull();
    expect(follow({ troubles, news: [BLIND] }, taken)).toMatchObject({
      do: 'replace',
      id: taken.id,
      alert: { severity: 'critical', troubles },
    });
  });

  it('of an older version names what is wrong now', () => {
    const { troubles, ...alert } = opened(known(SLOW));
    expect(knownTroubles({ ...alert, troubles: troubles ?? [] }, [BLIND])).toEqual(troubles);
    expect(knownTroubles(alert, [BLIND])).toEqual([known(BLIND)]);
  });
});
