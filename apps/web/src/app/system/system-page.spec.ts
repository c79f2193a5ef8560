import { describe, expect, it } from 'vitest';
import { breaches } from '../../testing/axe';
import { fakeApi, silence } from '../../testing/fake-api';
import { openPage } from '../../testing/open-page';

describe('the system page', () => {
  it('says in words how each part does', async () => {
    const page = await openPage(
      '/system',
      fakeApi({
        system: {
          health: () => ({
            status: 'degraded',
            components: [
              { name: 'postgres', status: 'ok', detail: 'Answers in 1 ms.' },
              { name: 'Workers', status: 'degraded', detail: 'None has been heard of for 75 s.' },
            ],
          }),
        },
      }),
    );
    expect(page.element.querySelector('h1')?.textContent.trim()).toBe('Something needs attention');
    expect(page.text()).toContain('Queue');
    expect(page.text()).toContain('None has been heard of for 75 s.');
    expect(await breaches(page.element)).toEqual([]);
  });

  it('says that the server does not answer', async () => {
    const page = await openPage(
      '/system',
      fakeApi({
        system: {
          health: () => {
            throw silence();
          },
        },
      }),
    );
    expect(page.text()).toContain('The server does not answer');
  });
});
