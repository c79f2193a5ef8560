import { describe, expect, it } from 'vitest';
import { DEFAULT_CALLS_PER_MINUTE, subjectOf } from './call.ts';
import { CallWindows } from './call-windows.ts';
import { callerOf } from './caller.ts';
import { describeTrouble } from '../text/trouble.ts';
import { afterRefusal, FLOOD_REFUSALS, floodTrouble, type Refusals } from './flood.ts';
import { OpenStreams } from './streams.ts';

const T0 = new Date('2026-01-01T12:00:00Z');
const later = (ms: number): Date => new Date(T0.getTime() + ms);

describe('callerOf', () => {
  it.each([
    ['192.0.2.7', '192.0.2.7'],
    ['::ffff:192.0.2.7', '192.0.2.7'],
    ['::1', '::1'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:db8:1:2:ffff::1', '2001:db8:1:2::/64'],
    ['2001:db8:1:3::1', '2001:db8:1:3::/64'],
    ['no address', 'no address'],
  ])('counts %s as %s', (address, caller) => {
    expect(callerOf(address)).toBe(caller);
  });
});

describe('CallWindows', () => {
  it('count by key until the window ends', () => {
    const windows = new CallWindows();
    expect(windows.count('a', 1_000, T0)).toEqual({ count: 1, resetAt: later(1_000) });
    expect(windows.count('a', 1_000, later(999))).toEqual({ count: 2, resetAt: later(1_000) });
    expect(windows.count('b', 1_000, later(999)).count).toBe(1);
    expect(windows.count('a', 1_000, later(1_000)).count).toBe(1);
    windows.forget('a');
    expect(windows.count('a', 1_000, later(1_001)).count).toBe(1);
  });

  it('hold nobody for longer than a window when the clock is set back', () => {
    const windows = new CallWindows();
    windows.count('a', 1_000, later(86_400_000));
    expect(windows.count('a', 1_000, T0)).toEqual({ count: 1, resetAt: later(1_000) });
  });

  it('take bounded memory, and drop what is over first', () => {
    const windows = new CallWindows(3);
    windows.count('over', 10, T0);
    windows.count('a', 1_000, T0);
    windows.count('b', 1_000, T0);
    windows.count('c', 1_000, later(10));
    expect(windows.count('a', 1_000, later(10)).count).toBe(2);
    for (let i = 0; i < 100; i++) windows.count(`flood ${i}`, 1_000, later(10));
    expect(windows.size).toBe(3);
  });
});

describe('subjectOf', () => {
  const rule = { class: 'outgoing', cooldown: { calls: 1, seconds: 1, per: 'id' } } as const;

  it('reads what a call is about from input that nobody has validated', () => {
    expect(subjectOf(rule, { id: 'x' })).toBe('x');
    expect(subjectOf({ ...rule, cooldown: { calls: 1, seconds: 1, per: null } }, 7)).toBe('');
    expect(subjectOf(rule, { id: 'x'.repeat(10_000) })).toHaveLength(300);
  });

  it.each([undefined, null, 'x', [], { id: 5 }, { id: '' }, { id: { $gt: '' } }])(
    'knows nothing of %j',
    (input) => {
      expect(subjectOf(rule, input)).toBeNull();
    },
  );

  it('needs none without a cooldown', () => {
    expect(subjectOf({ class: 'read' }, { id: 'x' })).toBeNull();
  });
});

describe('OpenStreams', () => {
  it('has places for each caller and for all of them', () => {
    const streams = new OpenStreams({ perCaller: 2, inAll: 3 });
    const close = streams.take('a');
    expect(streams.take('a')).not.toBeNull();
    expect(streams.take('a')).toBeNull();
    expect(streams.take('b')).not.toBeNull();
    expect(streams.take('c')).toBeNull();
    close?.();
    close?.();
    expect(streams.open).toBe(2);
    expect(streams.take('c')).not.toBeNull();
    expect(streams.take('a')).toBeNull();
  });
});

describe('floods', () => {
  const refused = (count: number): Refusals => {
    let all: Refusals | undefined;
    for (let i = 0; i < count; i++) {
      all = afterRefusal(all, { caller: '192.0.2.7', class: 'write' }, later(i * 10));
    }
    return all!;
  };

  it('begin anew after a quiet minute', () => {
    const many = refused(FLOOD_REFUSALS);
    expect(many).toMatchObject({ refused: FLOOD_REFUSALS, since: T0 });
    const at = new Date(many.lastAt.getTime() + 60_000);
    expect(afterRefusal(many, many, at)).toMatchObject({ refused: 1, since: at });
  });

  it('are a trouble that names the worst caller', () => {
    const worst = { ...refused(300), caller: '192.0.2.8' };
    expect(floodTrouble([])).toBeNull();
    const trouble = floodTrouble([refused(200), worst]);
    expect(trouble).toMatchObject({ key: 'flood', hasLasted: true });
    const said = trouble && describeTrouble(trouble.fact);
    expect(said).toContain('192.0.2.8 has made 300 calls');
    expect(said).toContain('1 more');
  });
});

describe('DEFAULT_CALLS_PER_MINUTE', () => {
  it('are tighter the more a call costs', () => {
    const { read, write, outgoing, costly } = DEFAULT_CALLS_PER_MINUTE;
    expect([read, write, outgoing, costly]).toEqual(
      [read, write, outgoing, costly].toSorted((a, b) => b - a),
    );
  });
});
