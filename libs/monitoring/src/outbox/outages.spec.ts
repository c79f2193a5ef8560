import { DEFAULT_ALERTING, type TargetRecord } from '@app/domain';
import { targetRecord } from '@app/domain/testing';
import { describe, expect, it } from 'vitest';
import { acknowledgeAlert } from '../alerts/acknowledge-alert.ts';
import { channel, CHILD, Story } from '../testing/alert-story.ts';

describe('a site that goes up and down', () => {
  /** Down and up in turn, five minutes apart; ids of outages are 1, 2, 3 ... */
  async function flapping(outages: number): Promise<{ story: Story; told: string[] }> {
    const story = new Story();
    const told: string[] = [];
    for (let n = 1; n <= outages; n++) {
      await story.down(String(n));
      told.push(...story.told());
      await story.until(story.minute + 5);
      await story.end('recovered', String(n));
      told.push(...story.told());
      await story.until(story.minute + 5);
      told.push(...story.told());
    }
    return { story, told: told.filter((line) => line.startsWith('a ')) };
  }

  it('makes three messages of eight changes, and a summary once it is steady', async () => {
    const { story, told } = await flapping(4);
    expect(told).toEqual(['a opened (1)', 'a resolved (1)', 'a opened (2)']);
    expect(story.desk.open()).toMatchObject([{ id: '2', flapping: { changes: 6, isUp: true } }]);
    await story.until(story.minute + 30);
    expect(story.told()).toEqual(['a resolved (2)', 'b resolved (2)']);
    expect(story.desk.open()).toEqual([]);
    expect(story.desk.alerts.get('2')).toMatchObject({
      ending: 'recovered',
      endedAt: story.at(35),
    });
  });

  it('that stays down is told once, and reminded of, and ends, as any other', async () => {
    const { story } = await flapping(3);
    await story.down('4');
    const since = story.now;
    await story.until(story.minute + 29);
    expect(story.told()).toEqual([]);
    await story.until(story.minute + 2);
    expect(story.told()).toEqual(['a reminder (2)', 'b reminder (2)']);
    expect(story.desk.alerts.get('2')).toMatchObject({ since });
    await story.end('recovered', '4');
    expect(story.told()).toEqual(['a resolved (2)', 'b resolved (2)']);
  });

  it('that is paused or removed is told at once', async () => {
    const { story } = await flapping(2);
    await story.down('3');
    await story.end('paused', '3');
    expect(story.told()).toEqual(['a resolved (2)', 'b resolved (2)']);
    expect(story.desk.alerts.get('2')).toMatchObject({ ending: 'paused' });
  });

  it.each(['paused', 'deleted'])('that is up as it is %s is told at once', async (resolution) => {
    const { story } = await flapping(2);
    await story.apply({ type: 'end', alertIds: [], resolution, isLeft: true });
    expect(story.told()).toEqual(['a resolved (2)', 'b resolved (2)']);
    const ended = { ending: resolution, endedAt: story.now };
    expect(story.desk.alerts.get('2')).toMatchObject(ended);
    await story.until(story.minute + 40);
    expect(story.told()).toEqual([]);
  });

  it('stays with whoever took it on', async () => {
    const { story } = await flapping(2);
    await acknowledgeAlert(story.context, { id: '2' });
    await story.down('3');
    await story.end('recovered', '3');
    await story.until(story.minute + 5);
    expect(story.told()).toEqual([]);
    expect(story.desk.open()).toEqual([]);
    await story.until(story.minute + 30);
    expect(story.told()).toEqual(['a resolved (2)', 'b resolved (2)']);
  });

  /** The clock strikes as the next change of it is written. */
  const settledMeanwhile = (story: Story, minute: number): void => {
    story.times = 1;
    const { flap } = story.desk.ports.alerts;
    story.desk.ports.alerts.flap = async (...change) => {
      story.desk.ports.alerts.flap = flap;
      await story.until(minute);
      return await flap(...change);
    };
  };

  it('is told of an outage that begins as it counts as up', async () => {
    const { story } = await flapping(2);
    await story.until(story.minute + 24);
    story.told();
    settledMeanwhile(story, story.minute + 2);
    await story.down('3');
    expect(story.desk.open().map(({ id }) => id)).toEqual(['3']);
    expect(story.told()).toContain('a opened (3)');
  });

  it('is told of an end that comes as it counts as down', async () => {
    const { story } = await flapping(2);
    await story.down('3');
    await story.until(story.minute + 29);
    settledMeanwhile(story, story.minute + 1);
    await story.end('recovered', '3');
    expect(story.desk.open()).toEqual([]);
    expect(story.told()).toContain('a resolved (2)');
  });

  it('is told as down while it is, where a mute is over before', async () => {
    const story = new Story();
    story.target = { ...CHILD, alerting: { ...DEFAULT_ALERTING, mutedUntil: story.at(20) } };
    await story.down('1');
    await story.end('recovered', '1');
    await story.down('2');
    await story.until(10);
    await story.end('recovered', '2');
    await story.until(25);
    expect(story.told()).toEqual([]);
    await story.down('3');
    await story.until(26);
    expect(story.told()).toEqual(['a opened (2)', 'b opened (2)']);
  });

  it('is passed on to further channels while it is down', async () => {
    const escalation = [{ afterMinutes: 10, channelIds: ['b'] }];
    const story = new Story({ alerting: { ...DEFAULT_ALERTING, channelIds: ['a'], escalation } });
    await story.down('1');
    await story.end('recovered', '1');
    await story.down('2');
    await story.until(5);
    await story.end('recovered', '2');
    story.told();
    await story.until(15);
    expect(story.told()).toEqual([]);
    await story.down('3');
    await story.until(16);
    expect(story.told()).toEqual(['b opened (2)']);
  });

  it('is let go of by the clock while it is down', async () => {
    const story = new Story();
    await story.down('1');
    await story.end('recovered', '1');
    await story.down('2');
    await acknowledgeAlert(story.context, { id: '2', until: story.at(10) });
    await story.until(5);
    await story.end('recovered', '2');
    story.told();
    await story.until(15);
    expect(story.told()).toEqual([]);
    await story.down('3');
    await story.until(16);
    expect(story.told()).toEqual(['a reminder (2)', 'b reminder (2)']);
  });

  it('does not flap where half an hour lies between', async () => {
    const story = new Story();
    await story.down('1');
    await story.end('recovered', '1');
    await story.until(30);
    await story.down('2');
    expect(story.desk.alerts.get('2')).not.toHaveProperty('flapping');
  });
});

describe('a target that depends on another one', () => {
  const up = (story: Story, over: Partial<TargetRecord['state']> = {}): TargetRecord => ({
    ...targetRecord({ id: 'router', name: 'Router' }),
    state: {
      ...targetRecord().state,
      status: 'up',
      statusSince: story.at(-100),
      lastConclusiveSlot: story.at(1),
      ...over,
    },
  });
  const dependent = (): Story => new Story({ parentId: 'router' });
  const outage = (story: Story) => ({
    since: story.now,
    alertId: 'parent',
    openedAt: story.now,
    persistentStep: -1,
    persistentAlertId: null,
  });

  it('is told while its parent is well', async () => {
    const story = dependent();
    story.parent = up(story);
    await story.down();
    expect(story.told()).toEqual(['a opened', 'b opened']);
  });

  it('is held back while that one is down, named there, and told if it outlives it', async () => {
    const story = dependent();
    story.parent = up(story, { status: 'down', outage: outage(story) });
    await story.apply(
      {
        type: 'open',
        kind: 'down',
        alertId: 'parent',
        downAlertId: null,
        severity: 'critical',
        cause: { is: 'failed-check' },
        since: story.now,
      },
      story.parent,
    );
    story.told();
    await story.apply({
      ...{ type: 'open', kind: 'slow', alertId: 'child', downAlertId: null },
      ...{ severity: 'critical', cause: { is: 'failed-check' }, since: story.now },
    });
    await story.until(20);
    expect(story.told()).toEqual([]);
    expect(story.desk.alerts.get('parent')?.behind).toEqual([{ id: 'shop', name: 'Shop' }]);
    story.parent = up(story, { statusSince: story.now, lastConclusiveSlot: story.now });
    await story.until(21);
    expect(story.told()).toEqual([]);
    await story.until(23);
    expect(story.told()).toEqual(['a opened (child)', 'b opened (child)']);
  });

  it('is named there also where it failed first', async () => {
    const story = dependent();
    story.parent = up(story, { failures: 1 });
    await story.down();
    story.parent = up(story, { status: 'down', outage: outage(story) });
    const open = { type: 'open', kind: 'down', alertId: 'parent', downAlertId: null };
    await story.apply(
      { ...open, severity: 'critical', cause: { is: 'failed-check' }, since: story.now },
      story.parent,
    );
    await story.until(1);
    expect(story.desk.alerts.get('parent')?.behind).toEqual([{ id: 'shop', name: 'Shop' }]);
  });

  it('is told when no verdict on its parent comes', async () => {
    const story = dependent();
    story.parent = up(story, { failures: 1 });
    await story.down();
    expect(story.told()).toEqual([]);
    await story.until(2);
    expect(story.told()).toEqual(['a opened', 'b opened']);
  });

  it('is told where its parent is paused or gone', async () => {
    const story = dependent();
    await story.down();
    expect(story.told()).toEqual(['a opened', 'b opened']);
  });
});

describe('quiet hours of a channel', () => {
  const night = { from: '12:00', to: '18:00', timeZone: 'UTC', holdDown: false };
  const dueOf = (story: Story, of?: string): string[] =>
    story.desk.deliveries.flatMap(({ channelId, event, nextAttemptAt }) =>
      channelId === null || channelId !== (of ?? channelId)
        ? []
        : [`${event} ${nextAttemptAt?.toISOString().slice(11, 16) ?? ''}`],
    );

  it('hold back reminders, and not that something is down nor its end', async () => {
    const story = new Story();
    story.desk.channels = [channel('a', { quietHours: night })];
    await story.down();
    story.told();
    await story.until(61);
    await story.end();
    expect(dueOf(story)).toEqual(['opened 12:00', 'reminder 18:00', 'resolved 13:01']);
  });

  it('let an expiry that becomes critical through, and what was held back before with it', async () => {
    const story = new Story();
    story.desk.channels = [channel('a', { quietHours: night }), channel('b')];
    const cause = { is: 'failed-check' };
    const step = { type: 'warn', alertIds: ['cert'], newAlertId: null, kind: 'certificate', cause };
    const opens = { type: 'open', kind: 'certificate', alertId: 'cert', downAlertId: null, cause };
    await story.apply({ ...opens, severity: 'warning', since: story.now });
    await story.until(60);
    await story.apply({ ...step, severity: 'high', key: 'reminder-high' });
    expect(dueOf(story, 'a')).toEqual(['opened 18:00', 'reminder 18:00']);
    await story.until(120);
    await story.apply({ ...step, severity: 'critical', key: 'reminder-critical' });
    const dues = ['opened 14:00', 'reminder 14:00', 'reminder 14:00'];
    expect(dueOf(story, 'a')).toEqual(dues);
  });

  it('let news of what was critical from the start through, and no reminder that it lasts', async () => {
    const story = new Story();
    story.desk.channels = [channel('a', { quietHours: night })];
    const cause = { is: 'failed-check' };
    const step = { type: 'warn', alertIds: ['cert'], newAlertId: null, kind: 'certificate', cause };
    const opens = { type: 'open', kind: 'certificate', alertId: 'cert', downAlertId: null, cause };
    await story.apply({ ...opens, severity: 'critical', since: story.now });
    await story.until(60);
    await story.apply({ ...step, severity: 'critical', key: 'reminder-leaf-expired' });
    expect(dueOf(story)).toEqual(['opened 12:00', 'reminder 13:00']);
  });

  it('hold back all of it where that was asked for', async () => {
    const story = new Story();
    story.desk.channels = [channel('a', { quietHours: { ...night, holdDown: true } })];
    await story.down();
    await story.end();
    expect(dueOf(story)).toEqual(['opened 18:00', 'resolved 18:00']);
  });
});
