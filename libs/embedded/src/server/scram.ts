import { createHash, createHmac, pbkdf2Sync, randomBytes, timingSafeEqual } from 'node:crypto';
import { ServerError } from './bson/errors.ts';

export const MECHANISM = 'SCRAM-SHA-256';

/** As MongoDB does; drivers refuse fewer than 4,096. */
const iterations = 15_000;
const keyBytes = 32;

const hmac = (key: Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();
const sha256 = (bytes: Buffer): Buffer => createHash('sha256').update(bytes).digest();

/** One user, and what of the password is needed to recognise whoever knows it. */
export class Credentials {
  readonly user: string;
  readonly salt = randomBytes(28);
  readonly iterations = iterations;
  readonly storedKey: Buffer;
  readonly serverKey: Buffer;

  constructor(user: string, password: string) {
    this.user = user;
    const salted = pbkdf2Sync(password, this.salt, iterations, keyBytes, 'sha256');
    this.storedKey = sha256(hmac(salted, 'Client Key'));
    this.serverKey = hmac(salted, 'Server Key');
  }
}

/** A conversation by which a client shows that it knows the password (RFC 5802, RFC 7677); the answers are for the client. */
export class ScramConversation {
  readonly #credentials: Credentials;
  readonly #isKnown: boolean;
  readonly #nonce: string;
  readonly #clientFirst: string;
  readonly #serverFirst: string;

  /** Throws 18 for what is no first message. */
  constructor(credentials: Credentials, message: string) {
    // Without channel binding, without another identity.
    const [, bare, user, nonce] = /^n,,(n=([^,]*),r=([!-+\--~]{8,200}))$/.exec(message) ?? [];
    if (bare === undefined || nonce === undefined) throw authenticationFailed();
    this.#credentials = credentials;
    this.#isKnown = user === credentials.user;
    this.#nonce = nonce + randomBytes(24).toString('base64');
    this.#clientFirst = bare;
    const { salt } = credentials;
    this.#serverFirst = `r=${this.#nonce},s=${salt.toString('base64')},i=${String(iterations)}`;
  }

  get first(): string {
    return this.#serverFirst;
  }

  /** What shows the client that the server knows the password, too. Throws 18 for whoever does not. */
  finish(message: string): string {
    const [, unproven, nonce, proof] =
      /^(c=biws,r=([!-+\--~]+)),p=([A-Za-z\d+/]{43}=)$/.exec(message) ?? [];
    const { storedKey, serverKey } = this.#credentials;
    if (unproven === undefined || proof === undefined || nonce !== this.#nonce) {
      throw authenticationFailed();
    }
    const signed = `${this.#clientFirst},${this.#serverFirst},${unproven}`;
    const signature = hmac(storedKey, signed);
    const clientKey = Buffer.from(proof, 'base64').map((byte, i) => byte ^ (signature[i] ?? 0));
    const isProven = timingSafeEqual(sha256(Buffer.from(clientKey)), storedKey);
    if (!isProven || !this.#isKnown) throw authenticationFailed();
    return `v=${hmac(serverKey, signed).toString('base64')}`;
  }
}

export const authenticationFailed = (): ServerError =>
  new ServerError(18, 'Authentication failed.');
