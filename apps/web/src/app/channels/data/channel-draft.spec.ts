import { describe, expect, it } from 'vitest';
import { aChannel } from '../../../testing/samples';
import { blankChannel, changeOf, channelDraftOf, draftIssues, newChannel, testOf } from './channel-draft';

const webhook = aChannel({
  kind: 'webhook',
  config: {
    url: 'https://bot.example.com/••••f00d',
    secret: '••••',
    format: 'alertmanager',
  },
});

describe('newChannel', () => {
  it('reads several addresses', () => {
    const draft = blankChannel('email');
    draft.config['to'] = 'a@example.com, b@example.com\nc@example.com';
    expect(newChannel('email', draft)).toMatchObject({
      name: 'E-mail',
      config: { to: ['a@example.com', 'b@example.com', 'c@example.com'] },
    });
  });

  it('takes a webhook without a secret', () => {
    const draft = blankChannel('webhook');
    draft.config['url'] = 'https://bot.example.com/';
    expect(newChannel('webhook', draft).config).toEqual({
      url: 'https://bot.example.com/',
      secret: null,
      format: 'netumo',
    });
  });
});

describe('draftIssues', () => {
  it('says at which address something is wrong', () => {
    const draft = { ...blankChannel('email'), config: { to: 'a@example.com, nonsense' } };
    const [issue] = draftIssues('email', draft);
    expect(issue?.path).toBe('config.to.1');
    expect(issue?.message).toMatch(/^nonsense: /);
  });

  it('asks for an address', () => {
    const [issue] = draftIssues('slack', blankChannel('slack'));
    expect(issue?.message).toContain('Write a full address');
  });

  it('takes masked secrets as they are, but no other short ones', () => {
    const draft = channelDraftOf(webhook);
    expect(draftIssues('webhook', draft)).toEqual([]);
    draft.config['secret'] = 'abc';
    expect(draftIssues('webhook', draft).map(({ path }) => path)).toEqual(['config.secret']);
  });
});

describe('changeOf', () => {
  it('sends masked secrets back as they came', () => {
    expect(changeOf(webhook, channelDraftOf(webhook))).toEqual({
      id: webhook.id,
      name: webhook.name,
      enabled: true,
      fallbackChannelId: null,
      config: webhook.config,
      quietHours: null,
      maxPerSecond: null,
      subjectPrefix: null,
      fields: null,
    });
  });

  it('carries how often it is told something, and refuses what is no number or too much', () => {
    const channel = aChannel({ maxPerSecond: 0.5 });
    const draft = channelDraftOf(channel);
    expect(draft.maxPerSecond).toBe('0.5');
    expect(changeOf(channel, { ...draft, maxPerSecond: ' 0,25 ' }).maxPerSecond).toBe(0.25);
    expect(changeOf(channel, { ...draft, maxPerSecond: '' }).maxPerSecond).toBeNull();
    for (const maxPerSecond of ['often', '0', '21', '-1']) {
      const issues = draftIssues('email', { ...draft, maxPerSecond });
      expect(issues.map(({ path }) => path)).toEqual(['maxPerSecond']);
    }
  });

  it('carries quiet hours, the prefix and the chosen fields', () => {
    const quietHours = { from: '23:00', to: '06:30', timeZone: 'Europe/Berlin', holdDown: true };
    const channel = aChannel({ quietHours, subjectPrefix: '[prod]', fields: ['target', 'why'] });
    const change = { quietHours, subjectPrefix: '[prod]', fields: ['target', 'why'] };
    expect(changeOf(channel, channelDraftOf(channel))).toMatchObject(change);
    const draft = { ...channelDraftOf(channel), hasFields: false, subjectPrefix: ' ' };
    draft.quietHours.isOn = false;
    expect(changeOf(channel, draft)).toMatchObject({
      quietHours: null,
      subjectPrefix: null,
      fields: null,
    });
  });

  it('says where quiet hours are wrong', () => {
    const draft = channelDraftOf(aChannel());
    draft.quietHours = { ...draft.quietHours, isOn: true, from: '', timeZone: 'Mars/Base' };
    expect(draftIssues('email', draft).map(({ path }) => path)).toEqual([
      'quietHours.from',
      'quietHours.timeZone',
    ]);
  });
});

describe('testOf', () => {
  it('asks for a stored channel with what is typed, or for one that is not stored', () => {
    const draft = channelDraftOf(webhook);
    expect(testOf('webhook', draft, webhook)).toEqual({ id: webhook.id, config: webhook.config });
    expect(testOf('webhook', draft, null)).toEqual({ kind: 'webhook', config: webhook.config });
  });
});
