import type { Connection } from 'mongoose';
import { alertModel } from './alerts/model.ts';
import { apiNodeModel } from './api-nodes/model.ts';
import { auditCallModel, auditModel } from './audit/model.ts';
import { channelModel } from './channels/model.ts';
import { dailyModel } from './daily/model.ts';
import { deliveryModel } from './deliveries/model.ts';
import { housekeepingModel } from './housekeeping/model.ts';
import { inboxModel } from './inbox/model.ts';
import { laneModel } from './lanes/model.ts';
import { rdapListModel } from './rdap-list/model.ts';
import { callWindowModel, floodModel } from './limits/model.ts';
import { registrationModel } from './registrations/model.ts';
import { reportModel } from './reports/model.ts';
import { evidenceModel, historyModel, resultModel } from './results/model.ts';
import { secretKeysModel } from './secrets/model.ts';
import { settingsModel } from './settings/model.ts';
import { statusPageModel } from './status-pages/model.ts';
import { storedFormatModel } from './stored-format/model.ts';
import { targetModel } from './targets/model.ts';
import { rateLimitModel } from './rate-limits/model.ts';
import { upkeepModel } from './upkeep/model.ts';
import { workerModel } from './workers/model.ts';

/**
 * The collections of a connection; the same ones each time.
 *
 * @param watchKinds see `targetModel`
 */
export const modelsOf = (connection: Connection, watchKinds?: readonly string[]) => ({
  targets: targetModel(connection, watchKinds),
  history: historyModel(connection),
  evidence: evidenceModel(connection),
  results: resultModel(connection),
  daily: dailyModel(connection),
  alerts: alertModel(connection),
  audit: auditModel(connection),
  auditCalls: auditCallModel(connection),
  deliveries: deliveryModel(connection),
  channels: channelModel(connection),
  inbox: inboxModel(connection),
  lanes: laneModel(connection),
  registrations: registrationModel(connection),
  turns: rateLimitModel(connection),
  callWindows: callWindowModel(connection),
  floods: floodModel(connection),
  rdapList: rdapListModel(connection),
  secretKeys: secretKeysModel(connection),
  settings: settingsModel(connection),
  statusPages: statusPageModel(connection),
  reports: reportModel(connection),
  workers: workerModel(connection),
  housekeeping: housekeepingModel(connection),
  upkeep: upkeepModel(connection),
  storedFormat: storedFormatModel(connection),
  apiNodes: apiNodeModel(connection),
});

export type Models = ReturnType<typeof modelsOf>;
