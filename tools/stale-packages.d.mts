/** Packages that the lock file in a folder names and that are not installed as it says. */
export function stalePackages(root: string): string[];
