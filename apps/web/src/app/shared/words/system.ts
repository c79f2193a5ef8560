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
  blind: 'When the monitor cannot see',
  blindHint:
    'A fault of the monitor itself, such as a lost network, says nothing about your sites: they are not called down. You are told of it when, at the same time, this part of the targets and this many of them have not been seen for so long.',
  blindShare: 'Part of the targets',
  blindAtLeast: 'Targets, at least',
  blindAfter: 'Not seen for',
  blindSaved: 'It is saved',
  save: 'Save',
  registries: 'Registries of domains',
  rdapList: 'List of RDAP services:',
  part: (name: string): string => parts[name] ?? name,
};
