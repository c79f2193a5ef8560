import type { InboxItem, InboxRecord } from '../delivery/inbox.ts';
import type { Language } from './format/language.ts';
import { writeEvent } from './message.ts';
import { toAlert } from './to-alert.ts';

/** A stored item of the inbox as clients see it, in words. */
export function toInboxItem({ told, ...item }: InboxRecord, language?: Language): InboxItem {
  if (told.is === 'text') return { ...item, title: told.title, text: told.text };
  const { is: _, alert, ...details } = told;
  const { alertId, targetId, at, event } = item;
  const words = writeEvent(
    { ...details, event, alert: toAlert({ ...alert, id: alertId, targetId }, language) },
    at,
    language,
  );
  return { ...item, ...words };
}
