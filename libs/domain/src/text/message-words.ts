import type { MessageField } from '../channel/message-field.ts';

/** What a fact of a message is about. Those that no channel can choose are always said. */
export type FactName = MessageField | 'domain' | 'until' | 'closed' | 'late' | 'reminder';

/** One line of a message: `Since: 2026-01-31 14:02:05 UTC (6 min ago)`. */
export interface Fact {
  is: FactName;
  label: string;
  value: string;
}

export type LinkName = 'open' | 'acknowledge' | 'runbook';

/** An address that people can follow, from us or from the settings of a target. */
export interface MessageLink {
  is: LinkName;
  label: string;
  url: string;
}

/** How a message should look: bad red, warning amber, good green, neutral grey. */
export type Tone = 'bad' | 'warning' | 'good' | 'neutral';

/** One alert of a digest. */
export interface DigestLine {
  text: string;
  tone: Tone;
  url: string;
}

/** A message in words: every text is one safe line, not yet escaped for where it is shown. */
export interface MessageWords {
  title: string;
  tone: Tone;
  facts: Fact[];
  /** Page of the alert first. */
  links: MessageLink[];
  /** Of a digest, one for each alert; none for other messages. */
  lines: DigestLine[];
}

/** What a channel wants its messages to be like. */
export interface MessageStyle {
  /** Before each title; null for none. */
  subjectPrefix?: string | null | undefined;
  /** What is said beside the title; null for the usual. */
  fields?: readonly MessageField[] | null | undefined;
}
