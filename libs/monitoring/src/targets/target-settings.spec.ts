import { DEFAULT_EXPECTATION, DEFAULT_REQUEST } from '@app/domain';
import { describe, expect, it } from 'vitest';
import { targetRecord } from '@app/domain/testing';
import { systemContext } from '../context.ts';
import type { Ports } from '../ports/index.ts';
import { probeTarget } from './probe-target.ts';
import { changedSettings, newSettings } from './target-settings.ts';

const url = 'https://shop.example/';
const ports = {
  judgeUrl: () => ({ ok: true, url, key: url, name: url }),
  statusProbes: {},
} as unknown as Ports;

const HEAD = { method: 'HEAD' } as const;
const TEXT = { contains: 'all well' };
const refusal = { code: 'invalid', field: 'expect.contains' };

describe('settings that exclude each other', () => {
  it('are refused for a new target and for a trial', async () => {
    const input = { url, request: HEAD, expect: TEXT };
    await expect(newSettings(ports, input)).rejects.toMatchObject(refusal);
    await expect(probeTarget(systemContext(ports), input)).rejects.toMatchObject(refusal);
  });

  it('are refused when a change meets what is set already, from both sides', async () => {
    const asked = targetRecord({ request: { ...DEFAULT_REQUEST, ...HEAD } });
    const searched = targetRecord({ expect: { ...DEFAULT_EXPECTATION, ...TEXT } });
    const { id } = asked;
    await expect(changedSettings(ports, asked, { id, expect: TEXT })).rejects.toMatchObject(
      refusal,
    );
    await expect(changedSettings(ports, searched, { id, request: HEAD })).rejects.toMatchObject(
      refusal,
    );
    const both = { id, request: { method: 'GET' }, expect: TEXT } as const;
    expect(await changedSettings(ports, asked, both)).toMatchObject({ expect: TEXT });
  });
});
