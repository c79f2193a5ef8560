import manifest from '../package.json' with { type: 'json' };

/** Version of the product; all packages of the workspace share it. */
export const VERSION: string = manifest.version;

/** How the product introduces itself to the servers that it asks. */
export const USER_AGENT = `mini-netumo/${VERSION} (+uptime check)`;
