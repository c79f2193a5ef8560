/** Words of the settings of the whole installation. */
export const settingsWords = {
  title: 'Settings',
  sections: 'Sections of the settings',
  alerting: 'Alerting',
  mutes: 'Mutes',
  maintenance: 'Maintenance',
  statusPages: 'Status pages',
};
