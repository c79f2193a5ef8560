import * as z from 'zod';

const Service = z.tuple([z.array(z.string()), z.array(z.string())]).rest(z.unknown());

/** The IANA list of RDAP services by top-level domain (RFC 9224); an entry that is malformed spoils no other. */
const BootstrapFile = z.object({
  publication: z
    .string()
    .transform((text) => text.trim().toUpperCase())
    .pipe(z.coerce.date()),
  services: z.array(z.unknown()).transform((entries) =>
    entries.flatMap((entry) => {
      const parsed = Service.safeParse(entry);
      return parsed.success ? [parsed.data] : [];
    }),
  ),
});

/** Services by top-level domain in lower case. */
export interface RdapServices {
  readonly publishedAt: Date;
  readonly bases: ReadonlyMap<string, string>;
}

const isUsable = (url: string, allowHttp: boolean): boolean => {
  const protocol = URL.parse(url)?.protocol;
  return protocol === 'https:' || (allowHttp && protocol === 'http:');
};

const bare = (suffix: string): string =>
  suffix
    .trim()
    .toLowerCase()
    .replace(/^\.|\.$/g, '');

/** Reads a bootstrap file; null when it is none. Services without https are left out unless `allowHttp`. */
export function readServices(file: unknown, allowHttp: boolean): RdapServices | null {
  const parsed = BootstrapFile.safeParse(file);
  if (!parsed.success) return null;
  const bases = new Map<string, string>();
  for (const [suffixes, urls] of parsed.data.services) {
    const usable = urls.filter((url) => isUsable(url, allowHttp));
    const base = usable.find((url) => url.startsWith('https:')) ?? usable[0];
    if (base) for (const suffix of suffixes) bases.set(bare(suffix), base);
  }
  // Whatever this is, it must not take the place of a list that works.
  return bases.size === 0 ? null : { publishedAt: parsed.data.publication, bases };
}

/** The same for the text of a file; null for one that is not JSON, too. */
export function parseServices(text: string, allowHttp: boolean): RdapServices | null {
  try {
    return readServices(JSON.parse(text), allowHttp);
  } catch {
    // Cut off or changed by hand: another one is fetched.
    return null;
  }
}

/** Base URL of the service for a domain, by the longest suffix that the list knows; null when it knows none. */
export function baseOf({ bases }: RdapServices, domain: string): string | null {
  const labels = domain.split('.');
  for (let from = 1; from < labels.length; from++) {
    const base = bases.get(labels.slice(from).join('.'));
    if (base) return base;
  }
  return null;
}
