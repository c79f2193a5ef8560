import type { ClaimedTarget } from '@app/domain';

/** What is known of a claim without reading its document. */
export type ClaimHead = Pick<ClaimedTarget, 'slot' | 'origin' | 'lease'>;

type ClaimBody = Omit<ClaimedTarget, keyof ClaimHead>;

/** Optional fields are those of the document too: none may be forgotten. */
type EveryField = { readonly [K in keyof Required<ClaimedTarget>]: ClaimedTarget[K] };

/** Where a document has its id when that comes first, as servers send it: behind length, type and name (BSON 1.1). */
const ID = { type: 7, typeAt: 4, from: 9, to: 21 };

/** The id of a document as it came, in hexadecimal digits; null when another field comes first. */
export const idOfBytes = (bytes: Uint8Array): string | null =>
  bytes[ID.typeAt] === ID.type
    ? Buffer.from(bytes.buffer, bytes.byteOffset + ID.from, ID.to - ID.from).toString('hex')
    : null;

/**
 * A claim whose document is read when somebody asks for it. Most claims wait for most of a second; as objects all of
 * them would live through several collections of young garbage, which is what costs a busy worker most.
 */
export class WaitingClaim implements EveryField {
  readonly slot: Date;
  readonly origin: ClaimedTarget['origin'];
  readonly lease: ClaimedTarget['lease'];
  readonly #toBody: (bytes: Uint8Array) => ClaimBody;
  #bytes: Uint8Array | null;
  #body: ClaimBody | null = null;

  constructor(head: ClaimHead, bytes: Uint8Array, toBody: (bytes: Uint8Array) => ClaimBody) {
    this.slot = head.slot;
    this.origin = head.origin;
    this.lease = head.lease;
    this.#bytes = bytes;
    this.#toBody = toBody;
  }

  get target(): ClaimedTarget['target'] {
    return this.#read().target;
  }

  get recentCount(): number {
    return this.#read().recentCount;
  }

  get securedAt(): ClaimedTarget['securedAt'] {
    return this.#read().securedAt;
  }

  get strayedAt(): ClaimedTarget['strayedAt'] {
    return this.#read().strayedAt;
  }

  get hour(): ClaimedTarget['hour'] {
    return this.#read().hour;
  }

  #read(): ClaimBody {
    if (this.#bytes) {
      this.#body = this.#toBody(this.#bytes);
      this.#bytes = null;
    }
    if (!this.#body) throw new TypeError('A claim without a document.');
    return this.#body;
  }
}
