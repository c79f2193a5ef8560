import { describe, expect, it } from 'vitest';
import type { ActiveWindow } from './maintenance.ts';
import type { Mute } from './mute.ts';
import { silenceOf } from './silence.ts';

const NOW = new Date('2026-01-01T12:00:00Z');
const after = (minutes: number): Date => new Date(NOW.getTime() + minutes * 60_000);

const target = (mutedUntil: Date | null = null) => ({
  id: 'shop',
  tags: ['web', 'eu'],
  alerting: { mutedUntil },
});
const mute = (over: Partial<Mute> = {}): Mute => ({
  id: 'mute',
  targetId: null,
  tag: null,
  until: after(60),
  note: null,
  createdAt: NOW,
  ...over,
});
const window = (over: Partial<ActiveWindow> = {}): ActiveWindow => ({
  id: 'window',
  name: 'backup',
  targetIds: [],
  tags: [],
  until: after(30),
  ...over,
});

const said = (rules: { mutes?: Mute[]; windows?: ActiveWindow[] }, own: Date | null = null) => {
  const silence = silenceOf(target(own), { mutes: [], windows: [], now: NOW, ...rules });
  if (!silence) return null;
  const scope = silence.why === 'mute' ? ` of ${silence.mute.scope}` : '';
  return `${silence.why}${scope} for ${(silence.until.getTime() - NOW.getTime()) / 60_000}`;
};

describe('what keeps a target silent', () => {
  it.each<[string, Parameters<typeof said>, string | null]>([
    ['nothing', [{}], null],
    ['its own date', [{}, after(5)], 'mute of target for 5'],
    ['nothing once that has passed', [{}, NOW], null],
    ['a mute of it', [{ mutes: [mute({ targetId: 'shop' })] }], 'mute of target for 60'],
    ['no mute of another one', [{ mutes: [mute({ targetId: 'blog' })] }], null],
    ['a mute of one of its tags', [{ mutes: [mute({ tag: 'eu' })] }], 'mute of tag for 60'],
    ['no mute of another tag', [{ mutes: [mute({ tag: 'us' })] }], null],
    ['a mute of everything', [{ mutes: [mute()] }], 'mute of everything for 60'],
    ['no mute that has ended', [{ mutes: [mute({ until: NOW })] }], null],
    ['maintenance of all', [{ windows: [window()] }], 'maintenance for 30'],
    ['maintenance of its tag', [{ windows: [window({ tags: ['web'] })] }], 'maintenance for 30'],
    ['maintenance of it', [{ windows: [window({ targetIds: ['shop'] })] }], 'maintenance for 30'],
    ['none of others', [{ windows: [window({ targetIds: ['blog'], tags: ['us'] })] }], null],
    [
      'the one that lasts longest',
      [{ mutes: [mute()], windows: [window()] }, after(5)],
      'mute of everything for 60',
    ],
  ])('%s', (_what, args, expected) => {
    expect(said(...args)).toBe(expected);
  });
});
