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
  redis: 'Shared memory',
  reconciler: 'Recovery',
  worker: 'Workers',
  deliveries: 'Messages',
  api: 'Web servers',
  queues: 'Waiting jobs',
  load: 'Load',
  network: 'Network',
  clocks: 'Clocks',
  memory: 'Memory',
  disk: 'Disk',
  errors: 'Errors',
  secrets: 'Secrets',
  'secrets-of-workers': 'Secrets of workers',
  upkeep: 'Upkeep',
  limits: 'Limits',
  reports: 'Reports',
  mode: 'Mode',
  egress: 'Outgoing requests',
  backups: 'Backups',
};

/** Words of the system page. */
export const systemWords = {
  title: 'System',
  statuses,
  sentence,
  blind: 'Blindness alert',
  blindHint:
    'A problem of the monitor itself, such as a lost network, says nothing about your sites, so they are not reported as down. You get an alert once this share and at least this number of targets could not be checked for this long.',
  blindShare: 'Share of the targets',
  blindAtLeast: 'At least this many targets',
  blindAfter: 'Not checked for',
  blindSaved: 'Saved',
  save: 'Save',
  registries: 'Domain registries',
  rdapList: 'List of RDAP services:',
  part: (name: string): string => parts[name] ?? name,
};
