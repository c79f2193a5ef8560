import {
  AppError,
  CreateTarget,
  kindOfScheme,
  MAX_IMPORTED,
  readTargetList,
  urlOfDomain,
  type ImportKind,
  type ImportReport,
  type ImportTargets,
  type ImportVerdict,
  type ListEntry,
} from '@app/domain';
import type { Context } from '../context.ts';
import type { AlertPorts } from '../outbox/apply-alert-entry.ts';
import type { Ports } from '../ports/index.ts';
import type { UrlVerdict } from '../ports/url-verdict.ts';
import { createTarget } from './create-target.ts';

export type ImportPorts = AlertPorts & Pick<Ports, 'judgeUrl' | 'domainOf'>;

/** Entries that are worked on at a time: a store answers many at once, and others want it, too. */
const AT_ONCE = 8;

const ADDRESS = /^[a-z][a-z0-9+.-]*:\/\//i;

/**
 * Starts to watch what a plain list names, and tells what became of each entry: one that is wrong or watched already
 * keeps no other from being added. Lookups of the domains follow at the pace of their registries. Throws invalid for a
 * list that is too long.
 */
export async function importTargets(
  context: Context<ImportPorts>,
  { text, kind, tags, dryRun = false }: ImportTargets,
): Promise<ImportReport> {
  const entries = readTargetList(text);
  if (entries.length > MAX_IMPORTED) throw tooMany(entries.length);
  const lines = new Map<string, number>();
  const judged = entries.map((entry) => judge(context.ports, entry, { kind, tags, lines }));
  const items = new Array<ImportVerdict>(judged.length);
  const waiting = judged.entries();
  const work = async (): Promise<void> => {
    for (const [index, one] of waiting) {
      items[index] = 'outcome' in one ? one : await add(context, one, dryRun);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return { items, counts: countsOf(items) };
}

const tooMany = (count: number): AppError =>
  new AppError(
    'invalid',
    `This list has ${count} entries. Import at most ${MAX_IMPORTED} at a time.`,
    { field: 'text' },
  );

type Accepted = ListEntry & { own: OwnSettings } & Extract<UrlVerdict, { ok: true }>;

/** What the list says of a target, all of its tags among it. */
type OwnSettings = Pick<CreateTarget, 'name' | 'tags'>;

const Own = CreateTarget.pick({ name: true, tags: true });

interface Lines {
  /** By the key of a url: the line that names it first. */
  lines: Map<string, number>;
}

/** A verdict on an entry that is not added; else the url to add. */
function judge(
  ports: Pick<Ports, 'judgeUrl' | 'domainOf'>,
  { line, input, name, tags = [] }: ListEntry,
  { kind, tags: ofAll = [], lines }: Pick<ImportTargets, 'kind' | 'tags'> & Lines,
): ImportVerdict | Accepted {
  const all = [...ofAll, ...tags];
  const own = Own.safeParse({
    ...(name ? { name } : {}),
    ...(all.length > 0 ? { tags: all } : {}),
  });
  if (!own.success) {
    const message = own.error.issues[0]?.message ?? 'Its name or its tags cannot be used.';
    return { line, input, outcome: 'invalid', message };
  }
  const verdict = ports.judgeUrl(urlOf(ports, input, kind));
  if (!verdict.ok) return { line, input, outcome: 'invalid', message: verdict.message };
  const first = lines.get(verdict.key);
  if (first !== undefined) {
    return { line, input, outcome: 'duplicate-in-list', message: `The same as line ${first}.` };
  }
  lines.set(verdict.key, line);
  return { ...verdict, line, input, own: own.data };
}

/** The url that an entry stands for; a scheme says it itself, unless only domains are wanted. */
function urlOf(
  ports: Pick<Ports, 'domainOf'>,
  input: string,
  kind: ImportKind | undefined,
): string {
  const ofScheme = kindOfScheme(input);
  if (ofScheme === 'domain') return input;
  if (ofScheme !== null && ADDRESS.test(input)) {
    return kind === 'domain' ? urlOfDomain(domainOfAddress(ports, input)) : input;
  }
  if (kind === 'site') return input.includes('://') ? input : `https://${input}`;
  return urlOfDomain(input);
}

/** The host itself where it has no domain: the refusal says why. */
function domainOfAddress({ domainOf }: Pick<Ports, 'domainOf'>, input: string): string {
  if (!URL.canParse(input)) return input;
  const found = domainOf(input);
  return found.kind === 'domain' ? found.domain : new URL(input).hostname;
}

async function add(
  context: Context<ImportPorts>,
  { line, input, url, key, name, own }: Accepted,
  dryRun: boolean,
): Promise<ImportVerdict> {
  const { ports } = context;
  const known = await knownAs(ports, { line, input, key });
  if (known) return known;
  const tagged = own.tags ? { tags: own.tags } : {};
  if (dryRun) {
    const target = { id: null, url, name: own.name ?? name, ...tagged };
    return { line, input, outcome: 'created', target };
  }
  try {
    const created = await createTarget(context, { url, ...own });
    const target = { id: created.id, url: created.url, name: created.name, ...tagged };
    return { line, input, outcome: 'created', target };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    // Somebody added it in between.
    const now = error.code === 'conflict' ? await knownAs(ports, { line, input, key }) : null;
    return now ?? { line, input, outcome: 'invalid', message: error.message };
  }
}

async function knownAs(
  { targets }: Pick<Ports, 'targets'>,
  { line, input, key }: ListEntry & { key: string },
): Promise<ImportVerdict | null> {
  const id = await targets.findByUrlKey(key);
  const known = id === null ? null : await targets.get(id);
  if (!known) return null;
  const { url, name } = known;
  return { line, input, outcome: 'exists', target: { id: known.id, url, name } };
}

function countsOf(items: readonly ImportVerdict[]): ImportReport['counts'] {
  const counts = { created: 0, exists: 0, invalid: 0, 'duplicate-in-list': 0 };
  for (const { outcome } of items) counts[outcome]++;
  return counts;
}
