import * as z from 'zod';

/** Longest part before the `@` (RFC 5321 section 4.5.3.1.1). */
const LOCAL_LENGTH = 64;

/** The address with its domain in lower-case ASCII, as mail servers know it; unchanged where that is not possible. */
const withAsciiDomain = (text: string): string => {
  const at = text.lastIndexOf('@');
  const domain = text.slice(at + 1);
  const url = `http://${domain}`;
  // The URL parser drops line breaks and more: only names made of letters, digits, dots and hyphens are given to it.
  if (at === -1 || !/^[\p{L}\p{M}\p{N}.-]+$/u.test(domain) || !URL.canParse(url)) return text;
  return `${text.slice(0, at)}@${new URL(url).hostname}`;
};

/** One e-mail address without a name beside it. Quoted local parts and IP addresses for domains are refused. */
export const EmailAddress = z
  .string()
  .trim()
  .transform(withAsciiDomain)
  .pipe(
    z
      .email({ error: 'Not an e-mail address. Write it like name@example.com, one in each field.' })
      .max(254, { error: 'An e-mail address has at most 254 characters.' })
      .refine((address) => address.lastIndexOf('@') <= LOCAL_LENGTH, {
        error: `The part before @ has at most ${LOCAL_LENGTH} characters.`,
      }),
  );
