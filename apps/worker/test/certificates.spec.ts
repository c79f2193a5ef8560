import {
  checkNow,
  createChannel,
  getCertificate,
  getTarget,
  pauseTarget,
  resumeTarget,
  systemContext,
} from '@app/monitoring';
import { type AlertRecord, CERTIFICATE_CHECK, type Target } from '@app/domain';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { SecureSite } from './support/secure-site.ts';
import { Site } from './support/site.ts';
import { type Actor, Stage, watch } from './support/stage.ts';

let stage: Stage;
let app: Actor;
let hook: Site;

beforeAll(async () => {
  stage = await Stage.open();
  app = await stage.worker();
  hook = await Site.start();
  await createChannel(systemContext({ ...app.ports, judgeChannelUrl: () => null }), {
    kind: 'webhook',
    name: 'hook',
    enabled: true,
    fallbackChannelId: null,
    config: { url: `${hook.url}/hook` },
  });
});
afterAll(async () => {
  await stage[Symbol.asyncDispose]();
  await hook.stop();
});

const target = (id: string): Promise<Target> => getTarget(systemContext(app.ports), id);
const alertsOf = async (targetId: string): Promise<AlertRecord[]> =>
  (await app.ports.alerts.list({ subjects: [targetId], limit: 50 })).items;
const told = (id: string): string[] =>
  hook.posted
    .filter(({ target }) => (target as { id?: string } | null)?.id === id)
    .map(({ event }) => String(event));
const PATIENT = { timeout: 60_000, interval: 100 };

/** The http check takes the certificates of the test authority as they are. */
const watchSite = (url: string): Promise<string> =>
  watch(app, { url, intervalSeconds: 2, request: { verifyTls: false } });

describe.concurrent('the certificate of a target', () => {
  it('is read at once, warned of while it ends, and renewed', async ({ expect }) => {
    const site = await SecureSite.start(5);
    const id = await watchSite(site.url);
    await expect.poll(() => told(id), PATIENT).toEqual(['alert.opened']);
    expect(await alertsOf(id)).toMatchObject([
      { kind: 'certificate', state: 'open', severity: 'warning' },
    ]);
    expect((await target(id)).certificate).toMatchObject({
      daysLeft: 5,
      findings: ['CERT_UNTRUSTED_ROOT'],
      failure: null,
    });
    const { nextCheckAt } = await getCertificate(systemContext(app.ports), id);
    expect(Number(nextCheckAt)).toBeGreaterThan(Date.now());

    await site.show(80);
    await checkNow(systemContext(app.ports), id);
    await expect.poll(async () => (await target(id)).certificate?.daysLeft, PATIENT).toBe(80);
    // Another node may still have the old one: it is looked for once more, within the hour or when a person asks.
    expect(told(id)).toEqual(['alert.opened']);
    const { nextCheckAt: soon } = await getCertificate(systemContext(app.ports), id);
    expect(Number(soon)).toBeLessThanOrEqual(Date.now() + 3_600_000);
    await checkNow(systemContext(app.ports), id);
    await expect.poll(() => told(id), PATIENT).toEqual(['alert.opened', 'alert.resolved']);
    expect(await alertsOf(id)).toMatchObject([{ state: 'resolved', resolution: 'renewed' }]);
    const details = await getCertificate(systemContext(app.ports), id);
    expect(details).toMatchObject({ daysLeft: 80, changes: [{ keyChanged: true }] });
    // Nothing of it touches the status: the site answered all the time.
    const { status, uptime24h } = await target(id);
    expect({ status, uptime24h }).toEqual({ status: 'up', uptime24h: 100 });
    await site.stop();
  });

  it('that has expired is critical, and the target stays up', async ({ expect }) => {
    const site = await SecureSite.start(-3);
    const id = await watchSite(site.url);
    await expect.poll(() => told(id), PATIENT).toEqual(['alert.opened']);
    expect(await alertsOf(id)).toMatchObject([{ kind: 'certificate', severity: 'critical' }]);
    await expect.poll(async () => (await target(id)).status, PATIENT).toBe('up');
    expect((await target(id)).certificate?.findings).toContain('CERT_EXPIRED');
    await site.stop();
  });

  it('is left alone while the target is paused, and read again after it', async ({ expect }) => {
    const site = await SecureSite.start(80);
    const id = await watchSite(site.url);
    const daysLeft = async () => (await target(id)).certificate?.daysLeft;
    await expect.poll(daysLeft, PATIENT).toBe(80);
    await pauseTarget(systemContext(app.ports), id);
    expect((await getCertificate(systemContext(app.ports), id)).nextCheckAt).toBeNull();
    await site.show(70);
    await resumeTarget(systemContext(app.ports), id);
    await expect.poll(daysLeft, PATIENT).toBe(70);
    await site.stop();
  });

  it('that cannot be read is told in the log and on the page, and is no alert yet', async ({
    expect,
  }) => {
    const plain = await Site.start();
    const id = await watch(app, {
      url: plain.url.replace('http:', 'https:'),
      intervalSeconds: 86_400,
    });
    await expect
      .poll(async () => (await target(id)).certificate?.failure, PATIENT)
      .toMatchObject({ class: 'tls' });
    expect(app.lines).toContainEqual({
      level: 'warn',
      message: 'a check could not be made; it is tried again in the next cycle',
    });
    expect(await alertsOf(id)).toEqual([]);
    await plain.stop();
  });
});

it('is read by another worker when the one that had claimed it is gone', async ({ expect }) => {
  const site = await SecureSite.start(80);
  const id = await watch(app, {
    url: site.url,
    intervalSeconds: 86_400,
    request: { verifyTls: false },
  });
  const isQuiet = async () => {
    const { certificate, lastCheck } = await target(id);
    return certificate !== null && lastCheck !== null;
  };
  await expect.poll(isQuiet, PATIENT).toBe(true);
  const { targets, newId, now } = app.ports;
  const record = await targets.get(id);
  const lease = { token: newId(), until: new Date(now().getTime() + 3_000) };
  const certificate = record?.certificate && { ...record.certificate, lease, dueAt: now() };
  const before = record?.certificate?.reading?.at;
  const version = record?.version ?? 0;
  expect(await targets.change(id, version, { certificate: certificate ?? null })).toBe(true);
  await expect
    .poll(async () => (await targets.get(id))?.certificate?.reading?.at, PATIENT)
    .not.toEqual(before);
  const late = { state: certificate!, effects: [] };
  const held = { id, token: lease.token };
  expect(await targets.recordWatch(CERTIFICATE_CHECK, held, late)).toBe(false);
  await site.stop();
});
