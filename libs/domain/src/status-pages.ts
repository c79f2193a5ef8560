/* Pages that anybody may see. */
export {
  changedStatusPage,
  newStatusPage,
  notedOutage,
  toStatusPage,
} from './status-page/change.ts';
export {
  type MaintenanceFacts,
  type PageFacts,
  type PublicMaintenance,
  type PublicOutage,
  type PublicStatus,
  publicStatus,
  type PublicTarget,
  SHOWN_DAYS,
  type StatusFacts,
} from './status-page/public-status.ts';
export {
  CreateStatusPage,
  NotableOutage,
  NotableOutages,
  NoteOutage,
  type OutageNote,
  StatusPage,
  StatusPageList,
  type StatusPageRecord,
  UpdateStatusPage,
} from './status-page/schema.ts';
export { stateCounts, worstState } from './status-page/state-counts.ts';
export { logoOrigin, MAX_LOGO_BYTES } from './common/logo.ts';
export { publicNameOf, publicWords } from './text/public-status.ts';
