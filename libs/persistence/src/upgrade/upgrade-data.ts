import { VISIBLE } from '../alerts/insert.ts';
import type { Models } from '../models.ts';
import { certificateEndFields, subjectFields, uptimeFields } from './derived-fields.ts';
import { fill, type Missing } from './fill.ts';

/** Alerts without a subject. */
const SUBJECT: Missing = {
  where: { subject: null, state: VISIBLE },
  from: ['targetId'],
  fieldsOf: subjectFields,
};

/** Outages of the time before the clock asked anything of alerts: people are reminded of them, too. */
const NOT_FOLLOWED = {
  state: 'open',
  kind: 'down',
  followUp: null,
  dueAt: null,
} as const;

/** Targets whose certificate is watched and was read, but has no end as a field. */
const CERTIFICATE_END: Missing = {
  where: {
    certificateEnd: null,
    'certificate.dueAt': { $ne: null },
    'certificate.reading': { $ne: null },
  },
  from: ['certificate'],
  fieldsOf: certificateEndFields,
};

/** Targets that the list cannot sort by uptime. */
const UPTIME_KEY: Missing = {
  where: { uptimeKey: null },
  from: ['hour', 'hours'],
  fieldsOf: uptimeFields,
};

/**
 * Gives documents of the version before the fields that they lack. May be broken off and repeated; where nothing
 * is to do, the indexes of these fields tell so at once.
 */
export async function upgradeData({
  alerts,
  targets,
}: Pick<Models, 'alerts' | 'targets'>): Promise<void> {
  await fill(alerts.collection, SUBJECT);
  await alerts.collection.updateMany(NOT_FOLLOWED, { $set: { dueAt: new Date(0) } });
  await fill(targets.collection, CERTIFICATE_END);
  await fill(targets.collection, UPTIME_KEY);
}
