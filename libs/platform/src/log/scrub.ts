const REDACTED = '[redacted]';

/** A JSON member whose name says that its value is secret; the value is a string. */
const SECRET_MEMBER =
  /("(?:authorization|proxy-authorization|cookie|set-cookie|password|passwd|secret|token|api-?key|x-api-key)":)"(?:[^"\\]|\\.)*"/gi;

/** `user:password@` of an address. */
const CREDENTIALS = /:\/\/[^\s"/@?#]+@/g;

/** Addresses that are secrets as a whole: whoever has them can write to the chat. */
const CHAT_WEBHOOK =
  /(hooks\.slack(?:-gov)?\.com\/|discord(?:app)?\.com\/api\/(?:v\d+\/)?webhooks\/)[^\s"\\]+/gi;

/** Characters that a terminal acts on or that turn text around; JSON itself escapes only the first 32. */
const UNSAFE = /[\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;

const escapeCharacter = (character: string): string =>
  `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;

/** Shorter texts would take harmless words with them. */
const MIN_SECRET_LENGTH = 6;

/**
 * Makes a function that removes secrets and unsafe characters from a line of JSON: what is named like a
 * secret, credentials in addresses, webhook addresses of chats, and the given values. The line stays JSON.
 */
export function createScrubber(secrets: readonly string[]): (line: string) => string {
  const literals = secrets
    .filter((secret) => secret.length >= MIN_SECRET_LENGTH)
    .map((secret) => JSON.stringify(secret).slice(1, -1));
  return (line) =>
    literals
      .reduce((text, secret) => text.replaceAll(secret, REDACTED), line)
      .replace(SECRET_MEMBER, `$1"${REDACTED}"`)
      .replace(CREDENTIALS, `://${REDACTED}@`)
      .replace(CHAT_WEBHOOK, `$1${REDACTED}`)
      .replace(UNSAFE, escapeCharacter);
}
