import * as z from 'zod';

/** Kinds of calls by what they cost: an answer, a change, a connection to somebody else, a lot of work. */
export const CallClass = z.enum(['read', 'write', 'outgoing', 'costly']);
export type CallClass = z.infer<typeof CallClass>;

/** How often one caller may make calls of each class, a minute. */
export type CallsPerMinute = Readonly<Record<CallClass, number>>;

/**
 * More than pages and scripts of honest people need (docs/rules.md, "Limits per caller"). What makes this product
 * connect to others is kept tight, because others pay for it.
 */
export const DEFAULT_CALLS_PER_MINUTE: CallsPerMinute = {
  read: 3_000,
  write: 600,
  outgoing: 300,
  costly: 30,
};

/** What a call counts as, and how long the same one has to wait. */
export interface CallRule {
  readonly class: CallClass;
  /** The same thing may be asked for so many times within so many seconds, by whomever. */
  readonly cooldown?: {
    readonly calls: number;
    readonly seconds: number;
    /** Field of the input that says what the same thing is; null: of one caller, whatever the input. */
    readonly per: string | null;
  };
}

/** Longest text that names what a call is about: longer than ids and most urls. */
const MAX_SUBJECT = 300;

/**
 * What a call is about as far as its cooldown is concerned; null when it has none, or the input does not say. The
 * input was not validated yet.
 */
export function subjectOf({ cooldown }: CallRule, input: unknown): string | null {
  if (!cooldown) return null;
  if (cooldown.per === null) return '';
  if (typeof input !== 'object' || input === null) return null;
  const subject: unknown = Reflect.get(input, cooldown.per);
  return typeof subject === 'string' && subject !== '' ? subject.slice(0, MAX_SUBJECT) : null;
}
