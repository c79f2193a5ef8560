import type { AlertEnding } from '../../alert/kind.ts';
import type { Alert } from '../../alert/schema.ts';
import { ALERT_KIND_WORDS } from '../alert-kinds.ts';

/** What a title says of an alert: its parts in words, as far as they are known. */
export interface TitleParts {
  alert: Alert;
  name: string;
  /** Without its full stop. */
  reason: string;
  /** From the start of the outage to its end, or to now. */
  length: string;
  /** Why it ended; null while it goes on. */
  ending: AlertEnding | 'unknown' | null;
}

const isDown = ({ kind }: Alert): boolean => kind === 'down' || kind === 'persistent';

export const opened = ({ alert, name, reason }: TitleParts): string =>
  alert.kind === 'system'
    ? `Monitor: ${reason}`
    : `${ALERT_KIND_WORDS[alert.kind].title}: ${name} - ${reason}`;

/** Told when it is no news any more. */
export function openedLate(parts: TitleParts): string {
  const { alert, name, reason, length } = parts;
  if (isDown(alert)) return `Down for ${length}: ${name} - ${reason}`;
  return alert.kind === 'slow' ? `Slow for ${length}: ${name} - ${reason}` : opened(parts);
}

export const flapping = ({ alert, name, reason }: TitleParts): string =>
  `${isDown(alert) ? 'Down' : ALERT_KIND_WORDS[alert.kind].title} again, flapping: ${name} - ${reason}`;

export function reminder(parts: TitleParts): string {
  const { alert, name, reason, length } = parts;
  if (isDown(alert)) return `Still down for ${length}: ${name} - ${reason}`;
  return alert.kind === 'slow'
    ? `Still slow for ${length}: ${name} - ${reason}`
    : `Reminder: ${opened(parts)}`;
}

/** A target that kept going up and down stays down. */
export const flappingDown = ({ name, reason, length }: TitleParts): string =>
  `Down for good, after ups and downs for ${length}: ${name} - ${reason}`;

/** A target that kept going up and down stays up. */
export const flappingEnded = ({ name, length }: TitleParts): string =>
  `Recovered: ${name} is stable again after ups and downs for ${length}`;

/** Nobody watches it any more, or something graver took its place. */
const CLOSED: Readonly<
  Record<'paused' | 'deleted' | 'superseded', (parts: Pick<TitleParts, 'alert' | 'name'>) => string>
> = {
  paused: ({ alert, name }) =>
    `Closed: ${alert.domain === null ? name : `everything on ${name}`} is paused`,
  superseded: ({ name }) => `Closed: ${name} is down now`,
  deleted: ({ name }) => `Closed: ${name} is no longer watched`,
};

const VERBS = { recovered: 'Recovered', renewed: 'Renewed', unknown: 'Ended' } as const;

function over(parts: TitleParts, ending: keyof typeof VERBS): string {
  const { alert, name, reason, length } = parts;
  const verb = VERBS[ending];
  switch (alert.kind) {
    case 'down':
    case 'persistent':
      return `${verb}: ${name} was down for ${length}`;
    case 'slow':
      return `${verb}: ${name} was slow for ${length}`;
    case 'check-trouble':
      return ending === 'unknown'
        ? `${verb}: ${name} could not be checked for ${length}`
        : `${verb}: the ${alert.domain === null ? 'checks' : 'lookups'} of ${name} work again`;
    case 'dns':
      // Nothing that ends: nobody is told of it.
      return `Closed: ${name}`;
    case 'system':
      return `Monitor recovered: ${reason}`;
    case 'certificate':
    case 'domain':
      return `${verb}: ${ALERT_KIND_WORDS[alert.kind].wellAgain} ${name}`;
  }
}

export function resolved(parts: TitleParts): string {
  const { alert, name, reason, ending } = parts;
  switch (ending) {
    case 'recovered':
    case 'renewed':
    case 'unknown':
      return over(parts, ending);
    case 'paused':
    case 'deleted':
    case 'superseded':
      return CLOSED[ending](parts);
    case null:
      return `Acknowledged: ${alert.kind === 'system' ? 'monitor' : name} - ${reason}`;
  }
}

/** What became of it, after `was down for 4 min`. */
const BECAME: Readonly<Record<AlertEnding | 'unknown', string>> = {
  recovered: 'is back',
  renewed: 'was renewed',
  unknown: 'has ended',
  paused: 'now paused',
  deleted: 'no longer watched',
  superseded: 'is down now',
};

/** Beginning and end in one, of something that nobody was told of before. */
export function whole(parts: TitleParts): string {
  const { alert, name, reason, length, ending } = parts;
  if (ending === null) return opened(parts);
  const isOver = ending !== 'paused' && ending !== 'deleted' && ending !== 'superseded';
  const what = isDown(alert) ? 'down' : alert.kind === 'slow' ? 'slow' : null;
  if (what === null) return `${resolved(parts)} (was: ${reason})`;
  const became = what === 'slow' && ending === 'recovered' ? 'is fast again' : BECAME[ending];
  return `${name} was ${what}${isOver ? ` for ${length}` : ''}, ${became} - ${reason}`;
}
