import { plainLine } from '@app/domain';

const QUOTE_LENGTH = 200;

/** What a provider said, as a short line that can be shown: `secrets` that it repeats are struck out. */
export const quoteProvider = (
  text: string,
  secrets: readonly (string | null | undefined)[],
): string => {
  let quote = text;
  for (const secret of secrets) if (secret) quote = quote.replaceAll(secret, '***');
  return plainLine(quote, QUOTE_LENGTH);
};
