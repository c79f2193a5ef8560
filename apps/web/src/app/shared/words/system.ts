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

/** What people call the parts that the server names. */
const parts: Record<string, string | undefined> = {
  mongodb: 'Document store',
  postgres: 'Queue',
  worker: 'Workers',
  deliveries: 'Messages',
  egress: 'Outgoing requests',
};

/** Words of the system page. */
export const systemWords = {
  title: 'System',
  statuses,
  sentence,
  registries: 'Registries of domains',
  rdapList: 'List of RDAP services:',
  part: (name: string): string => parts[name] ?? name,
};
