import type { mongo } from 'mongoose';

/** What was said to a server, by kind; the same shape as `SURFACE`. */
export interface ObservedSurface {
  commands: Record<string, string[]>;
  queryOperators: string[];
  updateOperators: string[];
  arrayModifiers: string[];
  aggregationStages: string[];
  accumulators: string[];
  indexOptions: string[];
}

type Document = Record<string, unknown>;

/** Fields that the driver adds to every command. */
const DRIVER_FIELDS = [
  'lsid',
  'txnNumber',
  'writeConcern',
  '$db',
  '$clusterTime',
  '$readPreference',
];
/** Commands that the driver sends for itself. */
const DRIVER_COMMANDS = ['endSessions'];

/** Listens to clients and notes each command, operator, stage and option that they use. */
export class SurfaceObserver {
  readonly #commands = new Map<string, Set<string>>();
  readonly #queryOperators = new Set<string>();
  readonly #updateOperators = new Set<string>();
  readonly #arrayModifiers = new Set<string>();
  readonly #stages = new Set<string>();
  readonly #accumulators = new Set<string>();
  readonly #indexOptions = new Set<string>();

  readonly #note = ({ commandName, command }: mongo.CommandStartedEvent): void => {
    if (DRIVER_COMMANDS.includes(commandName)) return;
    const fields = this.#commands.get(commandName) ?? new Set();
    this.#commands.set(commandName, fields);
    for (const field of Object.keys(command)) {
      if (field !== commandName && !DRIVER_FIELDS.includes(field)) fields.add(field);
    }
    this.#noteParts(command);
  };

  listen(client: mongo.MongoClient): void {
    client.on('commandStarted', this.#note);
  }

  stop(client: mongo.MongoClient): void {
    client.off('commandStarted', this.#note);
  }

  observed(): ObservedSurface {
    const commands = [...this.#commands].map(([name, fields]) => [name, sorted(fields)] as const);
    return {
      commands: Object.fromEntries(commands.toSorted(([a], [b]) => (a < b ? -1 : 1))),
      queryOperators: sorted(this.#queryOperators),
      updateOperators: sorted(this.#updateOperators),
      arrayModifiers: sorted(this.#arrayModifiers),
      aggregationStages: sorted(this.#stages),
      accumulators: sorted(this.#accumulators),
      indexOptions: sorted(this.#indexOptions),
    };
  }

  #noteParts(command: Document): void {
    this.#noteFilter(command['filter']);
    this.#noteFilter(command['query']);
    this.#noteUpdate(command['update']);
    for (const { q, u } of documentsIn(command['updates'])) {
      this.#noteFilter(q);
      this.#noteUpdate(u);
    }
    for (const { q } of documentsIn(command['deletes'])) this.#noteFilter(q);
    for (const stage of documentsIn(command['pipeline'])) this.#noteStage(stage);
    for (const index of documentsIn(command['indexes'])) {
      for (const option of Object.keys(index)) this.#indexOptions.add(option);
      this.#noteFilter(index['partialFilterExpression']);
    }
  }

  #noteFilter(value: unknown): void {
    for (const key of operatorsIn(value)) this.#queryOperators.add(key);
  }

  #noteUpdate(value: unknown): void {
    if (!isDocument(value)) return;
    for (const [operator, fields] of Object.entries(value)) {
      this.#updateOperators.add(operator);
      if (operator === '$pull') this.#noteFilter(fields);
      if (operator !== '$push' && operator !== '$addToSet') continue;
      for (const one of Object.values(fields as Document)) {
        const modifiers = isDocument(one) ? Object.keys(one) : [];
        for (const key of modifiers) if (key.startsWith('$')) this.#arrayModifiers.add(key);
      }
    }
  }

  #noteStage(stage: Document): void {
    for (const [name, value] of Object.entries(stage)) {
      this.#stages.add(name);
      if (name === '$match') this.#noteFilter(value);
      if (name === '$group') for (const key of operatorsIn(value)) this.#accumulators.add(key);
    }
  }
}

/** Keys with a dollar at any depth. */
function operatorsIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(operatorsIn);
  if (!isDocument(value)) return [];
  return Object.entries(value).flatMap(([key, inner]) => [
    ...(key.startsWith('$') ? [key] : []),
    ...operatorsIn(inner),
  ]);
}

/** Plain objects only: ids, dates and the like are values. */
const isDocument = (value: unknown): value is Document =>
  typeof value === 'object' &&
  value !== null &&
  [Object.prototype, null].includes(Object.getPrototypeOf(value) as object | null);

const documentsIn = (value: unknown): Document[] =>
  Array.isArray(value) ? value.filter(isDocument) : [];

const sorted = (set: Iterable<string>): string[] => [...set].sort();
