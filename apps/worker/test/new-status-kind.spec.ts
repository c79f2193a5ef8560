import { once } from 'node:events';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { domainOfUrl, judgeTargetUrl, createStatusProbes } from '@app/checks';
import { CheckKind, PARTITIONS, TargetKind, type EgressPolicy } from '@app/domain';
import {
  applyOutboxes,
  createTarget,
  listTargets,
  probeClaimed,
  probeTarget,
  recentChecks,
  recordChecks,
  systemContext,
} from '@app/monitoring';
import { newId } from '@app/persistence';
import { openTestStores, type TestStores } from '@app/persistence/testing';
import { createEgressGuard } from '@app/platform';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { leaseEnd } from '../src/checks/leases.ts';

/*
 * A kind of check that decides the status of its targets, added as CONTRIBUTING says: its descriptor and its probe are in
 * `toy/`, and the three files below get one entry each.
 */
vi.mock('../../../libs/domain/src/common/target-kinds.ts', async (original) => {
  const { TARGET_KINDS } = await original<{ TARGET_KINDS: object }>();
  const ignores = ['request.method', 'request.headers', 'request.body', 'expect'];
  const tcp = { kind: 'tcp', schemes: ['tcp:'], watches: 'a port and no web site', ignores };
  return { TARGET_KINDS: { ...TARGET_KINDS, tcp } };
});
vi.mock('../../../libs/domain/src/target/check-kinds.ts', async (original) => {
  const { CHECK_KINDS } = await original<{ CHECK_KINDS: object }>();
  const { TCP_CHECK } = await import('./toy/check.ts');
  return { CHECK_KINDS: { ...CHECK_KINDS, tcp: TCP_CHECK } };
});
vi.mock('../../../libs/checks/src/status-probes.ts', async (original) => {
  const { createStatusProbes: known } =
    await original<typeof import('../../../libs/checks/src/status-probes.ts')>();
  const { createTcpProbe } = await import('./toy/probe.ts');
  return {
    createStatusProbes: (sources: Parameters<typeof known>[0]) => ({
      ...known(sources),
      tcp: createTcpProbe(sources),
    }),
  };
});

const EGRESS: EgressPolicy = { mode: 'allow-private', allow: [], own: [] };
const ALL = Array.from({ length: PARTITIONS }, (_, partition) => partition);
const quiet = async (): Promise<void> => undefined;
const silent = (): void => undefined;

let opened: TestStores;
let server: Server;
let nowMs = Date.UTC(2026, 0, 1, 12);
const now = (): Date => new Date(nowMs);

beforeAll(async () => {
  opened = await openTestStores({ now });
  server = createServer((socket) => socket.destroy());
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterAll(async () => {
  server.close();
  await opened.close();
});

const portsOf = () => ({
  ...opened.stores,
  log: { debug: silent, info: silent, warn: silent, error: silent },
  now,
  newId,
  changes: { publish: quiet },
  queue: {
    enqueueChecks: quiet,
    enqueueLanes: quiet,
    figures: async () => null,
    deadLetters: async () => null,
    redriveDeadLetter: async () => null,
    vacuum: async () => true,
  },
  statusProbes: createStatusProbes({
    egress: createEgressGuard({ policy: EGRESS }),
    userAgent: 'test',
    extraCertificates: [],
  }),
  judgeUrl: (text: string) => judgeTargetUrl(text, EGRESS),
  domainOf: domainOfUrl,
});

/** Lets time pass, and does what a worker does with the checks that are due then. */
async function work(seconds: number): Promise<void> {
  nowMs += seconds * 1_000;
  const ports = portsOf();
  const lease = { token: newId(), until: leaseEnd(now()) };
  const claim = { partitions: ALL, horizon: now(), now: now(), limit: 10, lease };
  const due = await ports.targets.claimDue(claim);
  const finished = await Promise.all(due.map((one) => probeClaimed(ports, one, {})));
  const { withIntents } = await recordChecks(systemContext(ports), finished);
  await applyOutboxes(systemContext(ports), withIntents);
}

it('has a new kind of check decide the status of its targets, by its descriptor and probe', async () => {
  const { port } = server.address() as AddressInfo;
  const url = `TCP://127.0.0.1:${port}/`;
  const context = systemContext(portsOf());
  expect(TargetKind.options).toContain('tcp');

  await expect(createTarget(context, { url: 'tcp://127.0.0.1' })).rejects.toMatchObject({
    code: 'invalid',
    message: 'Write it like tcp://example.com:5432.',
  });
  await expect(createTarget(context, { url, expect: { contains: 'hello' } })).rejects.toMatchObject(
    {
      message: 'This target watches a port and no web site: leave expect out.',
    },
  );
  expect(await probeTarget(context, { url })).toMatchObject({ outcome: 'ok', statusCode: null });

  const settings = { intervalSeconds: 20, request: { timeoutMs: 5_000 } };
  const { id } = await createTarget(context, { url, ...settings });
  const other = await createTarget(context, { url: 'http://127.0.0.1:8091/' });
  await context.ports.targets.change(other.id, 1, { schedule: NOTHING_DUE });
  const shown = async () =>
    (await listTargets(context, { kind: TargetKind.parse('tcp') })).items.map((target) => ({
      ...{ id: target.id, kind: target.kind, url: target.url, name: target.name },
      ...{ status: target.status, openAlerts: target.openAlerts },
    }));
  const what = { id, kind: 'tcp', url: `tcp://127.0.0.1:${port}`, name: `127.0.0.1:${port}` };
  expect(await shown()).toEqual([{ ...what, status: 'pending', openAlerts: 0 }]);

  await work(20);
  expect(await shown()).toEqual([{ ...what, status: 'up', openAlerts: 0 }]);

  server.close();
  await once(server, 'close');
  await work(20);
  await work(20);
  expect(await shown()).toEqual([{ ...what, status: 'down', openAlerts: 1 }]);
  const alerts = async () =>
    (await context.ports.alerts.list({ subjects: [id], limit: 10 })).items.map(
      ({ kind, state, cause }) => ({ kind, state, cause }),
    );
  const failure = { class: 'refused', code: null, fact: { is: 'refused', port } };
  expect(await alerts()).toMatchObject([
    { kind: 'down', state: 'open', cause: { is: 'failure', failure } },
  ]);

  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  await work(20);
  expect(await shown()).toEqual([{ ...what, status: 'up', openAlerts: 0 }]);
  expect(await alerts()).toMatchObject([{ state: 'resolved' }]);

  const { items } = await recentChecks(context, { targetId: id });
  expect(items.map(({ kind, outcome }) => [CheckKind.parse(kind), outcome])).toEqual([
    ['tcp', 'ok'],
    ['tcp', 'failed'],
    ['tcp', 'failed'],
    ['tcp', 'ok'],
  ]);
});

const NOTHING_DUE = { dueAt: null, urgent: null, lease: null, silentAt: null };
