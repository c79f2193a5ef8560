import type { mongo } from 'mongoose';
import { certificateEndFields, subjectFields, uptimeFields } from './derived-fields.ts';

/**
 * A document of an export as this version stores it: one of the version before gets the fields that the indexes
 * rely on before it is stored, for two alerts without a subject would stand for the same one.
 */
export function upgradeDocument(collection: string, document: mongo.Document): mongo.Document {
  const lacks = (field: string): boolean => !(field in document);
  // What has no target yet is only a reserved id.
  if (collection === 'alerts' && lacks('subject') && !lacks('targetId')) {
    return { ...document, ...subjectFields(document) };
  }
  if (collection === 'targets') {
    return {
      ...document,
      ...(lacks('certificateEnd') && certificateEndFields(document)),
      ...(lacks('uptimeKey') && uptimeFields(document)),
    };
  }
  return document;
}
