import * as z from 'zod';

/** The well-formed ones of a list; one that stands alone instead of in a list is a list of one. */
const itemsOf =
  <T extends z.ZodType>(item: T) =>
  (value: unknown): z.infer<T>[] =>
    (Array.isArray(value) ? value : [value]).flatMap((one: unknown) => {
      const parsed = item.safeParse(one);
      return parsed.success ? [parsed.data] : [];
    });

const listOf = <T extends z.ZodType>(item: T) => z.unknown().optional().transform(itemsOf(item));

const Event = z.object({ eventAction: z.string(), eventDate: z.unknown().optional() });

/** Dates are what the record is read for: something else in their place spoils it. */
const events = z
  .union([Event, z.array(z.unknown()), z.null()])
  .optional()
  .transform(itemsOf(Event));

const text = z.string().optional().catch(undefined);

/** The parts of an RDAP domain object (RFC 9083) that are read; one that is malformed spoils nothing else. */
export const RdapRecord = z.object({
  objectClassName: text,
  ldhName: text,
  unicodeName: text,
  errorCode: z.coerce.number().optional().catch(undefined),
  status: listOf(z.string()),
  events,
  nameservers: listOf(z.object({ ldhName: z.string() })),
  links: listOf(
    z.object({ rel: z.string(), href: z.string(), type: z.string().optional().catch(undefined) }),
  ),
  entities: listOf(
    z.object({
      roles: listOf(z.string()),
      /** `["vcard", [[name, parameters, type, value], …]]` */
      vcardArray: z
        .tuple([z.unknown(), z.array(z.array(z.unknown()))])
        .optional()
        .catch(undefined),
    }),
  ),
});
export type RdapRecord = z.infer<typeof RdapRecord>;

/** An error object, which tells a registry's own 404 from that of a proxy in front of it. */
export const RdapError = z.union([
  z.object({ errorCode: z.literal([404, '404']) }),
  z.object({ rdapConformance: z.array(z.string()) }),
]);

const isSame = (text: string, word: string): boolean => text.trim().toLowerCase() === word;

/** Full name of the registrar; null when the record has none. */
export function registrarOf({ entities }: RdapRecord): string | null {
  const registrar = entities.find(({ roles }) => roles.some((role) => isSame(role, 'registrar')));
  const property = registrar?.vcardArray?.[1].find(
    ([name]) => typeof name === 'string' && isSame(name, 'fn'),
  );
  const value = property?.[3];
  return typeof value === 'string' ? value : null;
}

/** Address of the registrar's own record; null when the record names none. */
export function relatedOf({ links }: RdapRecord): URL | null {
  const link = links.find(
    ({ rel, type }) => isSame(rel, 'related') && /rdap\+json/i.test(type ?? 'rdap+json'),
  );
  return URL.parse(link?.href ?? '');
}
