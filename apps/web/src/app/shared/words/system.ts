import type { ComponentStatus } from '@app/domain';

const statuses: Record<ComponentStatus, string> = {
  ok: 'Ok',
  degraded: 'Degraded',
  failing: 'Failing',
};

const sentence: Record<ComponentStatus, string> = {
  ok: 'Everything works',
  degraded: 'Something needs attention',
  failing: 'Something does not work',
};

/** Words of the system page. */
export const systemWords = { title: 'System', statuses, sentence };
