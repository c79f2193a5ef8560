import { describe, expect, it } from 'vitest';
import {
  DEFAULT_EXPECTATION,
  DEFAULT_REQUEST,
  settingsConflict,
  type Expectation,
  type RequestSettings,
} from './settings.ts';

const conflict = (
  request: Partial<RequestSettings>,
  expectation: Partial<Expectation> = {},
): ReturnType<typeof settingsConflict> =>
  settingsConflict({
    request: { ...DEFAULT_REQUEST, ...request },
    expect: { ...DEFAULT_EXPECTATION, ...expectation },
  });

describe('settingsConflict', () => {
  it('finds none in the defaults', () => {
    expect(conflict({})).toBeNull();
  });

  it.each(['contains', 'notContains'] as const)('refuses HEAD with %s', (name) => {
    const found = conflict({ method: 'HEAD' }, { [name]: 'all well' });
    expect(found?.field).toBe(`expect.${name}`);
    expect(found?.message).toMatch(/HEAD request brings no page/);
    expect(conflict({ method: 'GET' }, { [name]: 'all well' })).toBeNull();
    expect(conflict({ method: 'HEAD' })).toBeNull();
  });

  it.each(['GET', 'HEAD'] as const)('refuses %s with a body', (method) => {
    expect(conflict({ method, body: 'a=1' })?.field).toBe('request.body');
    expect(conflict({ method: 'POST', body: 'a=1' })).toBeNull();
  });
});
