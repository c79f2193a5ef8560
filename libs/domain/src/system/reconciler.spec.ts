import { describe, expect, it } from 'vitest';
import { RECONCILER_MISSING_MS, reconcilerComponent } from './reconciler.ts';

const now = new Date('2026-01-31T14:00:00Z');
const ago = (ms: number) => ({ reconciledAt: new Date(now.getTime() - ms) });

describe('reconcilerComponent', () => {
  it('goes by the worker that was there last', () => {
    const beats = [ago(600_000), ago(4_000), {}];
    expect(reconcilerComponent(beats, now)).toMatchObject({ name: 'reconciler', status: 'ok' });
  });

  it.each([
    [RECONCILER_MISSING_MS - 1, 'ok'],
    [RECONCILER_MISSING_MS, 'failing'],
  ])('after %d ms says %s', (ms, status) => {
    expect(reconcilerComponent([ago(ms)], now)?.status).toBe(status);
  });

  it('says for how long nobody was there', () => {
    expect(reconcilerComponent([ago(125_000)], now)?.detail).toContain('for 2 min');
  });

  it('says nothing where workers of older versions do not tell', () => {
    expect(reconcilerComponent([{}], now)).toBeNull();
    expect(reconcilerComponent([], now)).toBeNull();
  });
});
