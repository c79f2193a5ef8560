import { expect, it } from 'vitest';
import { planFor } from './plan-for.ts';

const plan = (command: string) => planFor(command, 'mongodb://127.0.0.1:1');

it('runs a command as it stands, with a server of ours for one of the reader', () => {
  expect(plan('npm ci')).toEqual({ kind: 'run', command: 'npm ci' });
  expect(plan('npm run data:import -- a --mongodb mongodb://your-server:27017/netumo')).toEqual({
    kind: 'run',
    command: 'npm run data:import -- a --mongodb mongodb://127.0.0.1:1/netumo',
  });
});

it.each(['npm start', 'npm run dev', 'npx nx run worker:serve', 'nx run api:serve'])(
  'stops %s once it is ready',
  (command) => expect(plan(command).kind).toBe('until'),
);

it('stops one with settings before it, too, and lets it have a port that is free', () => {
  expect(plan('READ_ONLY=1 PORT=3001 npm start')).toMatchObject({
    kind: 'until',
    command: 'READ_ONLY=1 npm start',
  });
});

it('leaves out what needs another program, with the reason', () => {
  expect(plan('docker compose up')).toEqual({ kind: 'skip', reason: 'needs Docker' });
});
