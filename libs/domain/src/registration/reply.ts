import * as z from 'zod';

/** What a service said in a lookup, for people who want to know why a date was or was not taken. */
export const RegistryReply = z.object({
  service: z.enum(['rdap', 'whois']),
  /** Host name of the server that said it. */
  server: z.string(),
  at: z.date(),
  /** The body of its answer as plain lines, 4,096 UTF-16 units at most; foreign text. */
  text: z.string(),
});
export type RegistryReply = z.infer<typeof RegistryReply>;
