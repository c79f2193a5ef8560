import { DEFAULT_ALERTING } from '@app/domain';
import { DEFAULT_POLICIES } from '@app/domain/alerting';
import { describe, expect, it } from 'vitest';
import { acknowledgeAlert, unacknowledgeAlert } from '../alerts/acknowledge-alert.ts';
import { channel, CHILD, Story } from '../testing/alert-story.ts';

describe('an outage', () => {
  it('is told, reminded of each hour, and its end told once', async () => {
    const story = new Story();
    await story.down();
    expect(story.told()).toEqual(['a opened', 'b opened']);
    await story.until(59);
    expect(story.told()).toEqual([]);
    await story.until(61);
    expect(story.told()).toEqual(['a reminder', 'b reminder']);
    await story.until(121);
    expect(story.told()).toEqual(['a reminder', 'b reminder']);
    await story.end();
    expect(story.told()).toEqual(['a resolved', 'b resolved']);
    await story.until(300);
    expect(story.told()).toEqual([]);
  });

  it('that lasts is one matter: its step is the reminder of that hour, and it ends in one message', async () => {
    const story = new Story();
    await story.down();
    story.told();
    await story.until(58);
    await story.down('still', 'persistent');
    expect(story.told()).toEqual(['a reminder', 'b reminder']);
    await story.until(70);
    expect(story.told()).toEqual([]);
    await story.end('recovered', 'down', 'still');
    expect(story.told()).toEqual(['a resolved', 'b resolved']);
  });

  it('is told as lasting to those who wanted to hear of nothing else', async () => {
    const story = new Story({ alerting: { ...DEFAULT_ALERTING, kinds: ['persistent'] } });
    await story.down();
    await story.until(60);
    expect(story.told()).toEqual([]);
    await story.down('still', 'persistent');
    await story.end('recovered', 'down', 'still');
    expect(story.told()).toEqual([
      'a opened (still)',
      'b opened (still)',
      'a resolved (still)',
      'b resolved (still)',
    ]);
  });

  it('that lasts is no reason to remind those who wanted neither', async () => {
    const reminders = { everyMinutes: 60, growing: false, atMost: 0 };
    const story = new Story({ alerting: { ...DEFAULT_ALERTING, kinds: ['down'], reminders } });
    await story.down();
    story.told();
    await story.until(60);
    await story.down('still', 'persistent');
    expect(story.told()).toEqual([]);
  });

  it('that an older version told of is reminded of, and told as lasting', async () => {
    const story = new Story();
    await story.down();
    story.told();
    const alert = story.desk.alerts.get('down');
    if (!alert) throw new Error('There is no alert.');
    const { followUp: _, dueAt: __, ...before } = alert;
    story.desk.alerts.set('down', before);
    await story.until(60);
    await story.down('still', 'persistent');
    expect(story.told()).toEqual(['a reminder', 'b reminder']);
    await story.until(121);
    expect(story.told()).toEqual(['a reminder', 'b reminder']);
  });

  it('that could be told to nobody is told once there is a channel', async () => {
    const story = new Story();
    story.desk.channels = [];
    await story.down();
    story.desk.channels = [channel('a')];
    await story.desk.ports.alerts.lookAgain(story.now, null);
    await story.until(1);
    expect(story.told()).toEqual(['a opened']);
  });

  it('is told once somebody wants to hear of such', async () => {
    const story = new Story({ alerting: { ...DEFAULT_ALERTING, kinds: [] } });
    await story.down();
    story.target = CHILD;
    await story.desk.ports.alerts.lookAgain(story.now, null);
    await story.until(1);
    expect(story.told()).toEqual(['a opened', 'b opened']);
  });

  it('of a target whose channels are all gone is told to the default channels', async () => {
    const story = new Story({ alerting: { ...DEFAULT_ALERTING, channelIds: ['gone'] } });
    story.desk.rules = {
      ...story.desk.rules,
      policies: {
        ...DEFAULT_POLICIES,
        defaults: { ...DEFAULT_POLICIES.defaults, channelIds: ['b'] },
      },
    };
    await story.down();
    expect(story.told()).toEqual(['b opened']);
  });

  it('ends for whoever was told of it, also where that channel is off by then', async () => {
    const story = new Story();
    await story.down();
    story.told();
    story.desk.channels = [
      channel('a', { enabled: false, fallbackChannelId: 'c' }),
      channel('b'),
      channel('c'),
    ];
    await story.end();
    expect(story.told()).toEqual(['a resolved', 'b resolved', 'c opened', 'c resolved']);
  });

  it('ends for others where every channel that was told is gone, in a silence, too', async () => {
    const story = new Story();
    await story.down();
    story.told();
    story.desk.channels = [channel('c')];
    story.target = {
      ...CHILD,
      alerting: { ...DEFAULT_ALERTING, mutedUntil: story.at(90) },
    };
    await story.end();
    expect(story.told()).toEqual(['a resolved', 'b resolved', 'c opened', 'c resolved']);
  });

  it('that stands again after a pause ends for whoever was told before it', async () => {
    const story = new Story();
    await story.down('leaf', 'certificate');
    await story.end('paused', 'leaf');
    story.told();
    const opens = { type: 'open', kind: 'certificate', alertId: 'again', downAlertId: null };
    const said = { severity: 'warning', cause: { is: 'failed-check' }, since: story.now };
    await story.apply({ ...opens, ...said, resumes: ['leaf'] });
    expect(story.told()).toEqual([]);
    story.desk.channels = [channel('a'), channel('c')];
    await story.end('renewed', 'again');
    expect(story.told()).toEqual([
      'a opened (again)',
      'a resolved (again)',
      'b opened (again)',
      'b resolved (again)',
    ]);
  });

  it('keeps why it ended, whatever came before', async () => {
    const story = new Story();
    await story.down();
    await acknowledgeAlert(story.context, { id: 'down' });
    await story.end('paused');
    expect(story.desk.alerts.get('down')).toMatchObject({
      resolution: 'acknowledged',
      ending: 'paused',
    });
  });
});

describe('a silence', () => {
  const muted = (story: Story, minutes: number) => ({
    ...DEFAULT_ALERTING,
    mutedUntil: story.at(minutes),
  });

  it('that ends during an outage tells it then, and its end later', async () => {
    const story = new Story();
    story.target = { ...CHILD, alerting: muted(story, 30) };
    await story.down();
    await story.until(29);
    expect(story.told()).toEqual([]);
    expect(story.desk.alerts.get('down')?.followUp?.silence?.why).toBe('mute');
    await story.until(30);
    expect(story.told()).toEqual(['a opened', 'b opened']);
    await story.end();
    expect(story.told()).toEqual(['a resolved', 'b resolved']);
  });

  it('that outlives an outage keeps both its ends quiet', async () => {
    const story = new Story();
    story.target = { ...CHILD, alerting: muted(story, 30) };
    await story.down();
    await story.until(10);
    await story.end();
    await story.until(40);
    expect(story.told()).toEqual([]);
  });

  it('that begins during an outage holds reminders back, and never its end', async () => {
    const story = new Story();
    await story.down();
    story.told();
    const window = { id: 'w', name: 'backup', targetIds: [], tags: [], timeZone: 'UTC' };
    const once = { from: story.at(30), to: story.at(90) };
    story.desk.rules = {
      ...story.desk.rules,
      maintenance: [{ ...window, once, weekly: null, createdAt: story.now }],
    };
    await story.until(89);
    expect(story.told()).toEqual([]);
    await story.until(91);
    expect(story.told()).toEqual(['a reminder', 'b reminder']);
    story.desk.rules = {
      ...story.desk.rules,
      maintenance: [
        {
          ...window,
          once: { from: story.at(91), to: story.at(200) },
          weekly: null,
          createdAt: story.now,
        },
      ],
    };
    await story.end();
    expect(story.told()).toEqual(['a resolved', 'b resolved']);
  });

  it('by the calendar ends by it', async () => {
    const story = new Story();
    const weekly = { days: ['TH' as const], from: '13:00', to: '13:30' };
    const window = { id: 'w', name: 'backup', targetIds: [], tags: [], timeZone: 'Europe/Berlin' };
    story.desk.rules = {
      ...story.desk.rules,
      maintenance: [{ ...window, once: null, weekly, createdAt: story.now }],
    };
    await story.down();
    await story.until(29);
    expect(story.told()).toEqual([]);
    await story.until(30);
    expect(story.told()).toEqual(['a opened', 'b opened']);
  });

  it('keeps no expiry threshold from being told when it is over, once', async () => {
    const story = new Story();
    await story.down('leaf', 'certificate');
    expect(story.told()).toEqual(['a opened (leaf)', 'b opened (leaf)']);
    story.target = { ...CHILD, alerting: muted(story, 30) };
    await story.apply({
      ...{ type: 'warn', kind: 'certificate', alertIds: ['leaf'], newAlertId: null },
      ...{ key: 'reminder-leaf-7', severity: 'high', cause: { is: 'failed-check' } },
    });
    await story.until(29);
    expect(story.told()).toEqual([]);
    await story.until(60);
    expect(story.told()).toEqual(['a reminder (leaf)', 'b reminder (leaf)']);
  });
});

describe('an escalation', () => {
  it('tells further channels until somebody takes the alert on, and the end to all of them', async () => {
    const escalation = [
      { afterMinutes: 10, channelIds: ['c'] },
      { afterMinutes: 20, channelIds: ['d'] },
    ];
    const story = new Story({ alerting: { ...DEFAULT_ALERTING, channelIds: ['a'], escalation } });
    story.desk.channels = ['a', 'b', 'c', 'd'].map((id) => channel(id));
    await story.down();
    await story.until(9);
    expect(story.told()).toEqual(['a opened']);
    await story.until(15);
    expect(story.told()).toEqual(['c opened']);
    await acknowledgeAlert(story.context, { id: 'down' });
    await story.until(100);
    expect(story.told()).toEqual([]);
    await story.end();
    expect(story.told()).toEqual(['a resolved', 'c resolved']);
  });
});

describe('an acknowledgement', () => {
  it('says who, and opens again by hand with reminders as before', async () => {
    const story = new Story();
    await story.down();
    story.told();
    await acknowledgeAlert(
      { ...story.context, actor: { kind: 'person', address: '192.0.2.7' } },
      { id: 'down', note: 'on it' },
    );
    await story.until(130);
    expect(story.told()).toEqual([]);
    const opened = await unacknowledgeAlert(story.context, 'down');
    expect(opened).toMatchObject({ state: 'open', acknowledgedAt: null });
    await story.until(131);
    expect(story.told()).toEqual(['a reminder', 'b reminder']);
  });

  it('that ends opens the same alert again and tells that', async () => {
    const story = new Story();
    await story.down();
    story.told();
    await acknowledgeAlert(story.context, { id: 'down', until: story.at(20) });
    expect(story.desk.alerts.get('down')).toMatchObject({ acknowledgedUntil: story.at(20) });
    await story.until(19);
    expect(story.told()).toEqual([]);
    await story.until(21);
    expect(story.desk.open().map(({ id }) => id)).toEqual(['down']);
    expect(story.told()).toEqual(['a reminder', 'b reminder']);
  });

  it('is for the whole outage', async () => {
    const story = new Story();
    await story.down();
    await story.down('still', 'persistent');
    await acknowledgeAlert(story.context, { id: 'still' });
    expect(story.desk.open()).toEqual([]);
    await unacknowledgeAlert(story.context, 'down');
    expect(story.desk.open()).toHaveLength(2);
  });

  it('of an outage that is over says nothing of the next one', async () => {
    const story = new Story();
    await story.down();
    await story.down('still', 'persistent');
    await acknowledgeAlert(story.context, { id: 'still' });
    await story.end('recovered', 'down', 'still');
    await story.until(60);
    await story.down('next');
    await acknowledgeAlert(story.context, { id: 'still' });
    expect(story.desk.open().map(({ id }) => id)).toEqual(['next']);
  });

  it('refuses an end in the past, and to open what is over', async () => {
    const story = new Story();
    await story.down();
    await expect(
      acknowledgeAlert(story.context, { id: 'down', until: story.now }),
    ).rejects.toMatchObject({ code: 'invalid' });
    await story.end();
    await expect(unacknowledgeAlert(story.context, 'down')).rejects.toMatchObject({
      code: 'precondition',
    });
  });
});
