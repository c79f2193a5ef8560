import { DEFAULT_ALERTING, type ChannelRecord } from '@app/domain';
import { describe, expect, it } from 'vitest';
import { systemContext } from '../context.ts';
import { day, ends, RegistrationDays } from '../testing/registration-days.ts';
import { Story } from '../testing/alert-story.ts';
import { pauseTarget } from '../targets/pause-target.ts';
import { updateTarget } from '../targets/update-target.ts';

const channel = (id: string): ChannelRecord => ({
  id,
  kind: 'slack',
  name: id,
  enabled: true,
  config: { url: 'https://hooks.test/' },
  fallbackChannelId: null,
  createdAt: day(0),
});

const channels = (...channelIds: string[]) => ({ ...DEFAULT_ALERTING, channelIds });

/** A domain that ends in 7 days, of which channel a was told; then a target that watches it only joins, with a channel. */
async function joined(of: string) {
  const days = new RegistrationDays();
  days.desk.channels = [channel('a'), channel('b'), channel('c')];
  const site = await days.add({ alerting: channels('a') });
  await days.lookUp(day(0), ends(7));
  const id = await days.add({ url: 'domain:shop.test', alerting: channels(of) });
  const said = (): string[] =>
    days.desk.deliveries
      .filter(({ channelId }) => channelId !== null)
      .map(({ channelId, event }) => `${channelId ?? ''} ${event}`);
  return { days, site, id, said };
}

describe('a channel that joins while an alert is open', () => {
  it('is told at once that it opened, and of all that follows', async () => {
    const { days, said } = await joined('b');
    expect(said()).toEqual(['a opened', 'b opened']);
    await days.add({ url: 'https://api.shop.test/', alerting: channels('a', 'b') });
    expect(said()).toHaveLength(2);
    await days.lookUp(day(4.1), ends(7));
    expect(said().slice(2)).toEqual(['a reminder', 'b reminder']);
    await days.lookUp(day(6.5), ends(372));
    expect(said().slice(4)).toEqual(['a resolved', 'b resolved']);
  });

  it('by an edit is told with the next reminder', async () => {
    const { days, id, said } = await joined('a');
    await updateTarget(systemContext(days.ports), { id, alerting: { channelIds: ['c'] } });
    expect(said()).toEqual(['a opened']);
    await days.lookUp(day(4.1), ends(7));
    expect(said().slice(1)).toEqual(['a reminder', 'c opened']);
    await days.add({ url: 'https://api.shop.test/', alerting: channels('c') });
    await days.lookUp(day(6.1), ends(7));
    expect(said().slice(3)).toEqual(['a reminder', 'c reminder']);
  });

  it('is told also when the target that opened it is paused', async () => {
    const { days, site, said } = await joined('b');
    await pauseTarget(systemContext(days.ports), site);
    await days.lookUp(day(7.1), ends(7));
    expect(said().slice(2)).toEqual(['a reminder', 'b reminder']);
  });

  it('is told of nothing that somebody has taken on', async () => {
    const { days, said } = await joined('a');
    days.desk.acknowledge(days.desk.open()[0]?.id ?? '', day(1));
    await days.add({ url: 'https://api.shop.test/', alerting: channels('b') });
    expect(said()).toEqual(['a opened']);
  });
});

it('dates the end of an alert after its beginning, also where the clock was set back meanwhile', async () => {
  const story = new Story();
  story.minute = 60;
  await story.down();
  story.minute = 5;
  await story.end();
  const dated = (wanted: string): number[] =>
    story.desk.deliveries
      .filter(({ event }) => event === wanted)
      .map(({ createdAt }) => createdAt.getTime());
  expect(dated('resolved')).toHaveLength(3);
  expect(Math.min(...dated('resolved'))).toBeGreaterThan(Math.max(...dated('opened')));
  const ends = story.desk.deliveries.filter(({ event }) => event === 'resolved');
  for (const { nextAttemptAt } of ends) expect(nextAttemptAt).toEqual(story.now);
});
