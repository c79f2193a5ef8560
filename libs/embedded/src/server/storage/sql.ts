/*
 * The statements on a collection's tables. They are texts made once per table: the same text finds
 * its prepared statement again without being hashed anew.
 */

/** `c<id>`: id is the row, in order of insertion, and doc the BSON. */
export interface CollectionSql {
  readonly insert: string;
  readonly replace: string;
  readonly remove: string;
  readonly read: string;
  readonly first: string;
  readonly last: string;
  readonly all: string;
  /** Bytes of the first document from a row on. */
  readonly bytesFrom: string;
  /** From a row on, at most so many. */
  readonly scan: string;
}

/** `i<id>`: key and row; a unique index has one row per key. */
export interface IndexSql {
  readonly add: string;
  readonly remove: string;
  readonly holder: string;
  readonly count: string;
  /** Keys from one up to another, counted up to so many. */
  readonly countWithin: string;
  /** Mean bytes of the first keys. */
  readonly keyBytes: string;
  /** Rows of keys that hold some bytes, at most so many. */
  readonly holding: string;
  /** The document of one key of a unique index. */
  readonly point: string;
  /** Documents from after a key and row up to a key, at most so many. */
  readonly forward: string;
  /** The same backwards. */
  readonly backward: string;
}

// A limit that is a parameter alone makes SQLite plan the statement anew at each use; it does not look into a sum.
const atMost = '? + 0';

export function collectionSql(table: string): CollectionSql {
  return {
    insert: `INSERT INTO ${table} (id, doc) VALUES (?, ?)`,
    replace: `UPDATE ${table} SET doc = ? WHERE id = ?`,
    remove: `DELETE FROM ${table} WHERE id = ?`,
    read: `SELECT doc FROM ${table} WHERE id = ?`,
    first: `SELECT min(id) AS first FROM ${table}`,
    last: `SELECT max(id) AS last FROM ${table}`,
    all: `SELECT id, doc FROM ${table}`,
    bytesFrom: `SELECT length(doc) AS bytes FROM ${table} WHERE id >= ? ORDER BY id LIMIT 1`,
    scan: `SELECT id AS row, doc FROM ${table} WHERE id > ? ORDER BY id LIMIT ${atMost}`,
  };
}

export function indexSql(table: string, collectionTable: string): IndexSql {
  const documents = `FROM ${table} i CROSS JOIN ${collectionTable} c ON c.id = i.row`;
  return {
    add: `INSERT INTO ${table} (key, row) VALUES (?, ?)`,
    remove: `DELETE FROM ${table} WHERE key = ? AND row = ?`,
    holder: `SELECT row FROM ${table} WHERE key = ?`,
    count: `SELECT count(*) AS size FROM ${table}`,
    countWithin: `SELECT count(*) AS size FROM
      (SELECT 1 FROM ${table} WHERE key >= ? AND key < ? LIMIT ${atMost})`,
    keyBytes: `SELECT avg(length(key)) AS bytes FROM (SELECT key FROM ${table} LIMIT 64)`,
    holding: `SELECT row FROM ${table} WHERE instr(key, ?) > 0 LIMIT ${atMost}`,
    point: `SELECT i.row, c.doc ${documents} WHERE i.key = ?`,
    forward: `SELECT i.key, i.row, c.doc ${documents}
      WHERE (i.key, i.row) > (?, ?) AND i.key < ? ORDER BY i.key, i.row LIMIT ${atMost}`,
    backward: `SELECT i.key, i.row, c.doc ${documents}
      WHERE (i.key, i.row) < (?, ?) AND i.key >= ? ORDER BY i.key DESC, i.row DESC LIMIT ${atMost}`,
  };
}
