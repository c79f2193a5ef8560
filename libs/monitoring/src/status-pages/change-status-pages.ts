import { AppError, notFound } from '@app/domain';
import {
  changedStatusPage,
  type CreateStatusPage,
  newStatusPage,
  notedOutage,
  type NoteOutage,
  type StatusPage,
  type StatusPageRecord,
  toStatusPage,
  type UpdateStatusPage,
} from '@app/domain/status-pages';
import type { Context } from '../context.ts';
import type { Ports } from '../ports/index.ts';

type PagePorts = Pick<Ports, 'statusPages' | 'now' | 'newId'>;

const MAX_PAGES = 50;
const MAX_TRIES = 5;

/** All pages, by slug. */
export async function listStatusPages({
  ports,
}: Context<Pick<Ports, 'statusPages'>>): Promise<{ items: StatusPage[] }> {
  return { items: (await ports.statusPages.list()).map(toStatusPage) };
}

/** Makes a page. Throws conflict for a slug that another one has, and limit. */
export async function createStatusPage(
  { ports }: Context<PagePorts>,
  input: CreateStatusPage,
): Promise<StatusPage> {
  const { statusPages, newId, now } = ports;
  if ((await statusPages.list()).length >= MAX_PAGES) {
    throw new AppError('limit', `There are ${MAX_PAGES} status pages already. Remove one first.`);
  }
  const page = newStatusPage({ newId, now: now() }, input);
  if (!(await statusPages.insert(page))) throw slugTaken(page.slug);
  return toStatusPage(page);
}

/** Changes a page; what is left out stays. Throws not-found and conflict. */
export async function updateStatusPage(
  { ports }: Context<PagePorts>,
  input: UpdateStatusPage,
): Promise<StatusPage> {
  return await change(ports, input.id, (page) => changedStatusPage(page, input, ports.now()));
}

/** Says something of an outage on a page, or takes it back. Throws not-found and conflict. */
export async function noteOutage(
  { ports }: Context<PagePorts & Pick<Ports, 'alerts'>>,
  input: NoteOutage,
): Promise<StatusPage> {
  const alert = await ports.alerts.get(input.alertId);
  if (alert?.kind !== 'down') throw notFound('outage');
  return await change(ports, input.id, (page) => notedOutage(page, input, ports.now()));
}

/** Removes a page; whoever opens it is told within seconds that there is none. Throws not-found. */
export async function removeStatusPage(
  { ports }: Context<Pick<Ports, 'statusPages'>>,
  id: string,
): Promise<StatusPage> {
  const page = await ports.statusPages.get(id);
  if (!page || !(await ports.statusPages.remove(id))) throw notFound('status page');
  return toStatusPage(page);
}

async function change(
  { statusPages }: Pick<Ports, 'statusPages'>,
  id: string,
  decide: (page: StatusPageRecord) => StatusPageRecord,
): Promise<StatusPage> {
  for (let i = 0; i < MAX_TRIES; i++) {
    const before = await statusPages.get(id);
    if (!before) throw notFound('status page');
    const after = decide(before);
    const outcome = await statusPages.replace(after);
    if (outcome === 'taken') throw slugTaken(after.slug);
    if (outcome === 'stored') return toStatusPage(after);
  }
  throw new AppError('conflict', 'This is being changed by somebody else. Try again.');
}

const slugTaken = (slug: string): AppError =>
  new AppError('conflict', `Another page has the address ${slug}. Choose another one.`, {
    field: 'slug',
  });
