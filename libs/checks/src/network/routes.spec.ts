import { describe, expect, it } from 'vitest';
import { defaultPath, pathTo } from './path.ts';
import { neighbourOf, parseIpv4Routes, parseIpv6Routes, routeTo, type Route } from './routes.ts';

const HEAD =
  'Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU\tWindow\tIRTT\n';
const DEFAULT = 'eth0\t00000000\t010200C0\t0003\t0\t0\t100\t00000000\t0\t0\t0\n';
const LAN = 'eth0\t000200C0\t00000000\t0001\t0\t0\t0\t00FFFFFF\t0\t0\t0\n';
const VPN = 'tun0\t0000080A\t00000000\t0001\t0\t0\t0\t0000FFFF\t0\t0\t0\n';
const REJECTING = '*\t00000000\t00000000\t0201\t0\t0\t4294967295\t00000000\t0\t0\t0\n';

const zero = '0'.repeat(32);
const V6_DEFAULT = `${zero} 00 ${zero} 00 fe800000000000000000000000000001 00000400 00000002 00000000 00000003     eth0\n`;
const V6_LAN = `20010db8000100000000000000000000 40 ${zero} 00 ${zero} 00000100 00000001 00000000 00000001     eth0\n`;
const V6_KERNEL = `${zero} 00 ${zero} 00 ${zero} ffffffff 00000001 00000000 00200200       lo\n`;

const ipv4 = (...lines: string[]): Route[] => parseIpv4Routes(HEAD + lines.join(''));
const reader = (v4: Route[] | null, v6: Route[] | null) => (family: 4 | 6) =>
  family === 4 ? v4 : v6;
const linked = (): boolean => true;

describe('the routing table', () => {
  it('is read with gateways and direct links', () => {
    const routes = ipv4(DEFAULT, LAN);
    expect(routeTo(routes, '203.0.113.9')).toMatchObject({ gateway: '192.0.2.1', device: 'eth0' });
    expect(routeTo(routes, '192.0.2.77')).toMatchObject({ gateway: null });
    expect(routeTo(ipv4(LAN), '203.0.113.9')).toBeNull();
  });

  it('is read for IPv6, without the line by which the kernel refuses everything', () => {
    const routes = parseIpv6Routes(V6_DEFAULT + V6_LAN + V6_KERNEL);
    expect(routeTo(routes, '2001:db8:2::1')).toMatchObject({ gateway: 'fe80:0:0:0:0:0:0:1' });
    expect(routeTo(routes, '2001:db8:1::1')).toMatchObject({ gateway: null });
    expect(parseIpv6Routes(V6_KERNEL)).toEqual([]);
  });

  it('prefers the longer prefix, then the lower metric', () => {
    const dearer = DEFAULT.replace('010200C0', '020200C0').replace('\t100\t', '\t600\t');
    const routes = ipv4(dearer, DEFAULT, VPN);
    expect(routeTo(routes, '203.0.113.9')?.gateway).toBe('192.0.2.1');
    expect(routeTo(routes, '10.8.0.3')?.device).toBe('tun0');
  });
});

describe('the neighbour table', () => {
  const table = `IP address       HW type     Flags       HW address            Mask     Device
192.0.2.1        0x1         0x2         02:fc:00:00:00:05     *        eth0
192.0.2.2        0x1         0x0         00:00:00:00:00:00     *        eth0`;
  it.each([
    ['192.0.2.1', 'present'],
    ['192.0.2.2', 'missing'],
    ['192.0.2.3', 'unknown'],
  ])('says of %s: %s', (address, expected) => {
    expect(neighbourOf(address, table)).toBe(expected);
  });
});

describe('pathTo', () => {
  const V6 = parseIpv6Routes(V6_DEFAULT + V6_LAN + V6_KERNEL);

  it('is the same for everything behind the default route', () => {
    const path = pathTo('203.0.113.9', reader(ipv4(DEFAULT, LAN), V6), linked);
    expect(path).toMatchObject({ key: 'ipv4', isDefault: true, gateway: '192.0.2.1' });
    expect(pathTo('198.51.100.1', reader(ipv4(DEFAULT, LAN), V6), linked).key).toBe(path.key);
    expect(defaultPath(4, reader(ipv4(DEFAULT, LAN), V6), linked)).toEqual(path);
  });

  it('keeps its key when the default route is lost or rejects', () => {
    expect(pathTo('203.0.113.9', reader(ipv4(LAN), V6), linked)).toMatchObject({
      key: 'ipv4',
      route: 'missing',
    });
    expect(pathTo('203.0.113.9', reader(ipv4(LAN, REJECTING), V6), linked).route).toBe('missing');
  });

  it('is another one for a direct link, a VPN and the other family', () => {
    const read = reader(ipv4(DEFAULT, LAN, VPN), V6);
    const keys = ['203.0.113.9', '192.0.2.7', '10.8.0.1', '2001:db8:2::1'].map(
      (address) => pathTo(address, read, linked).key,
    );
    expect(new Set(keys).size).toBe(4);
  });

  it('sees an interface without a link', () => {
    expect(pathTo('203.0.113.9', reader(ipv4(DEFAULT), V6), () => false).route).toBe('link-down');
  });

  it('knows nothing where the system does not tell', () => {
    expect(pathTo('203.0.113.9', reader(null, null), linked).route).toBe('unknown');
  });
});
