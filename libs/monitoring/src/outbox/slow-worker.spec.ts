import { describe, expect, it } from 'vitest';
import { followUpAlert } from './follow-up-alert.ts';
import { Story } from '../testing/alert-story.ts';

/** A worker that stood still carries out an entry which others have carried out long ago, with all that came after it. */
describe('a worker that comes late with an entry', () => {
  it('opens no alert of an outage that is over, where its alert was part of another one', async () => {
    const story = new Story();
    for (const outage of ['1', '2']) {
      await story.down(outage);
      await story.until(story.minute + 5);
      await story.end('recovered', outage);
      await story.until(story.minute + 5);
    }
    await story.down('3');
    await story.end('paused', '3');
    story.told();
    await story.down('3');
    expect(story.desk.open()).toEqual([]);
    expect(story.told()).toEqual([]);
  });

  it('opens no alert of an outage that is over, where that was never opened', async () => {
    const story = new Story();
    await story.end('recovered', 'missed');
    await story.down('missed');
    expect(story.desk.open()).toEqual([]);
    expect(story.told()).toEqual([]);
  });

  it('opens no second alert of an expiry that is over', async () => {
    const story = new Story();
    const said = {
      ...{ kind: 'certificate', severity: 'high', cause: { is: 'failed-check' } },
      at: story.now,
    };
    const open = { ...said, type: 'open', alertId: 'first', downAlertId: null, since: story.now };
    const warn = {
      ...{ ...said, type: 'warn', alertIds: ['first'] },
      ...{ newAlertId: 'second', key: 'leaf-7' },
    };
    await story.apply(open);
    await story.apply(warn);
    await story.end('renewed', 'first', 'second');
    story.told();
    await story.apply(warn);
    expect(story.desk.open()).toEqual([]);
    expect(story.told()).toEqual([]);
  });

  it('ends an alert that somebody opens while it looks for it', async () => {
    const story = new Story();
    story.times = 1;
    const { preclude } = story.desk.ports.alerts;
    story.desk.ports.alerts.preclude = async (id, at) => {
      await story.down(id);
      return await preclude(id, at);
    };
    await story.end('recovered', 'down');
    expect(story.desk.alerts.get('down')).toMatchObject({ ending: 'recovered' });
  });

  describe('of a site that goes up and down', () => {
    /** Two outages, ids 1 and 2, five minutes apart: the second alert stands for all that follow. */
    async function flapping(): Promise<Story> {
      const story = new Story();
      for (const outage of ['1', '2']) {
        await story.down(outage);
        await story.until(story.minute + 5);
        await story.end('recovered', outage);
        await story.until(story.minute + 5);
      }
      story.told();
      return story;
    }

    it('ends nothing where it went down once more meanwhile', async () => {
      const story = await flapping();
      await story.until(44);
      story.minute++;
      const seen = await story.desk.ports.alerts.due(story.now, 100);
      expect(seen).toMatchObject([{ id: '2', flapping: { isUp: true } }]);
      await story.down('3');
      for (const alert of seen) await followUpAlert(story.desk.ports, alert);
      expect(story.desk.open()).toMatchObject([{ id: '2', flapping: { isUp: false } }]);
      expect(story.told()).toEqual([]);
      await story.end('recovered', '3');
      await story.until(story.minute + 31);
      expect(story.told()).toEqual(['a resolved (2)', 'b resolved (2)']);
    });

    it.each(['1', 'missed'])('does not have it go down by outage %s, which is over', async (id) => {
      const story = await flapping();
      await story.end('recovered', id);
      await story.down(id);
      expect(story.desk.open()).toMatchObject([{ id: '2', flapping: { changes: 2, isUp: true } }]);
      await story.until(story.minute + 31);
      expect(story.desk.open()).toEqual([]);
      expect(story.told()).toEqual(['a resolved (2)', 'b resolved (2)']);
    });

    it('does not end with an earlier outage one that stays down', async () => {
      const story = await flapping();
      await story.down('3');
      await story.until(story.minute + 31);
      expect(story.desk.alerts.get('2')).not.toHaveProperty('flapping');
      await story.end('recovered', '2');
      expect(story.desk.open()).toMatchObject([{ id: '2', endedAt: null }]);
      await story.end('recovered', '3');
      expect(story.desk.open()).toEqual([]);
    });
  });
});
