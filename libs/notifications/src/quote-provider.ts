import { plainLine } from '@app/domain';

const QUOTE_LENGTH = 200;
const STRUCK = '***';
/** A shorter piece of base64 would take harmless words with it. */
const MIN_ENCODED = 6;

/** What a provider said, as a short line that can be shown: `secrets` that it repeats are struck out, encoded ones as well. */
export const quoteProvider = (
  text: string,
  secrets: readonly (string | null | undefined)[],
): string => {
  let quote = text;
  for (const secret of secrets) {
    if (!secret) continue;
    quote = quote.replaceAll(secret, STRUCK).replaceAll(encodeURIComponent(secret), STRUCK);
    for (const piece of [0, 1, 2].map((offset) => base64Of(secret, offset))) {
      if (piece.length >= MIN_ENCODED) quote = quote.replaceAll(wordWith(piece), STRUCK);
    }
  }
  return plainLine(quote, QUOTE_LENGTH);
};

/** What a provider names in `errors` of its answer, as one short line; null where it names nothing. */
export const errorsIn = (
  said: Readonly<Record<string, unknown>> | null,
  secrets: readonly string[],
): string | null => {
  const errors: unknown = said?.['errors'];
  const named = Array.isArray(errors) ? errors.filter((one) => typeof one === 'string') : [];
  return quoteProvider(named.join(', '), secrets).replace(/\.$/, '') || null;
};

/** What base64 makes of a secret behind so many other bytes, whatever they are and whatever follows. */
function base64Of(secret: string, offset: number): string {
  const bytes = Buffer.concat([Buffer.alloc(offset), Buffer.from(secret)]);
  const [from, to] = [Math.ceil((offset * 8) / 6), Math.floor((bytes.length * 8) / 6)];
  return bytes.toString('base64').slice(from, to);
}

/** The whole piece of base64 around a part of it. */
const wordWith = (part: string): RegExp =>
  new RegExp(`[A-Za-z\\d+/]*${part.replaceAll('+', String.raw`\+`)}[A-Za-z\\d+/]*=*`, 'g');
