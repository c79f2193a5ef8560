import { plainLines, type RegistryReply } from '@app/domain';

const MAX_TEXT = 4_096;
/** What is kept before the date where a text is longer than that. */
const LEAD = 1_024;
const DATE = /expir|paid-till|renewal|valid/i;

/** Takes down what a server said; the body of its answer and nothing else. */
export type Hear = (server: string, text: string) => void;

/** A list of replies, and the ways to add to it. */
export interface ReplyLog {
  readonly replies: readonly RegistryReply[];
  /** Takes down what a service says. */
  readonly hear: (service: RegistryReply['service']) => Hear;
}

/** Starts the list of what is heard in one lookup; answers without a word are left out. */
export function createReplyLog(now: () => Date): ReplyLog {
  const replies: RegistryReply[] = [];
  return {
    replies,
    hear: (service) => (server, text) => {
      const excerpt = excerptOf(text);
      if (excerpt !== '') replies.push({ service, server, at: now(), text: excerpt });
    },
  };
}

/** A text that is too long to keep is cut down to the part in which its date should be. */
function excerptOf(text: string): string {
  if (text.length <= MAX_TEXT) return plainLines(text, MAX_TEXT);
  const from = Math.max(0, Math.min(text.search(DATE) - LEAD, text.length - MAX_TEXT));
  return plainLines(`${from > 0 ? '…' : ''}${text.slice(from)}`, MAX_TEXT);
}
