import type { Alert } from '../alert/schema.ts';
import type { Message, MessageTarget } from '../delivery/message.ts';
import { DEFAULT_LANGUAGE, type Language } from './format/language.ts';
import { TEXTS } from './texts.ts';

/** How long an outage that did not happen says that it has lasted, in milliseconds. */
const LASTED_MS = 60_000;

/** An outage that did not happen. */
interface Rehearsal {
  /** Of the alert that there is not; of the same receiver no two are alike. */
  id: string;
  target: MessageTarget;
  /** Page that its messages lead to. */
  link: string;
  at: Date;
}

/**
 * Returns what a channel would be told of an outage: its beginning, and its end, so that nothing stays open at a provider.
 * Both say in their titles that it is a test.
 */
export function rehearsedMessages(
  { id, target, link, at }: Rehearsal,
  language: Language = DEFAULT_LANGUAGE,
): [Message, Message] {
  const words = TEXTS[language].message.REHEARSAL;
  const name = words.name(target.name);
  const open: Alert = {
    id,
    targetId: target.id,
    targetName: name,
    domain: null,
    kind: 'down',
    state: 'open',
    severity: 'critical',
    reason: words.reason,
    openedAt: at,
    since: new Date(at.getTime() - LASTED_MS),
    resolvedAt: null,
    resolution: null,
    acknowledgedAt: null,
    acknowledgedNote: null,
    endedAt: null,
    targetUrl: target.url,
    openedSeverity: 'critical',
  };
  const over: Alert = {
    ...open,
    state: 'resolved',
    resolvedAt: at,
    resolution: 'recovered',
    endedAt: at,
    ending: 'recovered',
  };
  const told = (event: 'opened' | 'resolved', alert: Alert, status: MessageTarget['status']) => ({
    ...{ event, alert, link, sentAt: at },
    target: { ...target, name, status },
    idempotencyKey: `rehearsal:${id}:${event}`,
  });
  return [told('opened', open, 'down'), told('resolved', over, 'up')];
}
