import type { Theme } from '../util/theme';

const themes: Record<Theme, string> = { system: 'Like the system', light: 'Light', dark: 'Dark' };

/** Words of the settings of the whole installation. */
export const settingsWords = {
  title: 'Settings',
  sections: 'Sections of the settings',
  alerting: 'Alerting',
  mutes: 'Mutes',
  maintenance: 'Maintenance',
  statusPages: 'Status pages',
  reports: 'Reports',
  records: 'Records',
  recordsHint:
    'Statistics count days in this time zone. What is older than so many days is deleted; the totals of each day are kept for ever.',
  timeZone: 'Time zone of statistics',
  timeZoneHint: 'A name of the IANA database, such as Europe/Berlin',
  checkDays: 'Single checks',
  evidenceDays: 'Evidence of failed checks',
  alertDays: 'Alerts, messages and the inbox',
  auditDays: 'Audit log',
  days: 'days',
  archive: 'Write checks to the archive before they are deleted',
  save: 'Save',
  saving: 'Saving',
  saved: 'Settings saved',
  undo: 'Undo changes',
  transfer: 'Import and export',
  transferHint:
    'Tables for spreadsheets and other tools. A whole installation moves with npm run data:export and data:import.',
  importList: 'Import a list of targets',
  tables: {
    alerts: 'Alerts (CSV)',
    expiring: 'Certificates and domains (CSV)',
    audit: 'Audit log (CSV)',
  },
  appearance: 'Appearance',
  appearanceHint: 'For this browser only.',
  theme: 'Theme',
  themes,
};
