import type { ChannelConfig, ChannelKind, ChannelRecord, Message } from '@app/domain';
import { createEgressGuard } from '@app/platform';
import { createHttpPoster } from '../http/post.ts';
import { channelSenders } from '../kinds.ts';
import type { SenderContext } from '../sender.ts';
import { startFakeProvider, type FakeProvider } from './fake-provider.ts';
import { ALLOW_PRIVATE, sampleChannel } from './samples.ts';
import { inWords } from './in-words.ts';

/** A provider on loopback in place of the real one: what is posted to it, and to which address that was to go. */
export interface ProviderDesk {
  provider: FakeProvider;
  /** Addresses that messages were meant for. */
  addresses: string[];
  context: SenderContext;
  close: () => Promise<void>;
}

export const openProviderDesk = async (): Promise<ProviderDesk> => {
  const provider = await startFakeProvider();
  const post = createHttpPoster({
    guard: createEgressGuard({ policy: ALLOW_PRIVATE }),
    userAgent: 'mini-netumo/test',
  });
  const addresses: string[] = [];
  return {
    provider,
    addresses,
    context: {
      post: (address, { headers = {}, body, signal }) => {
        addresses.push(address);
        const { pathname, search } = new URL(address);
        return post({ url: `${provider.origin}${pathname}${search}`, headers, body, signal });
      },
      mail: { mailFrom: null, smtpUrl: null, resendApiKey: null, resendBaseUrl: null },
      now: () => new Date('2026-01-31T15:00:00Z'),
    },
    close: provider.close,
  };
};

const { signal } = new AbortController();

/** Sends a message to a channel of one kind, and says what came of it as people read it. */
export const sendFrom = async <K extends ChannelKind>(
  { context }: ProviderDesk,
  { kind, config }: { kind: K; config: ChannelConfig<K> },
  message: Message,
) => {
  const channel: unknown = sampleChannel({ kind, config });
  return inWords(
    await channelSenders[kind](context)(message, channel as ChannelRecord<K>, { signal }),
  );
};
