import type { ChannelUrlFault } from '../../channel/url-fault.ts';

/** What the kind of a channel says of its addresses. */
export interface UrlWords {
  name: string;
  /** How its addresses begin. */
  example: string;
  /** What is said of addresses that look right and are not, by their names. */
  wrong: Readonly<Record<string, string>>;
}

type Sentences = {
  readonly [Is in ChannelUrlFault['is']]: (
    fault: Extract<ChannelUrlFault, { is: Is }>,
    words: UrlWords,
  ) => string;
};

const UNUSABLE = 'The address of the channel cannot be used. Enter it anew.';

/** Why a channel may not lead somewhere, without the address. */
export const CHANNEL_URL_SENTENCES: Sentences = {
  'bad-url': () => UNUSABLE,
  'known-wrong': ({ name }, { wrong }) => wrong[name] ?? UNUSABLE,
  'other-kind': (_, { name }) => `This is a ${name} address. Add it as a ${name} channel.`,
  'other-host': (_, { name, example }) =>
    `A ${name} webhook address starts with ${example}; other hosts must be listed in WEBHOOK_ALLOWED_HOSTS.`,
  'not-https': (_, { name }) => `A ${name} webhook address starts with https://.`,
  'has-port': (_, { name }) => `A ${name} webhook address has no port. Remove it.`,
  'other-path': (_, { name, example }) => `A ${name} webhook address looks like ${example}.`,
};
