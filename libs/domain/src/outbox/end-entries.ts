import type { Resolution } from '../alert/kind.ts';
import type { OutboxEntry } from './entry.ts';

/** The intent that ends what lasts of a target which is watched no more, beside the alerts that it names. */
export const leftEntry = (
  deps: { newId: () => string },
  cause: { resolution: Resolution; at: Date },
): OutboxEntry => ({ id: deps.newId(), type: 'end', alertIds: [], ...cause, isLeft: true });

/** The intent that ends alerts, if there are any. */
export const endEntries = (
  deps: { newId: () => string },
  alertIds: readonly string[],
  cause: { resolution: Resolution; at: Date },
): OutboxEntry[] =>
  alertIds.length === 0
    ? []
    : [{ id: deps.newId(), type: 'end', alertIds: [...alertIds], ...cause }];
