import { EJSON, type Document } from 'bson';
import type { Collection, Db } from 'mongodb';

/** A difference that is known to be the reference server's, and why it is not ours. */
export interface Deviation {
  readonly reason: string;
  /** Whether it explains the two answers to this command. */
  readonly explains: (difference: Difference, reference: Db) => boolean | Promise<boolean>;
}

export interface Difference {
  readonly command: Record<string, unknown>;
  readonly embedded: string;
  readonly reference: string;
}

/** Each is documented behaviour of MongoDB that the reference server does not show. */
export const deviations: readonly Deviation[] = [
  {
    // MongoDB reads the whole update before it looks for documents.
    reason: 'findAndModify judges an update (codes 9, 40) only when a document matches',
    explains: ({ command, embedded, reference }) =>
      'findAndModify' in command &&
      /"refused":{"\$numberInt":"(9|40)"}/.test(embedded) &&
      reference.includes('"updatedExisting":false'),
  },
  {
    // MongoDB goes through the indexes in the order of their creation, so _id comes first.
    reason: 'of several violated unique indexes it names another one',
    explains: ({ embedded, reference }) => withoutKeys(embedded) === withoutKeys(reference),
  },
  {
    // MongoDB reports what it refuses of a batch in writeErrors, document by document.
    reason: 'some insert batches with duplicate keys are refused as a whole',
    explains: ({ command, embedded, reference }) =>
      'insert' in command &&
      reference.startsWith('{"refused":{"$numberInt":"11000"}') &&
      embedded.includes('"code":{"$numberInt":"11000"}'),
  },
  {
    reason: 'a unique index keeps keys that no document has any more',
    explains: async ({ command, reference }, db) => {
      const collection = db.collection(String(Object.values(command)[0]));
      for (const [, keyValue] of reference.matchAll(/"keyValue":({.*?})/g)) {
        if (keyValue !== undefined && !(await isHeld(collection, keyValue))) return true;
      }
      return false;
    },
  },
  {
    // MongoDB leaves a dotted field out of every item of an array, in $project as in find.
    reason: '$project does not exclude fields inside arrays',
    explains: ({ command }) =>
      /"(log\.v|odd\.a)":0/.test(JSON.stringify(command['pipeline'] ?? '')),
  },
  {
    // MongoDB defines no order for the documents of one update, and the first that fails ends it.
    reason: 'an update of several documents fails at another one of them',
    explains: ({ command, embedded, reference }) =>
      'update' in command && failsAtSameUpdates(command, embedded, reference),
  },
];

interface WriteAnswer {
  readonly n: number;
  readonly nModified: number;
  readonly errors: readonly { readonly index: number; readonly code: number }[];
}

/** Same counts and same failing updates; codes differ only where an update concerns several documents. */
function failsAtSameUpdates(
  command: Record<string, unknown>,
  embedded: string,
  reference: string,
): boolean {
  const updates = command['updates'] as readonly { multi?: boolean }[];
  const ours = EJSON.parse(embedded) as Partial<WriteAnswer>;
  const theirs = EJSON.parse(reference) as Partial<WriteAnswer>;
  if (!ours.errors || ours.errors.length !== theirs.errors?.length) return false;
  if (ours.n !== theirs.n || ours.nModified !== theirs.nModified) return false;
  return ours.errors.every(({ index, code }, i) => {
    const other = theirs.errors?.[i];
    return other?.index === index && (other.code === code || updates[index]?.multi === true);
  });
}

async function isHeld(collection: Collection, keyValue: string): Promise<boolean> {
  const holder = {
    ...(EJSON.parse(keyValue) as Document),
    ...(keyValue.includes('alert.key') ? { 'alert.open': true } : {}),
  };
  return (await collection.findOne(holder, { hint: { $natural: 1 } })) !== null;
}

function withoutKeys(answer: string): string {
  return answer.replaceAll(/,"keyPattern":{.*?},"keyValue":{.*?}(?=})/g, '');
}
