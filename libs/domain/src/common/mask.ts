/** Stands for a secret that is set; whoever sends it back keeps the secret. */
export const MASK = '••••';
