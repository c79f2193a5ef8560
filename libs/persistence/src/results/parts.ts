import { type Check } from '@app/domain';
import {
  type CheckTraits,
  decodeHour,
  EMPTY_HOUR,
  encodeHour,
  type HourOfChecks,
  hourFromChecks,
  joinHours,
} from '@app/domain/history';
import { mongo } from 'mongoose';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { placeOf } from './ids.ts';
import type { EvidenceDocument, HistoryDocument } from './model.ts';

export const toPart = (hour: HourOfChecks, start: Date): mongo.Binary =>
  new mongo.Binary(encodeHour(hour, start));

/** All that can be read of a document, parts that overlap joined. */
export const fromParts = ({ _id, c }: Pick<HistoryDocument, '_id' | 'c'>): HourOfChecks =>
  joinHours(c.map((part) => readPart(part, placeOf(_id).start) ?? EMPTY_HOUR));

/** All of a document, parts that overlap joined; null where not all of it can be read. */
export function fromReadableParts({
  _id,
  c,
}: Pick<HistoryDocument, '_id' | 'c'>): HourOfChecks | null {
  const { start } = placeOf(_id);
  const parts: HourOfChecks[] = [];
  for (const bytes of c) {
    const part = readPart(bytes, start);
    if (!part) return null;
    parts.push(part);
  }
  return joinHours(parts);
}

/** Whether all of a document can be read. */
export const isReadable = (document: Pick<HistoryDocument, '_id' | 'c'>): boolean =>
  fromReadableParts(document) !== null;

/** Null for what is damaged, or of a newer version: that hides nothing of its neighbours. */
function readPart(part: mongo.Binary, start: Date, unpack = asIs): HourOfChecks | null {
  try {
    return decodeHour(unpack(bytesOf(part)), start);
  } catch (error) {
    if (error instanceof RangeError || error instanceof SyntaxError) return null;
    if (error instanceof Error && 'code' in error && String(error.code).startsWith('Z_')) {
      return null;
    }
    throw error;
  }
}

const asIs = (bytes: Uint8Array): Uint8Array => bytes;

export const toEvidencePart = (checks: readonly Check[], start: Date): mongo.Binary =>
  new mongo.Binary(deflateRawSync(encodeHour(hourFromChecks(checks), start)));

export function fromEvidenceParts({ _id, c }: Pick<EvidenceDocument, '_id' | 'c'>): HourOfChecks {
  const { start } = placeOf(_id);
  return joinHours(
    c.map((part) => readPart(part, start, (bytes) => inflateRawSync(bytes)) ?? EMPTY_HOUR),
  );
}

const bytesOf = (part: mongo.Binary): Uint8Array => part.buffer.subarray(0, part.position);

/** Whether there is more to a check than a day keeps of it. */
export const hasEvidence = ({ failure, tries }: CheckTraits): boolean =>
  failure !== null || tries !== undefined;

/** What a day keeps: class and code of a failure; the rest is evidence, which is kept for longer and apart. */
export function withoutEvidence({ tries: _, failure, ...traits }: CheckTraits): CheckTraits {
  return {
    ...traits,
    failure: failure && { class: failure.class, code: failure.code, fact: { is: 'code' } },
  };
}

/** Whether evidence may be found apart for a check as a day keeps it. */
export const mayHaveEvidence = ({ failure, attempts }: CheckTraits): boolean =>
  failure !== null || attempts > 1;
