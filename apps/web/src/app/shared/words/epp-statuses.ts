/** EPP status codes of a registration in a few words (RFC 5731, RFC 3915). */
const EXPLAINED: Record<string, string | undefined> = {
  ok: 'nothing special',
  linked: 'other entries of the registry refer to it',
  inactive: 'has no name servers',
  addPeriod: 'registered a few days ago',
  autoRenewPeriod: 'renewed by the registry by itself; the registrar may still let it go',
  renewPeriod: 'renewed a few days ago',
  transferPeriod: 'moved to another registrar a few days ago',
  pendingCreate: 'being registered',
  pendingDelete: 'about to be deleted for good',
  pendingRenew: 'being renewed',
  pendingRestore: 'being got back after it was deleted',
  pendingTransfer: 'being moved to another registrar',
  pendingUpdate: 'being changed',
  redemptionPeriod: 'deleted, but recoverable',
  clientHold: 'taken out of the DNS by the registrar',
  serverHold: 'taken out of the DNS by the registry',
  clientDeleteProhibited: 'locked against deletion',
  serverDeleteProhibited: 'locked against deletion by the registry',
  clientRenewProhibited: 'must not be renewed, says the registrar',
  serverRenewProhibited: 'must not be renewed, says the registry',
  clientTransferProhibited: 'locked against transfer',
  serverTransferProhibited: 'locked against transfer by the registry',
  clientUpdateProhibited: 'locked against changes',
  serverUpdateProhibited: 'locked against changes by the registry',
};

/** Codes with which a site stops working, or soon will. */
const GRAVE = new Set([
  'clientHold',
  'serverHold',
  'redemptionPeriod',
  'pendingDelete',
  'pendingRestore',
  'inactive',
]);

/** What a status code means; null for a registry's own word. */
export const explainStatus = (code: string): string | null => EXPLAINED[code] ?? null;

export const isGraveStatus = (code: string): boolean => GRAVE.has(code);
