import { describe, expect, it } from 'vitest';
import { corpusTexts } from '../testing/corpus.ts';
import { EVERY_EVENT, sampleDigest, sampleMessage, withRunbook } from '../testing/samples.ts';
import { discordBody, escapeDiscord } from './body.ts';

interface DiscordPayload {
  content?: string;
  allowed_mentions: { parse: string[] };
  embeds: { title: string; description?: string; fields: { name: string; value: string }[] }[];
}

const parse = (body: string): DiscordPayload => JSON.parse(body) as DiscordPayload;

const textsOf = ({ embeds }: DiscordPayload): string[] =>
  embeds.flatMap(({ title, fields }) => [
    title,
    ...fields.flatMap(({ name, value }) => [name, value]),
  ]);

describe('discordBody', () => {
  it.each(EVERY_EVENT)('of %s', (_event, message) => {
    expect(JSON.parse(discordBody(message))).toMatchSnapshot();
  });

  it.each(corpusTexts('text'))('%s: shows %j as text and mentions nobody', (_id, name) => {
    const payload = parse(discordBody(sampleMessage({}, { targetName: name, reason: name })));
    expect(payload.allowed_mentions).toEqual({ parse: [] });
    expect(payload.content).toBeUndefined();
    const foreign = textsOf(payload).filter((text) => !text.startsWith('`'));
    for (const text of foreign) expect(text).not.toMatch(/(?<!\\)(?:\\\\)*[<>@*_~`|[\]]/);
  });

  it('stays within the limits of an embed', () => {
    const long = '*'.repeat(5_000);
    const { target, ...rest } = withRunbook(
      { note: long, url: `https://wiki.example/${'x'.repeat(400)}` },
      { targetName: long, reason: long, acknowledgedNote: long },
    );
    const message = {
      ...rest,
      target: target && { ...target, tags: [long], url: `https://a/${long}` },
    };
    const [embed] = parse(discordBody(message)).embeds;
    expect(embed?.title.length).toBeLessThanOrEqual(256);
    for (const { value } of embed?.fields ?? []) {
      expect(value.length).toBeGreaterThan(0);
      expect(value.length).toBeLessThanOrEqual(1_024);
      expect(value).not.toMatch(/(?<!\\)(?:\\\\)*\\$/);
    }
    expect(textsOf(parse(discordBody(message))).join('').length).toBeLessThanOrEqual(6_000);
  });

  it('names each target of a digest, within the limits of an embed', () => {
    const payload = parse(discordBody(sampleDigest(60)));
    const [embed] = payload.embeds;
    for (let n = 1; n <= 60; n++) expect(embed?.description).toMatch(new RegExp(`Shop ${n}\\b`));
    expect(embed?.description?.length).toBeLessThanOrEqual(4_096);
    const all = [...textsOf(payload), embed?.description ?? ''].join('');
    expect(all.length).toBeLessThanOrEqual(6_000);
  });

  it('shows the address as it is, whatever it contains', () => {
    const message = sampleMessage();
    const target = { ...message.target!, url: 'https://shop.example/a_b_c?x=`y`' };
    const value = parse(discordBody({ ...message, target })).embeds[0]?.fields[1]?.value;
    expect(value).toBe('`https://shop.example/a_b_c?x=%60y%60`');
  });
});

describe('escapeDiscord', () => {
  it.each([
    ['**b** @everyone <@1>', '\\*\\*b\\*\\* \\@everyone \\<\\@1\\>'],
    ['see https://evil.example', 'see https\\://evil.example'],
    ['# heading - with: signs', '\\# heading - with: signs'],
    ['- item', '\\- item'],
  ])('%s becomes %s', (text, escaped) => {
    expect(escapeDiscord(text)).toBe(escaped);
  });
});
