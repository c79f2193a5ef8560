import type { MutedBy } from '@app/domain/alerting';

const scopes: Record<MutedBy['scope'] | 'window', string> = {
  target: '',
  tag: 'One of its tags is muted.',
  everything: 'Everything is muted.',
  window: '',
};

/** Words of silences where they are only shown: the first page has these, and no more. */
export const shownSilenceWords = {
  icons: { mute: 'muted', maintenance: 'maintenance' } as const,
  inShort: {
    mute: (moment: string): string => `Muted until ${moment}`,
    maintenance: (moment: string): string => `Maintenance until ${moment}`,
  },
  /** Where a silence comes from, and what a person has written about it. */
  more: (scope: MutedBy['scope'] | 'window', note: string | null): string =>
    [scopes[scope], note ?? ''].filter((text) => text !== '').join(' '),
  everythingMuted: (moment: string): string => `Everything is muted until ${moment}`,
  someMuted: (count: number): string =>
    count === 1 ? '1 mute is on' : `${String(count)} mutes are on`,
  maintenanceNamed: (name: string, moment: string): string =>
    `${name}: maintenance until ${moment}`,
  someMaintenance: (count: number): string => `${String(count)} windows of maintenance are on`,
  /** Why nobody is told of an alert. */
  silenced: {
    mute: (moment: string): string => `Muted until ${moment}`,
    maintenance: (moment: string): string => `Maintenance until ${moment}`,
    parent: (): string => 'Not told: what it depends on is down',
  },
};
