import { channelKinds } from '../channel/kinds.ts';
import type { ChannelUrlFault } from '../channel/url-fault.ts';
import type { ChannelProvider, ChannelRefusal } from '../channel/descriptor.ts';
import type { EgressFact } from '../egress/denial.ts';
import type { UrlWords } from './en/channel-url.ts';
import { describeEgress } from './egress.ts';
import { DEFAULT_LANGUAGE, type Language } from './format/language.ts';
import { TEXTS } from './texts.ts';

/** What is known of a kind of channel; a newer version may have stored one that this one does not know. */
export const kindOfChannel = (kind: string): KnownKind | undefined =>
  Object.entries<KnownKind>(channelKinds).find(([name]) => name === kind)?.[1];

interface KnownKind {
  words: { name: string; advice?: Readonly<Record<number, string>> };
  fields: Readonly<Record<string, unknown>>;
  provider: ChannelProvider | null;
  refusals: readonly ChannelRefusal[];
}

/** Why a channel may not lead where its address says, in a sentence that does not repeat the address. */
export function describeChannelUrl(
  fault: ChannelUrlFault | EgressFact,
  language: Language = DEFAULT_LANGUAGE,
): string {
  const { channelUrl } = TEXTS[language];
  if (!isOfUrl(fault, channelUrl)) return describeEgress(fault, language);
  const kind = 'kind' in fault ? kindOfChannel(fault.kind) : undefined;
  // The compiler knows only that each fault has its own sentence, not that this is the one.
  const say: (fault: never, words: UrlWords) => string = channelUrl[fault.is];
  return say(fault as never, {
    name: kind?.words.name ?? '',
    example: kind?.provider?.example ?? '',
    wrong: Object.fromEntries((kind?.refusals ?? []).map(({ name, message }) => [name, message])),
  });
}

const isOfUrl = (
  fault: ChannelUrlFault | EgressFact,
  sentences: Readonly<Record<ChannelUrlFault['is'], unknown>>,
): fault is ChannelUrlFault => Object.hasOwn(sentences, fault.is);
