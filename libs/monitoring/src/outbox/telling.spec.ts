import { DEFAULT_SETTINGS, DEFAULT_ALERTING, type Alerting, type ChannelRecord } from '@app/domain';
import { describe, expect, it } from 'vitest';
import { systemContext } from '../context.ts';
import { pauseTarget } from '../targets/pause-target.ts';
import { day, DOMAIN, RegistrationDays } from '../testing/registration-days.ts';
import { readTelling } from './telling.ts';

const channel = (id: string, over: Partial<ChannelRecord> = {}): ChannelRecord =>
  ({
    id,
    kind: 'slack',
    name: id,
    enabled: true,
    config: { url: 'https://hooks.test/' },
    fallbackChannelId: null,
    createdAt: day(0),
    ...over,
  }) as ChannelRecord;

type Concerned = Pick<Parameters<typeof readTelling>[1], 'kind' | 'targetId' | 'domain'>;

/** Channels a (off), b, c and an e-mail channel d, and targets with these wishes on one domain. */
async function monitor(...wishes: Partial<Alerting>[]) {
  const days = new RegistrationDays();
  days.desk.channels = [
    channel('a', { enabled: false }),
    channel('b'),
    channel('c'),
    channel('d', { kind: 'email' }),
  ];
  const ids: string[] = [];
  for (const wish of wishes) {
    ids.push(await days.add({ alerting: { ...DEFAULT_ALERTING, ...wish } }));
  }
  const told = async (alert: Concerned): Promise<string> => {
    const times = { severity: 'critical', since: day(0), openedAt: day(0) } as const;
    const { audience } = await readTelling(days.ports, { ...alert, ...times });
    return audience.receivers.map(({ id }) => id).join('');
  };
  return { days, ids, told };
}

const ofDomain = { kind: 'domain', targetId: null, domain: DOMAIN } as const;

describe('of a domain is told', () => {
  it('every channel that a target on it chose', async () => {
    const { told } = await monitor({ channelIds: ['b'] }, { channelIds: ['d'] });
    expect(await told(ofDomain)).toBe('db');
  });

  it('nobody of a target that is paused', async () => {
    const { days, ids, told } = await monitor({ channelIds: ['b'] }, { channelIds: ['c'] });
    await pauseTarget(systemContext(days.ports), ids[0]!);
    expect(await told(ofDomain)).toBe('c');
  });
});

describe('of trouble of the monitor is told', () => {
  const system = { kind: 'system', targetId: null, domain: null } as const;
  const lookups = { kind: 'check-trouble', targetId: null, domain: DOMAIN } as const;

  it.each([
    ['every channel without a choice', null, 'dbc'],
    ['the chosen ones', ['c'], 'c'],
  ])('%s', async (_what, adminChannelIds, expected) => {
    const { days, told } = await monitor({ channelIds: ['d'] });
    days.desk.settings = { ...DEFAULT_SETTINGS, adminChannelIds };
    expect(await told(system)).toBe(expected);
    expect(await told(lookups)).toBe(expected);
  });

  it('the channels of the target that cannot be checked, unless administrators are named', async () => {
    const { days, ids, told } = await monitor({ channelIds: ['b'] });
    const alert = { kind: 'check-trouble', targetId: ids[0]!, domain: null } as const;
    expect(await told(alert)).toBe('b');
    days.desk.settings = { ...DEFAULT_SETTINGS, adminChannelIds: ['c'] };
    expect(await told(alert)).toBe('c');
  });
});

it('of a target its own channels are told, whoever else is on the domain', async () => {
  const { ids, told } = await monitor({ channelIds: ['b'] }, { channelIds: ['c'] });
  expect(await told({ kind: 'down', targetId: ids[0]!, domain: null })).toBe('b');
});
