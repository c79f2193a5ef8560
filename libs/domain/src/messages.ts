export type {
  DigestLine,
  Fact,
  MessageLink,
  MessageStyle,
  MessageWords,
  Tone,
} from './text/message-words.ts';
export { rehearsedMessages } from './text/rehearsal.ts';
export { describeMessage, factLines, linkLines, moreLines, textLines } from './text/message.ts';
