import { describe, expect, it } from 'vitest';
import { aChannel } from '../../../testing/samples';
import { blankChannel, changeOf, channelDraftOf, judgeNew } from './channel-draft';
import { formPath } from './form-path';

describe('judgeNew', () => {
  it('reads several addresses', () => {
    const draft = { ...blankChannel(), name: 'Mail', to: 'a@example.com, b@example.com\nc@example.com' };
    expect(judgeNew('email', draft).data).toMatchObject({
      config: { to: ['a@example.com', 'b@example.com', 'c@example.com'] },
    });
  });

  it('says at which address something is wrong', () => {
    const draft = { ...blankChannel(), name: 'Mail', to: 'a@example.com, nonsense' };
    const [issue] = judgeNew('email', draft).error?.issues ?? [];
    expect(issue?.path).toEqual(['config', 'to', 1]);
    expect(formPath('config.to.1')).toBe('to.1');
  });

  it('takes a webhook without a secret', () => {
    const draft = { ...blankChannel(), name: 'Bot', url: 'https://bot.example.com/' };
    expect(judgeNew('webhook', draft).data?.config).toEqual({
      url: 'https://bot.example.com/',
      secret: null,
      format: 'netumo',
    });
  });
});

describe('changeOf', () => {
  it('sends masked secrets back as they came', () => {
    const channel = aChannel({
      kind: 'webhook',
      config: { url: 'https://bot.example.com/', secret: '••••f00d', format: 'alertmanager' },
    });
    expect(changeOf(channel, channelDraftOf(channel))).toEqual({
      id: channel.id,
      name: channel.name,
      enabled: true,
      fallbackChannelId: null,
      config: channel.config,
    });
  });
});
