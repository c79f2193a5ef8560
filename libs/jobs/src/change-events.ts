import type { ChangeEvents } from '@app/monitoring';
import type { Change } from '@app/domain';
import type { QueueConnection } from './connection.ts';
import { PgNotifications } from './pg-notifications.ts';

const CHANNEL = 'bell';

/** First letter of a notice; the id follows. */
const LETTERS: Record<Change['type'], string> = {
  target: 't',
  removed: 'd',
  result: 'r',
  domain: 'n',
  alert: 'a',
  inbox: 'i',
  rules: 'p',
};
const TYPES = new Map(
  Object.entries(LETTERS).map(([type, letter]) => [letter, type as Change['type']]),
);

export interface ChangeListener {
  onChanges: (changes: Change[]) => void;
  /** Changes may be missed from now on: whoever shows them should say so. */
  onLost?: () => void;
  /** Changes come (again): whoever missed some should catch up. */
  onRegained?: () => void;
}

/** Tells every listening process what changed; events are gathered for 20 ms. */
export function createChangeEvents(connection: QueueConnection): ChangeEvents & {
  /** Listens until the connection stops. */
  listen: (listener: ChangeListener) => void;
} {
  const channel = new PgNotifications(connection, CHANNEL);
  return {
    publish: (changes) => {
      channel.send(changes.map(({ type, id }) => LETTERS[type] + id));
      return Promise.resolve();
    },
    listen: ({ onChanges, onLost, onRegained }) => {
      channel.listen({
        onNotices: (notices) => {
          const changes = notices.flatMap(toChange);
          if (changes.length > 0) onChanges(changes);
        },
        ...(onLost && { onLost }),
        ...(onRegained && { onListening: onRegained }),
      });
    },
  };
}

function toChange(notice: string): Change[] {
  const type = TYPES.get(notice.charAt(0));
  return type ? [{ type, id: notice.slice(1) }] : [];
}
