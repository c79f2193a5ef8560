/** What is read of an answer to see whether it is a page: a comment may come first. */
const PAGE_START =
  /^\uFEFF?\s*(?:<\?xml[^>]*>\s*)?(?:<!--[\s\S]*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b/i;
const PASSWORD_FIELD = /<input\b[^>]*\btype\s*=\s*["']?password\b/i;
/** Forms that carry a browser on to a single sign-on (SAML, OpenID Connect). */
const SIGN_ON_FORM = /name\s*=\s*["']?(?:SAMLRequest|SAMLResponse|RelayState|id_token)\b/i;
const SIGN_IN_TITLE = /<title[^>]*>[^<]*\b(?:sign|log)[ -]?(?:in|on)\b/i;

/** Whether an answer is a page for people. */
export const isWebPage = (body: string): boolean => PAGE_START.test(body);

/** Whether an answer is a page on which people sign in. */
export const isSignInPage = (body: string): boolean =>
  isWebPage(body) &&
  (PASSWORD_FIELD.test(body) || SIGN_ON_FORM.test(body) || SIGN_IN_TITLE.test(body));

/** An answer as a JSON object; null when it is none. */
export const readObject = (body: string): Readonly<Record<string, unknown>> | null => {
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? { ...value }
      : null;
  } catch {
    return null;
  }
};

/** A no in the body of an answer, and its name; null where it gives none. */
export interface Refusal {
  reason: string | null;
}

const ERROR_NAME = /^[a-z]+(?:[_.-][a-z]+)*$/;
const NAME_LENGTH = 60;

/**
 * A no that comes with 200: `{"ok":false,"error":"channel_not_found"}`, or `"success":false`. Null for everything else.
 * Only names are repeated: other words may hold what was sent.
 */
export const readRefusal = (body: string): Refusal | null => {
  const said = readObject(body);
  if (said?.['ok'] !== false && said?.['success'] !== false) return null;
  const name = [said['error'], said['code']].find(
    (value) => typeof value === 'string' && ERROR_NAME.test(value),
  );
  return { reason: typeof name === 'string' ? name.slice(0, NAME_LENGTH) : null };
};

const numberAt = (value: unknown, key: string): number | null => {
  if (typeof value !== 'object' || value === null) return null;
  const found: unknown = Object.entries(value).find(([name]) => name === key)?.[1];
  return typeof found === 'number' && Number.isFinite(found) && found >= 0 ? found : null;
};

/** Wait that an answer asks for in its body, in milliseconds: Discord, and Telegram below `parameters`, in seconds. */
export const retryAfterIn = (body: string): number | null => {
  const said = readObject(body);
  const seconds = numberAt(said, 'retry_after') ?? numberAt(said?.['parameters'], 'retry_after');
  return seconds === null ? null : Math.ceil(seconds * 1_000);
};
