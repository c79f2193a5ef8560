import fs from 'node:fs';
import path from 'node:path';

/**
 * Packages that the lock file names and that are not installed as it says: absent, or of another version. What is only
 * for other machines may be absent. Plain JavaScript, and nothing but Node: it runs where nothing is installed.
 *
 * @param {string} root folder of the lock file
 * @returns {string[]} their names, in the order of the lock file
 */
export function stalePackages(root) {
  const wanted = packagesIn(path.join(root, 'package-lock.json')) ?? {};
  const installed = packagesIn(path.join(root, 'node_modules', '.package-lock.json'));
  return Object.entries(wanted)
    .filter(([place, one]) => isPackage(place, one) && isStale(root, place, { one, installed }))
    .map(([place]) => place.slice(place.lastIndexOf('node_modules/') + 'node_modules/'.length));
}

/** Workspaces are links, and the root is no package. */
const isPackage = (place, { link }) => place.includes('node_modules/') && link !== true;

function isStale(root, place, { one, installed }) {
  if (!fs.existsSync(path.join(root, place))) return !one.optional && !one.devOptional;
  // Without the list that npm keeps nobody knows the versions but by reading each package.
  const version = installed?.[place]?.version;
  return version !== undefined && version !== one.version;
}

function packagesIn(file) {
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8')).packages;
  } catch {
    return null; // there is none
  }
}
