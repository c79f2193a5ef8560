import type { Report, ReportSending } from '@app/domain/reports';

/** Words for reports that are made for somebody. */
export const reportWords = {
  title: 'Reports',
  hint: 'Availability of a month or a week for a client: what was promised, what was kept, and every outage. To be printed, or sent by e-mail.',
  add: 'Add report…',
  addTitle: 'Add a report',
  editTitle: (name: string): string => `Edit ${name}`,
  none: 'There is no report yet.',
  menuOf: (name: string): string => `Actions for ${name}`,
  open: 'Open',
  openOf: (name: string): string => `Open ${name} in a new tab`,
  edit: 'Edit…',
  send: 'Send now',
  sendRest: 'Send to those who did not get it',
  remove: 'Remove…',
  removeVerb: 'Remove',
  save: 'Save',
  name: 'Title',
  targets: 'Targets',
  tag: 'Tag',
  tagHint: 'All targets that carry it.',
  oneTag: 'Choose one tag.',
  every: 'Of each',
  periods: { month: 'Month', week: 'Week, Monday to Sunday' } satisfies Record<
    Report['every'],
    string
  >,
  slaTarget: 'Promised availability',
  slaHint: 'In percent, such as 99.9. Leave it empty where nothing was promised.',
  notPercent: 'Write a number above 0 and up to 100.',
  footer: 'Footer',
  footerHint: 'Optional. Who made it, and how to reach you.',
  to: 'Sent to',
  toHint: 'Optional. E-mail addresses, separated by commas; each gets it on the next morning.',
  nobody: 'Sent to nobody',
  sentTo: (addresses: readonly string[], moment: string): string =>
    `Sent to ${addresses.join(', ')}, next ${moment}`,
  about: (tag: string | null, targets: number): string =>
    [
      ...(tag === null ? [] : [`targets tagged ${tag}`]),
      ...(targets === 0 ? [] : [targets === 1 ? '1 target' : `${String(targets)} targets`]),
    ].join(' and '),
  promised: (percent: string): string => `${percent} promised`,
  last: ({ state, firstDay, lastDay, failures }: ReportSending): string => {
    const range = `${firstDay} to ${lastDay}`;
    if (state === 'sent') return `${range} was sent.`;
    const why = failures.map(({ to, detail }) => `${to}: ${detail}`).join(' ');
    if (state === 'failed') return `${range} did not reach everybody. ${why}`;
    return why ? `${range} is tried again. ${why}` : `${range} is being sent.`;
  },
  removeTitle: (name: string): string => `Remove ${name}?`,
  removeText: 'It is not made and not sent any more.',
  removed: (name: string): string => `${name} removed`,
  saved: (name: string): string => `${name} saved`,
  /** Who gets it: those who already have it are not among them. */
  sending: ({ name, to, last }: Pick<Report, 'name' | 'to' | 'last'>): string => {
    const waiting = last?.waiting ?? [];
    return waiting.length === 0 || waiting.length >= to.length
      ? `${name} is being sent`
      : `${name} is being sent to ${waiting.join(', ')}: the others have it`;
  },
};
