import { AppError } from '../common/errors.ts';
import { Id } from '../common/schema.ts';
import type { ExpiryPlace } from './place.ts';
import type { ExpiryItem } from './schema.ts';

/** A place among certificates and registrations together: by end, certificates first, then by id or name. */
export type JointPlace = ExpiryPlace & Pick<ExpiryItem, 'kind'>;

const BEFORE_ALL = '';
const AFTER_ALL_IDS = 'f'.repeat(24);

/** The order of the list of what expires. */
export function comparePlaces(a: JointPlace, b: JointPlace): number {
  const byEnd = a.expiresAt.getTime() - b.expiresAt.getTime();
  if (byEnd !== 0) return byEnd;
  const [one, other] = [`${a.kind} ${a.id}`, `${b.kind} ${b.id}`];
  return one < other ? -1 : Number(one > other);
}

/** Where the list of certificates goes on after a place. */
export const certificatesAfter = (place: JointPlace | null): ExpiryPlace | null =>
  place && (place.kind === 'certificate' ? place : { ...place, id: AFTER_ALL_IDS });

/** Where the list of registrations goes on after a place. */
export const domainsAfter = (place: JointPlace | null): ExpiryPlace | null =>
  place && (place.kind === 'domain' ? place : { ...place, id: BEFORE_ALL });

export const writePlace = ({ expiresAt, kind, id }: JointPlace): string =>
  `${expiresAt.toISOString()} ${kind} ${id}`;

/** The place that a cursor names. Throws invalid for anything that this list has not written. */
export function readPlace(cursor: string): JointPlace {
  const [end = '', kind = '', id = '', ...rest] = cursor.split(' ');
  const expiresAt = new Date(end);
  const isPlace = !Number.isNaN(expiresAt.getTime()) && rest.length === 0;
  if (isPlace && kind === 'certificate' && Id.safeParse(id).success) return { expiresAt, kind, id };
  if (isPlace && kind === 'domain' && id !== '') return { expiresAt, kind, id };
  throw foreignCursor();
}

/** Where a list that is filtered or sorted goes on: after so many items. */
export const writeOffset = (offset: number): string => `after ${offset}`;

/** The number of items that a cursor names. Throws invalid for anything that this list has not written. */
export function readOffset(cursor: string): number {
  const [, offset] = /^after (\d{1,6})$/.exec(cursor) ?? [];
  if (offset === undefined) throw foreignCursor();
  return Number(offset);
}

const foreignCursor = (): AppError =>
  new AppError('invalid', 'This cursor does not belong to this list. Start again without one.', {
    field: 'cursor',
  });
