import {
  type AuditCall,
  type AuditFacts,
  auditChanges,
  auditedId,
  auditFigures,
  auditOutcomeOf,
  type AuditRule,
  type AuditSnapshot,
  auditSnapshot,
  auditSubject,
  isRehearsal,
} from '@app/domain/audit';
import type { Actor } from '../context.ts';
import type { Ports } from '../ports/index.ts';
import { LateEnds } from './late-ends.ts';
import { readSubject, type SubjectPorts } from './read-subject.ts';

export interface AuditLogOptions {
  readonly ports: SubjectPorts & Pick<Ports, 'audit' | 'log' | 'now' | 'newId'>;
  /** What each call that changes something is about, by the path of the procedure or the route. */
  readonly rules: Readonly<Record<string, AuditRule>>;
  /** Told of each entry that was added. */
  readonly onEntry?: (entry: AuditFacts) => void;
}

/** A call that is about to change something. */
export interface AuditedCall {
  readonly path: string;
  /** Not validated. */
  readonly input: unknown;
  readonly actor: Actor;
  readonly requestId: string;
}

/** How a call ended: its answer, or the code that it was refused with. */
export type EndOfCall =
  { readonly ok: true; readonly answer: unknown } | { readonly ok: false; readonly code: string };

const nothingToNote = (): Promise<void> => Promise.resolve();

/** Where nothing else is known of a call. */
const UNRULED: AuditRule = { kind: 'settings', id: null };

/**
 * Keeps the audit log. A call is noted before it is made, so that a process that dies over it leaves a trace: a change that
 * cannot be noted is not made, unless it must not wait: of that one the log of the process tells instead.
 */
export class AuditLog {
  readonly #options: AuditLogOptions;
  readonly #late = new LateEnds();

  constructor(options: AuditLogOptions) {
    this.#options = options;
  }

  /** Notes a call and returns what adds its entry once it is over. Throws the errors of the stores. */
  async begin(call: AuditedCall): Promise<(end: EndOfCall) => Promise<void>> {
    const { ports, rules } = this.#options;
    const rule = rules[call.path] ?? UNRULED;
    if (isRehearsal(rule, call.input)) return nothingToNote;
    const id = auditedId(rule, call.input);
    const before = rule.storesNothing ? null : await readSubject(ports, rule.kind, id);
    const noted: AuditCall = {
      ...auditChanges(before, null),
      callId: ports.newId(),
      at: ports.now(),
      actor: call.actor,
      requestId: call.requestId,
      action: call.path,
      subject: auditSubject(rule, id, before?.name),
    };
    if (!rule.storesNothing) await this.#note(noted, rule);
    return async (end) => {
      const add = (): Promise<void> =>
        this.#end(noted, { rule, id, before, end, input: call.input });
      // What was done is done: an entry that cannot be added now is added once the store is back.
      const added = add().catch((error: unknown) => {
        const { path: action, requestId } = call;
        ports.log.error({ err: error, action, requestId }, 'an audit entry is still to be added');
        this.#late.add(noted.callId, add);
      });
      if (!rule.storesNothing) await added;
    };
  }

  /** Adds what is still to be added, if that is possible now. */
  stop(): Promise<void> {
    return this.#late.stop();
  }

  async #note(noted: AuditCall, { goesAhead }: AuditRule): Promise<void> {
    const { audit, log } = this.#options.ports;
    try {
      await audit.begin(noted);
    } catch (error) {
      if (!goesAhead) throw error;
      log.error({ err: error, call: noted }, 'a call that could not be noted goes ahead');
    }
  }

  async #end(
    noted: AuditCall,
    {
      rule,
      id,
      before,
      end,
      input,
    }: {
      rule: AuditRule;
      id: string | null;
      before: AuditSnapshot | null;
      end: EndOfCall;
      input: unknown;
    },
  ): Promise<void> {
    const { audit } = this.#options.ports;
    if (!end.ok) {
      const outcome = auditOutcomeOf(end.code);
      if (outcome) await this.#append({ ...noted, outcome, code: end.code, after: null });
      else if (!rule.storesNothing) await audit.forget(noted.callId);
      return;
    }
    const now = id ?? auditedId(rule, input, end.answer);
    const after = await readSubject(this.#options.ports, rule.kind, now);
    const figures = auditFigures(end.answer);
    await this.#append({
      ...noted,
      ...auditChanges(before, after ?? (before ? null : auditSnapshot(null, figures, figures))),
      subject: auditSubject(rule, now, after?.name ?? before?.name),
      outcome: 'done',
      code: null,
    });
  }

  async #append(facts: AuditFacts): Promise<void> {
    const { ports, onEntry } = this.#options;
    await ports.audit.append(facts);
    onEntry?.(facts);
  }
}
