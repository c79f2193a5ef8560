import { describe, expect, it } from 'vitest';
import type { TroubleFact } from '../alert/system-trouble.ts';
import { describeCause } from './cause.ts';
import { describeTrouble } from './trouble.ts';

const since = new Date('2026-01-01T11:59:00Z');
const network = { since, cause: 'gateway', family: 'IPv6', gateway: '192.0.2.1' } as const;
const share = { blind: 3, checked: 10 };

describe('what is wrong with the monitor', () => {
  it.each<[TroubleFact, string]>([
    [{ is: 'text', text: 'Old.' }, 'Old.'],
    [
      { is: 'offline', network, offlineWorkers: 1, workers: 1, unseen: share },
      'The monitor is offline since 2026-01-01 11:59:00 UTC: its gateway 192.0.2.1 does not answer. Sites behind it are not judged until it is back. 3 of 10 targets cannot be seen.',
    ],
    [
      { is: 'offline', network, isPart: true, offlineWorkers: 2, workers: 3 },
      '2 of 3 workers are offline for IPv6 since 2026-01-01 11:59:00 UTC: its gateway 192.0.2.1 does not answer. Sites behind it are not judged until it is back.',
    ],
    [
      { is: 'blind', share, afterSeconds: 120, reasons: [{ why: 'overload', count: 3 }] },
      '3 of 10 targets have not been seen for 2 min or longer, so an outage of them would not be noticed: the monitor is overloaded.',
    ],
    [
      { is: 'stuck', count: 1, since, example: 'alert 1: no room' },
      'A piece of work fails again and again since 2026-01-01 11:59:00 UTC and is set apart; everything else goes on. alert 1: no room. The log of the worker says why.',
    ],
    [
      { is: 'worker-missing', count: 2 },
      '2 workers have given no sign of life for half a minute; the others do the work. Start them again.',
    ],
    [
      { is: 'dead-letters', queue: 'deliver', count: 4 },
      '4 jobs of the queue deliver failed for good within the last hour. The System page says why, and drives them again.',
    ],
    [
      { is: 'undelivered', channelId: '1', channel: 'Operations', since },
      'Messages to the channel Operations cannot be delivered since 2026-01-01 11:59:00 UTC. Test and mend it on the Channels page, then send them again or put them away.',
    ],
    [
      { is: 'disk', freeMb: 0 },
      'The disk of the document store is full or nearly so: nothing is free. Make room, or results will not be stored.',
    ],
  ])('%o', (fact, sentence) => {
    expect(describeTrouble(fact)).toBe(sentence);
  });

  it('is named in one alert, one after the other', () => {
    const troubles: TroubleFact[] = [
      { is: 'text', text: 'One.' },
      { is: 'text', text: 'Two.' },
    ];
    expect(describeCause({ is: 'troubles', troubles })).toBe('One. Two.');
  });

  it('is something that has no words where a newer version stored it', () => {
    expect(describeTrouble(JSON.parse('{"is":"newer"}') as TroubleFact)).toMatch(/cannot name/);
  });
});
