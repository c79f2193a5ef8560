import { describe, expect, it } from 'vitest';
import { quoteProvider } from './quote-provider.ts';

const SECRET = 'hunter22+hunter22';
const encoded = (text: string): string => Buffer.from(text).toString('base64');

describe('what a provider said', () => {
  it.each([
    ['as it is', SECRET],
    ['percent-encoded', encodeURIComponent(SECRET)],
    ['in base64', encoded(SECRET)],
    ['in base64, as a mail server is told it', encoded(`\0user\0${SECRET}`)],
    ['in base64 behind a name', encoded(`user:${SECRET}`)],
    ['in base64 among other things', encoded(`{"token":"${SECRET}","more":"and more"}`)],
  ])('is shown without the secret %s', (_how, repeated) => {
    expect(quoteProvider(`535 not this: ${repeated} (again)`, [null, SECRET])).toBe(
      '535 not this: *** (again)',
    );
  });

  it('keeps its words where a secret is short', () => {
    expect(quoteProvider('no user of that name: dXNl', ['us'])).toBe('no ***er of that name: dXNl');
  });
});
