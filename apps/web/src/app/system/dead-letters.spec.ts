import type { DeadLetter } from '@app/domain';
import { describe, expect, it, vi } from 'vitest';
import { breaches } from '../../testing/axe';
import { eventually } from '../../testing/eventually';
import { fakeApi, refusal } from '../../testing/fake-api';
import { openPage } from '../../testing/open-page';
import { idOf, minutesAgo } from '../../testing/samples';

const letter = (change: Partial<DeadLetter> = {}): DeadLetter => ({
  id: '0192f0c4-7d3c-7a01-8000-000000000001',
  queue: 'checks.urgent',
  payload: { targetId: idOf(7) },
  reason: 'no primary (E_MONGO)',
  failedAt: minutesAgo(6),
  tries: 6,
  ...change,
});

const healthy = { status: 'ok' as const, components: [] };

describe('dead letters on the system page', () => {
  it('say what they were about and why they failed', async () => {
    const delivery = letter({
      id: '0192f0c4-7d3c-7a01-8000-000000000002',
      queue: 'deliveries.send',
      payload: { deliveryId: idOf(8) },
    });
    const page = await openPage(
      '/system',
      fakeApi({
        system: {
          health: () => healthy,
          deadLetters: () => ({ items: [letter(), delivery], nextCursor: null }),
        },
      }),
    );
    expect(page.text()).toContain('Urgent check');
    expect(page.text()).toContain('no primary (E_MONGO)');
    expect(page.text()).toMatch(/6.min ago, 6 tries/);
    expect(page.text()).toContain(`deliveryId ${idOf(8)}`);
    const link = page.element.querySelector('app-dead-letter-list a');
    expect(link?.getAttribute('href')).toBe(`/targets/${idOf(7)}`);
    expect(await breaches(page.element)).toEqual([]);
  });

  it('are driven again', async () => {
    let items = [letter()];
    const redriveDeadLetter = vi.fn(({ id }: { id: string }) => {
      items = [];
      return letter({ id });
    });
    const page = await openPage(
      '/system',
      fakeApi({
        system: {
          health: () => healthy,
          deadLetters: () => ({ items, nextCursor: null }),
          redriveDeadLetter,
        },
      }),
    );
    page.element.querySelector<HTMLElement>('app-dead-letter-list button')?.click();
    await eventually(() => {
      expect(page.text()).not.toContain('Jobs that failed for good');
    });
    expect(redriveDeadLetter).toHaveBeenCalledWith({ id: letter().id });
    expect(document.body.textContent).toContain('The job is queued again');
  });

  it('say why one could not be driven again', async () => {
    const page = await openPage(
      '/system',
      fakeApi({
        system: {
          health: () => healthy,
          deadLetters: () => ({ items: [letter()], nextCursor: null }),
          redriveDeadLetter: () => {
            throw refusal({ code: 'NOT_FOUND', message: 'There is no dead letter with this id.' });
          },
        },
      }),
    );
    page.element.querySelector<HTMLElement>('app-dead-letter-list button')?.click();
    await eventually(() => {
      expect(document.body.textContent).toContain('There is no dead letter with this id.');
    });
  });
});
