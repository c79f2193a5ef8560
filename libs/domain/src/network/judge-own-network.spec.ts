import { describe, expect, it } from 'vitest';
import { judgeOwnNetwork, type NetworkEvidence } from './judge-own-network.ts';

const NOTHING: NetworkEvidence = {
  route: 'present',
  isDefault: true,
  gateway: 'unclear',
  canaries: { answered: 0, silent: 0 },
  resolver: 'not-asked',
  targets: { answered: 0, silent: ['192.0.2.1'] },
};
const silent = (...addresses: string[]): NetworkEvidence['targets'] => ({
  answered: 0,
  silent: addresses,
});
const THREE_NETWORKS = silent('192.0.2.1', '198.51.100.1', '203.0.113.1');
const ONE_NETWORK = silent('192.0.2.1', '192.0.2.2', '192.0.2.3', '192.0.2.4');

describe('judgeOwnNetwork', () => {
  it.each<[string, Partial<NetworkEvidence>, string]>([
    ['one site alone', {}, 'online'],
    ['a lost route', { route: 'missing', gateway: 'none' }, 'no-route'],
    ['a cable that was pulled', { route: 'link-down' }, 'link'],
    ['a dead router', { gateway: 'dead' }, 'gateway'],
    [
      'a dead router and a resolver here that still answers',
      { gateway: 'dead', resolver: 'answers' },
      'gateway',
    ],
    ['a router without a line behind it', { gateway: 'alive', targets: THREE_NETWORKS }, 'silence'],
    [
      'one network behind a router that lives',
      { gateway: 'alive', targets: ONE_NETWORK },
      'online',
    ],
    ['a firewall that swallows everything', { targets: ONE_NETWORK }, 'silence'],
    [
      'two networks, and nobody knows of the gateway',
      { targets: silent('192.0.2.1', '198.51.100.1') },
      'silence',
    ],
    [
      'many networks and a resolver that answers',
      { resolver: 'answers', targets: THREE_NETWORKS },
      'online',
    ],
    [
      'many networks and a resolver that is silent, too',
      { resolver: 'silent', targets: THREE_NETWORKS },
      'silence',
    ],
    [
      'another target that answers',
      { gateway: 'dead', targets: { answered: 1, silent: ['192.0.2.1'] } },
      'online',
    ],
    [
      'a canary that answers',
      { targets: THREE_NETWORKS, canaries: { answered: 1, silent: 2 } },
      'online',
    ],
    [
      'canaries that are all silent',
      { gateway: 'alive', canaries: { answered: 0, silent: 2 } },
      'canaries',
    ],
    [
      'a VPN that fell silent',
      { isDefault: false, gateway: 'none', targets: THREE_NETWORKS },
      'online',
    ],
    [
      'a silent VPN while the default route is away',
      { isDefault: false, gateway: 'none', defaultAway: 'gateway' },
      'gateway',
    ],
    [
      'a neighbour that answers while the default route is away',
      { isDefault: false, defaultAway: 'gateway', targets: { answered: 1, silent: [] } },
      'online',
    ],
    ['a VPN whose router is gone', { isDefault: false, gateway: 'dead' }, 'gateway'],
    [
      'many addresses of one IPv6 site',
      { gateway: 'alive', targets: silent('2001:db8:1::1', '2001:db8:1:2::1', '2001:db8:1:3::1') },
      'online',
    ],
  ])('takes %s as %s', (_name, evidence, expected) => {
    const verdict = judgeOwnNetwork({ ...NOTHING, ...evidence });
    expect(verdict.isOnline ? 'online' : verdict.cause).toBe(expected);
  });
});
