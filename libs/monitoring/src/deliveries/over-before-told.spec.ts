import type { TargetOnDomain } from '@app/domain';
import { beforeEach, describe, expect, it } from 'vitest';
import { LaneDesk } from '../testing/lane-desk.ts';
import { ago, channel, end, happen, run, stateOf } from '../testing/lane-stage.ts';
import { handToFallback } from './hand-to-fallback.ts';

let desk: LaneDesk;

beforeEach(() => {
  desk = new LaneDesk();
  desk.channels = [channel('chat')];
});

describe('an alert of a domain', () => {
  it('names a target that is watched, where the one that it opened with is not any more', async () => {
    happen(desk, 'domain');
    const about = { kind: 'domain', domain: 'shop.test', targetId: 'paused' } as const;
    desk.alerts.set('domain', { ...desk.alerts.get('domain')!, ...about });
    const on = { id: 'watched' } as TargetOnDomain;
    desk.ports.targets = {
      ...desk.ports.targets,
      onDomains: () => Promise.resolve(new Map([['shop.test', [on]]])),
    };
    await run(desk);
    expect(desk.sent[0]?.alert?.targetId).toBe('watched');
  });
});

describe('an alert that is over before it is told', () => {
  it('is told as beginning and end, also before its end is planned', async () => {
    happen(desk, 'short');
    end(desk, 'short');
    await run(desk);
    expect(desk.sent).toMatchObject([{ event: 'resolved', isWhole: true }]);
  });

  it('is both in a digest, too', async () => {
    for (let i = 0; i < 30; i++) {
      happen(desk, `a${i}`, ['opened', 'resolved']);
      end(desk, `a${i}`);
    }
    await run(desk);
    expect(desk.sent).toMatchObject([{ event: 'digest' }]);
    expect(desk.sent[0]?.items).toHaveLength(30);
    for (const item of desk.sent[0]?.items ?? []) {
      expect(item).toMatchObject({ event: 'resolved', isWhole: true });
    }
  });

  it('is told once in a digest, also where its end is planned after that', async () => {
    const ids = Array.from({ length: 30 }, (_, i) => `a${i}`);
    for (const id of ids) {
      happen(desk, id);
      end(desk, id);
    }
    await run(desk);
    for (const id of ids) happen(desk, id, ['resolved']);
    for (const id of ids) end(desk, id);
    await run(desk);
    expect(desk.sent).toMatchObject([{ event: 'digest' }]);
    expect(stateOf(desk, 'a0-resolved')).toBe('dropped');
  });

  it('is whole in a digest for whoever stands in for another channel', async () => {
    for (let i = 0; i < 30; i++) {
      happen(desk, `a${i}`, ['resolved']);
      end(desk, `a${i}`);
      const ended = desk.deliveries.get(`a${i}-resolved`)!;
      desk.deliveries.set(ended.id, { ...ended, fallbackOf: 'mail' });
    }
    await run(desk);
    expect(desk.sent[0]?.items).toHaveLength(30);
    for (const item of desk.sent[0]?.items ?? []) expect(item).toHaveProperty('isWhole', true);
  });

  it('does not stand still where its beginning was refused after hundreds of ends came', async () => {
    for (let i = 0; i < 500; i++) {
      happen(desk, `a${i}`, ['opened', 'resolved']);
      end(desk, `a${i}`);
      const opened = desk.deliveries.get(`a${i}-opened`)!;
      desk.deliveries.set(opened.id, { ...opened, nextAttemptAt: ago(1) });
    }
    await run(desk);
    expect([...desk.deliveries.values()].filter(({ state }) => state !== 'sent')).toEqual([]);
  });
});

describe('a fallback', () => {
  it('is told of a mere change, which is over when it opens', async () => {
    desk.channels = [channel('chat', { fallbackChannelId: 'mail' }), channel('mail')];
    happen(desk, 'change');
    end(desk, 'change');
    desk.alerts.set('change', { ...desk.alerts.get('change')!, kind: 'dns' });
    await handToFallback(desk.ports, 'chat', [...desk.deliveries.values()]);
    expect([...desk.deliveries.values()].map(({ channelId }) => channelId)).toEqual([
      'chat',
      'mail',
    ]);
    await run(desk, 'mail');
    expect(desk.sent).toMatchObject([{ event: 'opened' }]);
    expect(desk.sent[0]).not.toHaveProperty('isWhole');
  });
});
