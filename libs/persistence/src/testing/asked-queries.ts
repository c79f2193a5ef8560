import type { mongo } from 'mongoose';

type Document = Record<string, unknown>;

/** A command with one statement, as `explain` takes it. */
export interface AskedQuery {
  collection: string;
  command: Document;
}

/** Parts of commands that say which documents are meant, and in which order. */
const PARTS: Readonly<Record<string, readonly string[]>> = {
  find: ['filter', 'sort', 'limit', 'projection'],
  findAndModify: ['query', 'sort', 'update', 'remove', 'fields'],
  aggregate: ['pipeline', 'cursor'],
  count: ['query'],
};
const STATEMENTS: Readonly<Record<string, string>> = { update: 'updates', delete: 'deletes' };

/** Listens to clients and keeps one command of each shape: the same fields and operators, whatever their values. */
export class AskedQueries {
  readonly #byShape = new Map<string, AskedQuery>();

  readonly #note = ({ commandName, command }: mongo.CommandStartedEvent): void => {
    const collection: unknown = command[commandName];
    if (typeof collection !== 'string') return;
    const list = STATEMENTS[commandName];
    if (list) {
      for (const one of command[list] as Document[]) {
        this.#keep(collection, { [commandName]: collection, [list]: [one] });
      }
      return;
    }
    const parts = PARTS[commandName];
    if (!parts) return;
    const told = parts.flatMap((name) => (name in command ? [[name, command[name]]] : []));
    this.#keep(collection, {
      [commandName]: collection,
      ...(Object.fromEntries(told) as Document),
    });
  };

  listen(client: mongo.MongoClient): void {
    client.on('commandStarted', this.#note);
  }

  stop(client: mongo.MongoClient): void {
    client.off('commandStarted', this.#note);
  }

  get all(): readonly AskedQuery[] {
    return [...this.#byShape.values()];
  }

  #keep(collection: string, command: Document): void {
    const shape = JSON.stringify(shapeOf(command));
    if (!this.#byShape.has(shape)) this.#byShape.set(shape, { collection, command });
  }
}

/** Fields and operators of a command; of values their type alone. */
function shapeOf(value: unknown): unknown {
  if (Array.isArray(value)) {
    const items = value.map((one) => JSON.stringify(shapeOf(one)));
    return [...new Set(items)].sort();
  }
  if (typeof value !== 'object' || value === null) return typeof value;
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) return 'value';
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, shapeOf(one)]));
}

/** Whether a plan, as `explain` tells it, reads a collection whole. */
export function readsWhole(plan: unknown): boolean {
  if (Array.isArray(plan)) return plan.some(readsWhole);
  if (typeof plan !== 'object' || plan === null) return false;
  return Object.entries(plan).some(([key, value]) =>
    key === 'stage' ? value === 'COLLSCAN' : key !== 'rejectedPlans' && readsWhole(value),
  );
}
