import { describe, expect, it } from 'vitest';
import { formatHeaders, parseHeaders, repeatedHeader } from './headers-text';

describe('headers as text', () => {
  it('survive the way there and back', () => {
    const headers = { Accept: 'text/html', 'X-Time': '12:30:00' };
    expect(parseHeaders(formatHeaders(headers))).toEqual(headers);
  });

  it('are read with blank lines and spaces around', () => {
    expect(parseHeaders('\n  A :  1 \n\nB:2')).toEqual({ A: '1', B: '2' });
  });

  it('keep a line without a colon, so that the schema can refuse it', () => {
    expect(parseHeaders('no colon')).toEqual({ 'no colon': '' });
  });

  it('tell a name that is there twice, of which one would be lost', () => {
    expect(repeatedHeader('X-A: 1\nB: 2\nx-a: 3')).toBe('x-a');
    expect(repeatedHeader('X-A: 1\nB: 2')).toBeUndefined();
  });
});
