import path from 'node:path';

/** The root folder of the workspace. */
export const WORKSPACE = path.resolve(import.meta.dirname, '../..');

/** Flag that makes Node, run on sources, resolve `@app/*` to sources. */
export const FROM_SOURCE = '--conditions=@app/source';

export const inWorkspace = (...parts: string[]): string => path.join(WORKSPACE, ...parts);

/** Script of Nx for Node: unlike the links in `.bin` it can be run alike on every system. */
export const NX = inWorkspace('node_modules', 'nx', 'dist', 'bin', 'nx.js');
