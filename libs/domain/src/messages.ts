export type {
  DigestLine,
  Fact,
  MessageLink,
  MessageStyle,
  MessageWords,
  Tone,
} from './text/message-words.ts';
export { describeMessage, factLines, linkLines, moreLines, textLines } from './text/message.ts';
