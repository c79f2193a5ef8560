/* Who changed what: the audit log and its chain. */
export {
  AuditChainCheck,
  type AuditFault,
  type AuditHead,
  type AuditReport,
  linkAfter,
} from './chain.ts';
export { auditChanges, type AuditSnapshot, auditSnapshot } from './changes.ts';
export {
  AUDIT_PRUNED,
  type AuditCall,
  AuditEntry,
  type AuditFacts,
  type AuditLink,
  AuditPage,
  AuditSubjectKind,
  ListAudit,
  toAuditEntry,
} from './entry.ts';
export { auditedId, auditFigures, type AuditRule, auditSubject, isRehearsal } from './rule.ts';
export { auditOutcomeOf } from './settle.ts';
