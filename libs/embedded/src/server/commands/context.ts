import type { RawValue } from '../bson/raw-value.ts';
import type { Cursors } from '../cursors.ts';
import type { Retries } from '../retries.ts';
import type { Catalogue } from '../storage/catalogue.ts';
import type { Database } from '../storage/database.ts';
import type { Reserve } from '../storage/reserve.ts';
import type { Credentials } from '../scram.ts';
import type { Session } from './session.ts';

/** What commands work with. */
export interface Services {
  readonly database: Database;
  readonly catalogue: Catalogue;
  readonly cursors: Cursors;
  readonly retries: Retries;
  readonly reserve: Reserve;
  /** Null for a server that asks for no password. */
  readonly credentials: Credentials | null;
}

/** One command as it arrived. */
export interface Request extends Services {
  /** Host and port that clients reach this server at. */
  readonly address: string;
  readonly db: string;
  /** The connection that the command came on; its cursors end with it. */
  readonly connection: object;
  readonly session: Session;
  readonly body: RawValue;
  /** Documents that came beside the body, by the name of the field they stand for. */
  readonly sequences: ReadonlyMap<string, readonly RawValue[]>;
  /** When `maxTimeMS` is over, on the clock of `performance.now()`. */
  readonly deadline: number;
}

/** The reply document. */
export type Handler = (request: Request) => Buffer | Promise<Buffer>;
