import { describe, expect, it } from 'vitest';
import type { KnownTrouble, Trouble } from '../alert/system-trouble.ts';
import {
  BAD_LOOKS,
  FIRST_LOOK,
  GONE_LOOKS,
  GOOD_LOOKS,
  lastingOf,
  look,
  presentOf,
  RELAPSE_MS,
} from './watch.ts';

const AT = new Date('2026-01-01T12:00:00Z');
const later = (ms: number): Date => new Date(AT.getTime() + ms);

const trouble = (key: string, over: Partial<Trouble> = {}): Trouble => ({
  key,
  severity: 'warning',
  fact: { is: 'text', text: `${key}.` },
  ...over,
});
const SLOW = trouble('slow');
const BLIND = trouble('blind', { severity: 'critical' });
const known = (one: Trouble, over: Partial<KnownTrouble> = {}): KnownTrouble => ({
  ...one,
  since: AT,
  until: null,
  ...over,
});

const times = <T>(count: number, one: T): T[] => Array<T>(count).fill(one);
const after = (...looks: Trouble[][]) => looks.reduce(look, FIRST_LOOK);
const keys = (troubles: readonly Trouble[]): string[] => troubles.map(({ key }) => key);
const said = (looks: Trouble[][], before: KnownTrouble[] = [], at = AT) => {
  const { troubles, news, isOver } = presentOf(after(...looks), before, at);
  return { says: keys(lastingOf(troubles)), news: keys(news), isOver };
};

describe('the present sentence', () => {
  it('names a trouble once it has lasted, at once where it has by itself', () => {
    expect(said(times(BAD_LOOKS - 1, [SLOW])).says).toEqual([]);
    expect(said(times(BAD_LOOKS, [SLOW]))).toMatchObject({ says: ['slow'], news: ['slow'] });
    const lasted = trouble('blind', { hasLasted: true });
    expect(said([[lasted]])).toMatchObject({ says: ['blind'], news: ['blind'] });
  });

  it('starts to count anew after a look without it', () => {
    expect(said([...times(BAD_LOOKS - 1, [SLOW]), [], [SLOW]]).says).toEqual([]);
  });

  it('tells one that joins, the worst first, and what is known no more', () => {
    const looks = times(BAD_LOOKS, [SLOW, BLIND]);
    expect(said(looks, [known(SLOW)])).toMatchObject({ says: ['blind', 'slow'], news: ['blind'] });
    expect(said(looks, [known(SLOW), known(BLIND)]).news).toEqual([]);
  });

  it('says a known one in its present words', () => {
    const more = trouble('slow', { fact: { is: 'loop', delayMs: 2_000 } });
    const { troubles, news } = presentOf(after([more]), [known(SLOW)], later(60_000));
    expect(troubles).toEqual([known(more)]);
    expect(news).toEqual([]);
  });

  it('tells one that gets worse', () => {
    const worse = trouble('slow', { severity: 'critical' });
    expect(said([[worse]], [known(SLOW)])).toMatchObject({ says: ['slow'], news: ['slow'] });
    expect(said([[SLOW]], [known(worse)]).news).toEqual([]);
  });

  it('drops one that is over, while others last', () => {
    const before = [known(SLOW), known(BLIND)];
    const seen = times(BAD_LOOKS, [SLOW, BLIND]);
    expect(said([...seen, ...times(GONE_LOOKS - 1, [SLOW])], before).says).toEqual([
      'blind',
      'slow',
    ]);
    expect(said([...seen, ...times(GONE_LOOKS, [SLOW])], before)).toEqual({
      says: ['slow'],
      news: [],
      isOver: false,
    });
  });

  it('is not taken back by a process that has just begun to look', () => {
    expect(said([[SLOW]], [known(SLOW), known(BLIND)]).says).toEqual(['blind', 'slow']);
    expect(said(times(GONE_LOOKS, [SLOW]), [known(SLOW), known(BLIND)]).says).toEqual(['slow']);
  });

  it('does not tell a relapse that follows at once, but one that follows later', () => {
    const over = [known(SLOW), known(BLIND, { until: AT })];
    const looks = times(BAD_LOOKS, [SLOW, BLIND]);
    expect(said(looks, over, later(RELAPSE_MS - 1))).toMatchObject({
      says: ['blind', 'slow'],
      news: [],
    });
    expect(said(looks, over, later(RELAPSE_MS)).news).toEqual(['blind']);
    expect(presentOf(after([SLOW]), over, later(RELAPSE_MS)).troubles).toEqual([known(SLOW)]);
  });

  it('is over only after quiet lasted', () => {
    const seen = times(BAD_LOOKS, [SLOW]);
    const quiet = times<Trouble[]>(GOOD_LOOKS, []);
    expect(said([...seen, ...quiet.slice(1)], [known(SLOW)]).isOver).toBe(false);
    expect(said([...seen, ...quiet], [known(SLOW)]).isOver).toBe(true);
  });
});
