/** Where the form shows what the contract calls `config.to.0` or `config.url`: there is no group `config`. */
export const formPath = (keys: readonly PropertyKey[]): string =>
  keys
    .map(String)
    .filter((key) => key !== 'config')
    .join('.');
