import { describe, expect, it } from 'vitest';
import { DEFAULT_REQUEST } from '../check/http-settings.ts';
import { MASK } from '../common/mask.ts';
import { keepsSecrets, maskRequest, unmaskRequest } from './request-secrets.ts';

const STORED = { headers: { Authorization: 'Bearer x', Accept: 'text/html' }, body: 'secret=1' };

describe('maskRequest', () => {
  it('shows what is set, and of nothing the value', () => {
    const masked = maskRequest({ ...DEFAULT_REQUEST, ...STORED });
    expect(masked).toEqual({
      ...DEFAULT_REQUEST,
      headers: { Authorization: MASK, Accept: MASK },
      body: MASK,
    });
    expect(maskRequest(DEFAULT_REQUEST)).toEqual(DEFAULT_REQUEST);
  });
});

describe('unmaskRequest', () => {
  it('gives back what was shown', () => {
    expect(unmaskRequest(maskRequest(STORED), STORED)).toEqual({ request: STORED, unknown: null });
  });

  it('takes new values, knows names in any case, and leaves out what was left out', () => {
    const sent = { headers: { authorization: MASK, Accept: 'a/b', 'X-New': '' }, body: null };
    expect(unmaskRequest(sent, STORED).request).toEqual({
      headers: { authorization: 'Bearer x', Accept: 'a/b', 'X-New': '' },
      body: null,
    });
    expect(unmaskRequest({}, STORED).request).toEqual({});
    expect(unmaskRequest({ body: `x${MASK}` }, STORED).request.body).toBe(`x${MASK}`);
  });

  it('names what it does not know', () => {
    expect(unmaskRequest({ headers: { 'X-New': MASK } }, STORED).unknown).toBe(
      'request.headers.X-New',
    );
    expect(unmaskRequest({ body: MASK }, { ...STORED, body: null }).unknown).toBe('request.body');
    expect(unmaskRequest({ body: MASK }, null).unknown).toBe('request.body');
  });
});

describe('keepsSecrets', () => {
  it.each([
    [undefined, true],
    [{}, true],
    [{ headers: {} }, true],
    [{ headers: {}, body: null }, false],
    [{ headers: { Authorization: MASK }, body: null }, true],
    [{ headers: { Authorization: 'Bearer y' }, body: null }, false],
    [{ headers: {}, body: MASK }, true],
  ])('%j: %s', (sent, keeps) => {
    expect(keepsSecrets(sent, STORED)).toBe(keeps);
  });

  it('has nothing to keep where nothing is stored', () => {
    expect(keepsSecrets(undefined, DEFAULT_REQUEST)).toBe(false);
  });
});
