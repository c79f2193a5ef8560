import type { RawValue } from '../bson/raw-value.ts';
import { encodeDocument, type Encodable } from '../bson/writer.ts';
import { ServerError } from '../bson/errors.ts';

/** Collects what a batch of statements did. */
export class WriteResult {
  n = 0;
  nModified = 0;
  readonly #upserted: Encodable[] = [];
  readonly #writeErrors: Encodable[] = [];

  addUpserted(index: number, id: RawValue): void {
    this.n += 1;
    this.#upserted.push({ index, _id: id });
  }

  /** Records a refusal of one statement; other errors are not for clients and are thrown on. */
  addError(index: number, error: unknown): void {
    if (!(error instanceof ServerError)) throw error;
    this.#writeErrors.push({ index, ...errorFields(error) });
  }

  reply(withModified: boolean): Buffer {
    return encodeDocument({
      n: this.n,
      nModified: withModified ? this.nModified : undefined,
      upserted: this.#upserted.length > 0 ? this.#upserted : undefined,
      writeErrors: this.#writeErrors.length > 0 ? this.#writeErrors : undefined,
      ok: 1,
    });
  }
}

/** How a refusal looks inside a reply. */
export function errorFields({ code, message, duplicate }: ServerError): Record<string, Encodable> {
  return { code, errmsg: message, ...duplicate };
}
