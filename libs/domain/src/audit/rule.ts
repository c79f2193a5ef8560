import type { AuditSubject, AuditSubjectKind } from './entry.ts';

/** What a call that changes something is about. */
export interface AuditRule {
  readonly kind: AuditSubjectKind;
  /** Field of the input with the id of it; `answer` where it gets its id by the call; null where there is only one. */
  readonly id: string | null;
  /** True for calls that store nothing: they need not be noted before they are made. */
  readonly storesNothing?: boolean;
  /** True for calls that are made also where they cannot be noted: nobody is kept from taking an alert on by the log. */
  readonly goesAhead?: boolean;
  /** True for calls that only tell what would become of them when their input says `dryRun`. */
  readonly canRehearse?: boolean;
}

const ANSWER = 'answer';
const MAX_TEXT = 300;

const textIn = (from: unknown, field: string): string | null => {
  const value: unknown =
    typeof from === 'object' && from !== null ? Reflect.get(from, field) : undefined;
  return typeof value === 'string' ? value.slice(0, MAX_TEXT).toWellFormed() : null;
};

/** Whether a call only tells what would become of it: it changes nothing, and gets no entry. */
export const isRehearsal = ({ canRehearse = false }: AuditRule, input: unknown): boolean =>
  canRehearse &&
  typeof input === 'object' &&
  input !== null &&
  Reflect.get(input, 'dryRun') === true;

/**
 * The id of what a call is about; null while it has none. Of a url only the host is told: paths and queries may hold secrets.
 *
 * @param input as it was sent, not validated
 */
export function auditedId(rule: AuditRule, input: unknown, answer?: unknown): string | null {
  if (rule.id === null) return null;
  const id = rule.id === ANSWER ? textIn(answer, 'id') : textIn(input, rule.id);
  if (rule.kind !== 'url' || id === null) return id;
  return URL.canParse(id) ? new URL(id).host : null;
}

export const auditSubject = (
  { kind }: AuditRule,
  id: string | null,
  name: string | null = null,
): AuditSubject => ({ kind, id, name: name?.toWellFormed() ?? null });

/**
 * The figures of an answer, for calls about several things or none: numbers, yes or no, and how many there are of a list.
 * Texts are left out, because they may repeat what was sent.
 */
export const auditFigures = (answer: unknown): Record<string, number | boolean> =>
  Object.fromEntries(
    Object.entries(typeof answer === 'object' && answer !== null ? answer : {}).flatMap(
      ([name, value]): [string, number | boolean][] => {
        if (Array.isArray(value)) return [[name, value.length]];
        return typeof value === 'number' || typeof value === 'boolean' ? [[name, value]] : [];
      },
    ),
  );
