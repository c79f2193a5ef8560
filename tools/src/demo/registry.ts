import { startSite, type Site } from '../sites/site.ts';

/** Domains of the demo and in how many days each ends. They are kept for documentation (RFC 2606): nobody else has them. */
export const DEMO_DOMAINS: readonly { readonly name: string; readonly endsInDays: number }[] = [
  { name: 'example.com', endsInDays: 6 },
  { name: 'example.net', endsInDays: 25 },
  { name: 'example.org', endsInDays: 300 },
];

const DAY_MS = 86_400_000;

/** A registry on loopback that knows the domains of the demo, and the list of services that names it. */
export interface DemoRegistry {
  /** Address of the list. */
  readonly listUrl: string;
  close(): Promise<void>;
}

export async function startRegistry(): Promise<DemoRegistry> {
  const site: Site = await startSite({
    answer: (request, response) => {
      const path = request.url ?? '/';
      response.setHeader('content-type', 'application/rdap+json');
      if (path === '/dns.json') {
        response.end(listOf(`http://127.0.0.1:${String(site.port)}/`));
        return;
      }
      const domain = DEMO_DOMAINS.find(({ name }) => path === `/domain/${name}`);
      if (domain) response.end(recordOf(domain));
      else response.writeHead(404).end('{"errorCode":404}');
    },
  });
  return {
    listUrl: `http://127.0.0.1:${String(site.port)}/dns.json`,
    close: () => site.down(),
  };
}

const listOf = (url: string): string =>
  JSON.stringify({
    version: '1.0',
    publication: new Date().toISOString(),
    services: [[DEMO_DOMAINS.map(({ name }) => name.replace(/^.*\./, '')), [url]]],
  });

function recordOf({ name, endsInDays }: (typeof DEMO_DOMAINS)[number]): string {
  const ends = new Date(Date.now() + endsInDays * DAY_MS);
  const began = new Date(ends.getTime() - 3 * 365 * DAY_MS);
  return JSON.stringify({
    objectClassName: 'domain',
    ldhName: name.toUpperCase(),
    status: ['active'],
    nameservers: [{ ldhName: 'NS1.EXAMPLE.NET' }, { ldhName: 'NS2.EXAMPLE.NET' }],
    entities: [
      { roles: ['registrar'], vcardArray: ['vcard', [['fn', {}, 'text', 'Good Names (demo)']]] },
    ],
    events: [
      { eventAction: 'registration', eventDate: began.toISOString() },
      { eventAction: 'expiration', eventDate: ends.toISOString() },
    ],
  });
}
