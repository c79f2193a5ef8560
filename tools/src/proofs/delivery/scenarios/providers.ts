import { setTimeout as sleep } from 'node:timers/promises';
import type { Finding, Scenario } from '../../../faults/scenario.ts';
import type { ApiProcess } from '../../../faults/stage/api-process.ts';
import { until } from '../../../faults/stage/stage.ts';
import {
  addGroup,
  alertsTold,
  type DeliveryStage,
  fail,
  type Group,
  type GroupPlan,
  isTold,
  onDeliveryStage,
  startWorker,
  withApi,
} from '../stage.ts';
import {
  BACK_MS,
  brokenFinding,
  BROKEN_MS,
  droppingFindings,
  type Groups,
  limitedFinding,
  refusedFindings,
  slowFinding,
  wellFinding,
} from './provider-findings.ts';
import { type Provider, PROVIDERS, reactionOf } from './provider-reactions.ts';

/** Alerts for each provider: so few are no storm, and each is a message of its own. */
const COUNT = 12;
const COUNTS: Readonly<Partial<Record<Provider, number>>> = { slow: 200, limited: 50 };
/** Outages begin one after the other within it. */
const INTERVAL_SECONDS = 20;

/** Providers that are slow, hang, fail, ask for quiet, refuse for good and break off, beside one that is well. */
export const providers: Scenario = {
  name: 'providers hang, fail, refuse and break off beside one that is well',
  run: () =>
    onDeliveryStage((stage) => {
      const env = envFor(stage);
      return withApi(stage, (api) => play(stage, api, env), env);
    }),
};

const envFor = ({ receivers: { host } }: DeliveryStage): Record<string, string> => ({
  WEBHOOK_ALLOWED_HOSTS: host,
  MAIL_FROM: 'monitor@proof.example',
  RESEND_API_KEY: 're_proof',
  RESEND_BASE_URL: `http://${host}`,
});

async function play(
  stage: DeliveryStage,
  api: ApiProcess,
  env: Record<string, string>,
): Promise<Finding[]> {
  const { receivers } = stage;
  const standIn = await addGroup(stage, 'stand-in', { count: 0 });
  const groups = await addGroups(stage, standIn);
  let isBack = false;
  receivers.react = (name, received) =>
    reactionOf(name, received, { before: receivers.of(name), isBack });
  const all = Object.values(groups);
  const worker = await startWorker(stage, all, { env });
  fail(stage, all);
  const backAt = Date.now() + BROKEN_MS;
  const left = (): number => Math.max(0, backAt - Date.now());

  const { limited, broken } = groups;
  await until(() => isTold(stage, limited), left());
  fail(
    stage,
    all.filter((group) => group !== limited),
  );
  const ends = (): number => alertsTold(stage, limited, 'alert.resolved').size;
  await until(() => ends() === limited.ids.length, left());
  await sleep(left());
  isBack = true;
  await until(() => isTold(stage, broken), BACK_MS + 10_000);
  const scene = { stage, groups, api, backAt };
  return [
    await wellFinding(scene),
    slowFinding(scene),
    limitedFinding(scene),
    await brokenFinding(scene, standIn),
    ...(await droppingFindings(scene)),
    ...(await refusedFindings(scene)),
    {
      name: 'the worker that tells them all',
      figures: '',
      faults: worker.isRunning ? [] : ['It ended.'],
    },
  ];
}

async function addGroups(stage: DeliveryStage, standIn: Group): Promise<Groups> {
  const { receivers } = stage;
  const different: Partial<Record<Provider, Partial<GroupPlan>>> = {
    broken: { fallbackChannelId: standIn.channelId },
    'chat-dropping': {
      channel: { kind: 'slack', config: { url: receivers.urlOf('chat-dropping') } },
    },
    emails: { channel: { kind: 'email', config: { to: ['people@proof.example'] } } },
  };
  const groups = {} as Record<Provider, Group>;
  for (const name of PROVIDERS) {
    groups[name] = await addGroup(stage, name, {
      ...{ count: COUNTS[name] ?? COUNT, target: () => ({ intervalSeconds: INTERVAL_SECONDS }) },
      ...different[name],
    });
  }
  return groups;
}
