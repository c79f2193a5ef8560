import * as z from 'zod';

/** The parts of an RDAP domain object (RFC 9083) that are read; one that is malformed spoils nothing else. */
export const RdapRecord = z.object({
  objectClassName: z.string().optional(),
  ldhName: z.string().optional().catch(undefined),
  unicodeName: z.string().optional().catch(undefined),
  status: z.array(z.string()).catch([]),
  events: z
    .array(z.object({ eventAction: z.string().catch(''), eventDate: z.unknown().optional() }))
    .nullish(),
  nameservers: z.array(z.object({ ldhName: z.string().catch('') })).catch([]),
  entities: z
    .array(
      z.object({
        roles: z.array(z.string()).catch([]),
        /** `["vcard", [[name, parameters, type, value], …]]` */
        vcardArray: z
          .tuple([z.unknown(), z.array(z.array(z.unknown()))])
          .optional()
          .catch(undefined),
      }),
    )
    .catch([]),
});
export type RdapRecord = z.infer<typeof RdapRecord>;

/** An error object, which tells a registry's own 404 from that of a proxy in front of it. */
export const RdapError = z.union([
  z.object({ errorCode: z.literal([404, '404']) }),
  z.object({ rdapConformance: z.array(z.string()) }),
]);

/** Full name of the registrar; null when the record has none. */
export function registrarOf({ entities }: RdapRecord): string | null {
  const registrar = entities.find(({ roles }) => roles.includes('registrar'));
  const property = registrar?.vcardArray?.[1].find(([name]) => name === 'fn');
  const value = property?.[3];
  return typeof value === 'string' ? value : null;
}
