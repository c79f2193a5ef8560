/** Where the form shows what the contract calls `config.to.0`: it has no group `config`. */
export const formPath = (path: string): string => path.replace(/^config\./, '');
