import type { SendFact } from '../delivery/send-fact.ts';
import { describeChannelUrl, kindOfChannel } from './channel-url.ts';
import type { SendHelpers } from './en/sending.ts';
import { DEFAULT_LANGUAGE, type Language } from './format/language.ts';
import { TEXTS } from './texts.ts';

/** What came of handing a message to somebody and what helps, in a sentence or a few. */
export function describeSending(fact: SendFact, language: Language = DEFAULT_LANGUAGE): string {
  const { SEND_SENTENCES, UNKNOWN_SENDING } = TEXTS[language].sending;
  if (!Object.hasOwn(SEND_SENTENCES, fact.is)) return UNKNOWN_SENDING;
  const kind = 'by' in fact ? kindOfChannel(fact.by) : undefined;
  // The compiler knows only that each fact has its own sentence, not that this is the one.
  const say: (fact: never, helpers: SendHelpers) => string = SEND_SENTENCES[fact.is];
  return say(fact as never, {
    name: kind?.words.name,
    advice: kind?.words.advice ?? {},
    hasServer: kind !== undefined && 'server' in kind.fields,
    describeFault: (fault) => describeChannelUrl(fault, language),
  });
}
