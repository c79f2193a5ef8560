import { targetRecord } from '@app/domain/testing';
import { createReport, requestReport, systemContext } from '@app/monitoring';
import { createReportSender } from '@app/notifications';
import { newId } from '@app/persistence';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { MailServer } from './support/mail-server.ts';
import { Stage } from './support/stage.ts';

const TO = ['client@example.org', 'boss@example.org'];
const WAIT = { timeout: 30_000 };

let stage: Stage;
let mails: MailServer;
beforeAll(async () => {
  [stage, mails] = await Promise.all([Stage.open({ schema: 'reports' }), MailServer.start()]);
});
afterAll(async () => {
  await stage[Symbol.asyncDispose]();
  mails.stop();
});

it('that is due comes by mail to each address, and once more to those alone that did not get it', async () => {
  const mail = {
    mailFrom: 'monitor@example.org',
    ...{ smtpUrl: mails.url, resendApiKey: null, resendBaseUrl: null },
  };
  const sendReport = createReportSender({ mail, now: () => new Date() });
  const { ports } = await stage.actor();
  const id = newId();
  await ports.targets.insert(
    targetRecord({ id, urlKey: id, name: 'Shop', tags: ['prod'], createdAt: new Date(0) }),
    { unique: true },
  );
  const context = systemContext(ports);
  const made = await createReport(context, {
    ...{ name: 'Month of the shop', tag: 'prod', targetIds: [], every: 'month', slaTarget: 99.9 },
    ...{ logo: null, footer: null, to: TO },
  });
  const planned = await ports.reports.get(made.id);
  expect(await ports.reports.replace({ ...planned!, nextAt: new Date() })).toBe(true);
  mails.unknown.add('boss@example.org');

  await stage.worker({ ports: { sendReport } });
  const recipients = async () => (await ports.reports.get(made.id))?.sending?.recipients ?? [];
  await expect
    .poll(async () => (await recipients()).map(({ state }) => state), WAIT)
    .toEqual(['sent', 'dead']);
  const [letter] = mails.letters;
  expect(mails.letters.map(({ to }) => to)).toEqual(['client@example.org']);
  expect(letter?.text).toMatch(/^Subject: Month of the shop: \d{4}-\d\d-01 to \d{4}-\d\d-\d\d/m);
  expect(letter?.text).toContain('How it was counted');

  mails.unknown.clear();
  expect((await requestReport(context, made)).last?.waiting).toEqual(['boss@example.org']);
  await expect
    .poll(async () => (await recipients()).map(({ state }) => state), WAIT)
    .toEqual(['sent', 'sent']);
  expect(mails.letters.map(({ to }) => to)).toEqual(TO);
});
