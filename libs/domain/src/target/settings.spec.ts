import { describe, expect, it } from 'vitest';
import {
  RequestSettings,
  DEFAULT_EXPECTATION,
  DEFAULT_REQUEST,
  settingsConflict,
  type Expectation,
} from '../check/http-settings.ts';

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

describe('request headers', () => {
  it.each([
    ['no colon', /^Write a header as Name: value/],
    ['Host', /^This header may not be set/],
    ['HTTP2-Settings', /^This header may not be set/],
  ])('are told why %s is none', (name, words) => {
    const { error } = RequestSettings.safeParse({ ...DEFAULT_REQUEST, headers: { [name]: 'x' } });
    expect(error?.issues[0]?.message).toMatch(words);
    expect(error?.issues[0]?.path).toEqual(['headers', name]);
  });
});
