import type { Resolution } from '../alert/kind.ts';
import type { OutboxEntry } from './entry.ts';

/** The intent that ends alerts, if there are any. */
export const endEntries = (
  deps: { newId: () => string },
  alertIds: readonly string[],
  cause: { resolution: Resolution; at: Date },
): OutboxEntry[] =>
  alertIds.length === 0
    ? []
    : [{ id: deps.newId(), type: 'end', alertIds: [...alertIds], ...cause }];
