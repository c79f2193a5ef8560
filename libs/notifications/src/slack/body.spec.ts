import { describe, expect, it } from 'vitest';
import { corpusTexts } from '../testing/corpus.ts';
import { EVERY_EVENT, sampleMessage } from '../testing/samples.ts';
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
