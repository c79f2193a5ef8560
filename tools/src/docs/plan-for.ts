/** What is done with a command of a document. */
export type Plan =
  | { readonly kind: 'run'; readonly command: string }
  /** It runs until it is stopped: that is done as soon as it says so, and then it says another thing. */
  | {
      readonly kind: 'until';
      readonly command: string;
      readonly ready: RegExp;
      readonly stopped: RegExp;
    }
  | { readonly kind: 'skip'; readonly reason: string };

/** Programs that run until somebody stops them. */
const UNTIL_STOPPED = /^(?:[A-Z_]+=\S* )*(npm start|npm run (dev|demo)|(npx )?nx run \w+:serve)\b/;
const READY = /^\s*(Ready: |.*"(api|worker) started")/m;
const STOPPED = /^Stopped\.$/m;

/** A port that may be taken on this machine: a free one is in the environment. */
const READERS_PORT = /\bPORT=\d+ /g;

/** Names that stand for something of the reader's. */
const READERS_MONGODB = /mongodb:\/\/(your-server|host):27017\/netumo/g;

/**
 * Decides how a command is tried; every command can be run unless a reason is given here. Where it
 * names a MongoDB of the reader, the given one stands in.
 */
export function planFor(command: string, mongodb: string): Plan {
  if (/^docker\b/.test(command)) return { kind: 'skip', reason: 'needs Docker' };
  if (UNTIL_STOPPED.test(command)) {
    const withFreePort = command.replaceAll(READERS_PORT, '');
    return { kind: 'until', command: withFreePort, ready: READY, stopped: STOPPED };
  }
  return { kind: 'run', command: command.replaceAll(READERS_MONGODB, `${mongodb}/netumo`) };
}
