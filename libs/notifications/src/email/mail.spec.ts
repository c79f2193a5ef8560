import { describe, expect, it } from 'vitest';
import { corpusTexts } from '../testing/corpus.ts';
import { EVERY_EVENT, OVER, sampleMessage, TEST_MESSAGE } from '../testing/samples.ts';
import { escapeHtml } from '../html/markup.ts';
import { composeMail } from './mail.ts';

const compose = (message = sampleMessage()) =>
  composeMail(message, { from: 'Monitor <alerts@monitor.example>', to: ['a@good.example'] });

describe('composeMail', () => {
  it.each(EVERY_EVENT)('of %s', (_event, message) => {
    expect(compose(message)).toMatchSnapshot();
  });

  it.each(corpusTexts('text'))('%s: shows %j as text', (_id, name) => {
    const plain = compose(sampleMessage({}, { targetName: '', reason: '' }));
    const { subject, text, html } = compose(sampleMessage({}, { targetName: name, reason: name }));
    // eslint-disable-next-line no-control-regex -- no control character may reach a header
    expect(subject).not.toMatch(/[\u0000-\u001f\u007f\u202a-\u202e]/);
    expect(subject.length).toBeLessThanOrEqual(150);
    expect(text).not.toMatch(/[\r\u202a-\u202e\u200b]/);
    const tagsOf = (page: string) => new Set(page.match(/<[^>]*>/g));
    expect(tagsOf(html)).toEqual(tagsOf(plain.html));
  });

  it('gives a repeated message the same Message-ID, and another one another', () => {
    expect(compose().messageId).toBe(compose().messageId);
    expect(compose().messageId).toMatch(/^<[0-9a-f]{32}@monitor\.example>$/);
    const other = sampleMessage({ idempotencyKey: 'delivery-1-resolved' });
    expect(compose(other).messageId).not.toBe(compose().messageId);
  });

  it('puts the mails of one alert into one thread', () => {
    const resolved = sampleMessage({ event: 'resolved', idempotencyKey: 'other' }, OVER);
    expect(compose(resolved).threadId).toBe(compose().threadId);
    expect(compose(TEST_MESSAGE).threadId).not.toBe(compose().threadId);
  });

  it('understands a bare sender address and survives a broken one', () => {
    const idOf = (from: string) => composeMail(sampleMessage(), { from, to: [] }).messageId;
    expect(idOf('alerts@a-b.example')).toMatch(/@a-b\.example>$/);
    expect(idOf('nobody')).toMatch(/@localhost>$/);
  });
});

describe('escapeHtml', () => {
  it('leaves no way out of content or attribute', () => {
    expect(escapeHtml(`<a href="x" id='y'>&`)).toBe(
      '&lt;a href=&quot;x&quot; id=&#39;y&#39;&gt;&amp;',
    );
  });
});
