import * as z from 'zod';

/** What messages can say beside their title; a channel may choose among them. */
export const MessageField = z.enum([
  'target',
  'address',
  'tags',
  'why',
  'since',
  'lasted',
  'severity',
  'seen-from',
  'note',
  'runbook',
]);
export type MessageField = z.infer<typeof MessageField>;

/** What a channel says that has chosen nothing. */
export const DEFAULT_MESSAGE_FIELDS: readonly MessageField[] = MessageField.options.filter(
  (field) => field !== 'tags',
);
