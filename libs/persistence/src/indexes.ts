import type { Indexes } from '@app/monitoring';
import { mongo, type Connection } from 'mongoose';
import { modelsOf } from './models.ts';

/** What the server says of the indexes of a collection that is not there yet. */
const NAMESPACE_NOT_FOUND = 26;

export const createIndexes = (connection: Connection): Indexes => ({
  async ensure() {
    const made: string[] = [];
    let checked = 0;
    for (const model of Object.values(modelsOf(connection))) {
      const before = await namesOf(model);
      await model.createIndexes();
      const after = await namesOf(model);
      checked += after.length;
      const { name } = model.collection;
      made.push(...after.filter((one) => !before.includes(one)).map((one) => `${name}.${one}`));
    }
    return { checked, made };
  },
});

interface Indexed {
  readonly collection: { indexes(): Promise<{ name?: string }[]> };
}

async function namesOf({ collection }: Indexed): Promise<string[]> {
  try {
    return (await collection.indexes()).flatMap(({ name }) => name ?? []);
  } catch (error) {
    if (error instanceof mongo.MongoServerError && error.code === NAMESPACE_NOT_FOUND) return [];
    throw error;
  }
}
