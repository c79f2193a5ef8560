import { describe, expect, it } from 'vitest';
import { corpusTexts } from '../testing/corpus.ts';
import { EVERY_EVENT, sampleDigest, sampleMessage } from '../testing/samples.ts';
import { escapeSlack, slackBody } from './body.ts';

interface SlackPayload {
  text: string;
  mrkdwn: boolean;
  link_names: boolean;
  attachments: {
    fallback: string;
    blocks: { type: string; text?: { type: string; text: string } }[];
  }[];
}

const parse = (body: string): SlackPayload => JSON.parse(body) as SlackPayload;
const factsOf = (payload: SlackPayload) => payload.attachments[0]?.blocks[0]?.text;

describe('slackBody', () => {
  it.each(EVERY_EVENT)('of %s', (_event, message) => {
    expect(JSON.parse(slackBody(message))).toMatchSnapshot();
  });

  it.each(corpusTexts('text'))('%s: shows %j as text', (_id, name) => {
    const payload = parse(slackBody(sampleMessage({}, { targetName: name, reason: name })));
    expect(payload).toMatchObject({ mrkdwn: false, link_names: false });
    expect(factsOf(payload)?.type).toBe('plain_text');
    for (const text of [payload.text, payload.attachments[0]?.fallback, factsOf(payload)?.text]) {
      expect(text).not.toMatch(/[<>]/);
      expect(text).not.toMatch(/&(?!amp;|lt;|gt;)/);
    }
  });

  it('keeps its section within 3000 characters and its entities whole', () => {
    const long = '&'.repeat(5_000);
    const alert = { targetName: long, reason: long, acknowledgedNote: long };
    const message = sampleMessage({}, alert);
    const text = factsOf(parse(slackBody(message)))?.text ?? '';
    expect(text.length).toBeLessThanOrEqual(3_000);
    expect(text.length).toBeGreaterThan(2_900);
    expect(text).not.toMatch(/&(?!amp;)/);
  });

  it('says everything in its plain text, for servers that know no blocks', () => {
    const { text } = parse(slackBody(sampleMessage()));
    expect(text).toContain('Address: https://shop.example/cart?a=1&amp;b=2');
    expect(text).toContain('Since: 2026-01-31 14:02:05 UTC (6 min ago)');
    expect(text).toContain(`https://monitor.example/targets/${'b'.repeat(24)}`);
  });

  it('mentions nobody and links nowhere in its plain text either', () => {
    const name = '@everyone <!channel> <@U123> [click](http://evil.example/)';
    const { text } = parse(slackBody(sampleMessage({}, { targetName: name, reason: name })));
    expect(text).not.toMatch(/@[a-z]|<|\]\(/i);
  });

  it.each([45, 150, 500])('names each of %d targets, within the limits of Slack', (count) => {
    const body = slackBody(sampleDigest(count));
    const { text, attachments } = parse(body);
    const sections = attachments[0]?.blocks.flatMap(({ text: shown }) => shown?.text ?? []) ?? [];
    for (let n = 1; n <= count; n++) {
      expect(text).toMatch(new RegExp(`Shop ${n}\\b`));
      expect(sections.join('\n')).toMatch(new RegExp(`Shop ${n}\\b`));
    }
    for (const shown of sections) expect(shown.length).toBeLessThanOrEqual(3_000);
    expect(sections.length).toBeLessThan(50);
    expect(text.length).toBeLessThanOrEqual(40_000);
  });

  it('keeps its link whole', () => {
    const message = sampleMessage({ link: 'https://monitor.example/a|b>c?d=1&e=2' });
    expect(slackBody(message)).toContain(
      '<https://monitor.example/a%7Cb%3Ec?d=1&amp;e=2|Open in the monitor>',
    );
  });
});

describe('escapeSlack', () => {
  it('takes the meaning from mentions and links', () => {
    expect(escapeSlack('<!channel> & <https://evil.example|Click>')).toBe(
      '&lt;!channel&gt; &amp; &lt;https://evil.example|Click&gt;',
    );
  });
});
