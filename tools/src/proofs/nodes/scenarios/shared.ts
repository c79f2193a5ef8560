import { setTimeout as sleep } from 'node:timers/promises';
import { addTarget } from '../../../faults/stage/targets.ts';
import { faultsOf, type Finding, type Scenario } from '../../../faults/scenario.ts';
import { until } from '../../../faults/stage/stage.ts';
import { letThrough } from '../call.ts';
import { COSTLY, onNodes, type NodesScene } from '../scene.ts';

/** As the rules of the product say (docs/rules.md). */
const SAME_TARGET = 20;
const OFF_WITHIN_MS = 20_000;
const IMPORTED = 300;

/** What one process was told the other one knows at once. */
export const shared: Scenario = {
  name: 'two api processes share everything',
  run: () =>
    onNodes({}, async (scene) => [
      await whatIsWritten(scene),
      await statusPages(scene),
      await exports(scene),
      await limits(scene),
    ]),
};

/** Asks both processes, in turn. */
const both = async <T>(ask: () => Promise<T>): Promise<T[]> => [
  await ask(),
  await ask(),
  await ask(),
  await ask(),
];

async function whatIsWritten({ client, site }: NodesScene): Promise<Finding> {
  const lines = Array.from({ length: IMPORTED }, (_, i) => site.urlOf(`imported-${i}`, i));
  await client.targets.import.mutate({ text: lines.join('\n'), tags: ['imported'] });
  const counts = await both(() => client.targets.list.query({ limit: 1 }));
  await client.settings.update.mutate({ timeZone: 'Asia/Tokyo' });
  const zones = await both(() => client.settings.get.query());
  const channel = await client.channels.create.mutate({
    ...{ kind: 'webhook', name: 'Hook' },
    config: { url: site.urlOf('hook'), secret: 'sesame and poppy' },
  });
  const tests = await both(() => client.channels.test.mutate({ id: channel.id }));
  return {
    name: 'what one process wrote the other one knows',
    figures: `${IMPORTED} targets uploaded`,
    faults: faultsOf({
      'A process does not know all targets that were uploaded at the other one.': counts.every(
        (page) => page.counts.all === IMPORTED,
      ),
      'A process goes on with old settings.': zones.every(
        ({ timeZone }) => timeZone === 'Asia/Tokyo',
      ),
      'A process cannot read the secrets that the other one stored.': tests.every(
        ({ delivered }) => delivered,
      ),
    }),
  };
}

async function statusPages({ client, balancer }: NodesScene): Promise<Finding> {
  const url = `${balancer.base}/status/shop`;
  const read = async () => {
    const answer = await fetch(url);
    return { status: answer.status, text: await answer.text() };
  };
  const page = await client.statusPages.create.mutate({
    ...{ slug: 'shop', title: 'Our shop', tag: 'imported' },
  });
  const made = await both(read);
  await client.statusPages.update.mutate({ id: page.id, title: 'Another title' });
  const isRenamed = await until(
    async () => (await both(read)).every(({ text }) => text.includes('Another title')),
    OFF_WITHIN_MS,
  );
  await client.statusPages.update.mutate({ id: page.id, enabled: false });
  const isOff = await until(
    async () => (await both(read)).every(({ status }) => status === 404),
    OFF_WITHIN_MS,
  );
  return {
    name: 'status pages are the same at both',
    figures: `${made.map(({ status }) => status).join(', ')} at once`,
    faults: faultsOf({
      'A page that was made at one process is not there at the other one.': made.every(
        ({ status }) => status === 200,
      ),
      'A page keeps its old title at one of them.': isRenamed,
      'A page that was switched off is still there at one of them.': isOff,
    }),
  };
}

async function exports({ balancer, stores, site, checks }: NodesScene): Promise<Finding> {
  const id = await addTarget(stores, { url: site.urlOf('exported'), intervalSeconds: 2 });
  await until(async () => (await checks(id)).length >= 5, 30_000);
  const to = new Date();
  // What was checked by now is stored by then.
  await sleep(2_000);
  const query = new URLSearchParams({
    targetId: id,
    from: new Date(to.getTime() - 3_600_000).toISOString(),
    to: to.toISOString(),
  });
  const tables = await both(async () =>
    (await fetch(`${balancer.base}/export/checks.csv?${query.toString()}`)).text(),
  );
  const lines = tables[0]?.trim().split('\n').length ?? 0;
  return {
    name: 'exports are the same at both',
    figures: `${lines - 1} checks`,
    faults: faultsOf({
      'The tables of two processes are not the same.': new Set(tables).size === 1,
      'The table has no checks.': lines > 5,
    }),
  };
}

async function limits({ balancer, client, site }: NodesScene): Promise<Finding> {
  const { base } = balancer;
  const costly = await letThrough(COSTLY + 10, '127.0.0.2', () => ({
    ...{ base, path: 'targets.import', input: { text: 'https://x.test', dryRun: true } },
  }));
  const { id } = await client.targets.create.mutate({ url: site.urlOf('again') });
  const again = await letThrough(SAME_TARGET + 10, '127.0.0.3', () => ({
    ...{ base, path: 'targets.checkNow', input: { id } },
  }));
  return {
    name: 'limits and cooldowns are those of both',
    figures: `${costly} of ${COSTLY} costly calls, ${again} of ${SAME_TARGET} checks of one target`,
    faults: faultsOf({
      'Two processes let through more, or less, than one caller may.': costly === COSTLY,
      'Two processes check the same target more often, or less, than one.': again === SAME_TARGET,
    }),
  };
}
