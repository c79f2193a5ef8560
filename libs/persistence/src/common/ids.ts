import { Types } from 'mongoose';

/** A new id, unique everywhere: 24 hexadecimal digits that begin with the time. */
export const newId = (): string => new Types.ObjectId().toHexString();

/** Sorts before every id: a range above it finds the documents that have one. */
export const BEFORE_ALL_IDS = new Types.ObjectId('000000000000000000000000');

/** Sorts behind every id that was made before an instant, and before those that were made later. */
export const idAt = (at: Date): Types.ObjectId =>
  Types.ObjectId.createFromTime(Math.floor(at.getTime() / 1_000));

/** The stored form of an id. Throws on anything but 24 hexadecimal digits. */
export const toObjectId = (id: string): Types.ObjectId => Types.ObjectId.createFromHexString(id);

export const toObjectIds = (ids: readonly string[]): Types.ObjectId[] => ids.map(toObjectId);

export const toObjectIdOrNull = (id: string | null): Types.ObjectId | null =>
  id === null ? null : toObjectId(id);

export const toHexOrNull = (id: Types.ObjectId | null): string | null =>
  id === null ? null : id.toHexString();
