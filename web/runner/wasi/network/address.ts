/** Addresses of the internet, as both tracks of WASI have them. */

/** `ip-address-family` */
export type Family = 'ipv4' | 'ipv6';

type Ipv4 = readonly [number, number, number, number];
type Ipv6 = readonly [number, number, number, number, number, number, number, number];

/** `ip-address` */
export type IpAddress =
  | { readonly tag: 'ipv4'; readonly val: Ipv4 }
  | { readonly tag: 'ipv6'; readonly val: Ipv6 };

/** `ip-socket-address` */
export type SocketAddress =
  | { readonly tag: 'ipv4'; readonly val: { readonly port: number; readonly address: Ipv4 } }
  | {
      readonly tag: 'ipv6';
      readonly val: {
        readonly port: number;
        readonly flowInfo: number;
        readonly address: Ipv6;
        readonly scopeId: number;
      };
    };

export const LOOPBACK_4: IpAddress = { tag: 'ipv4', val: [127, 0, 0, 1] };
export const LOOPBACK_6: IpAddress = { tag: 'ipv6', val: [0, 0, 0, 0, 0, 0, 0, 1] };

/** The address without its port. */
export function ip(address: SocketAddress): IpAddress {
  return address.tag === 'ipv4'
    ? { tag: 'ipv4', val: address.val.address }
    : { tag: 'ipv6', val: address.val.address };
}

/** `ip` with a port. */
export function withPort(ip: IpAddress, port: number): SocketAddress {
  return ip.tag === 'ipv4'
    ? { tag: 'ipv4', val: { port, address: ip.val } }
    : { tag: 'ipv6', val: { port, flowInfo: 0, address: ip.val, scopeId: 0 } };
}

/** The address of this tab in `family`. */
export function loopback(family: Family): IpAddress {
  return family === 'ipv4' ? LOOPBACK_4 : LOOPBACK_6;
}

/** `0.0.0.0` or `::` */
export function unspecified(family: Family): IpAddress {
  return family === 'ipv4' ? { tag: 'ipv4', val: [0, 0, 0, 0] } : { tag: 'ipv6', val: [0, 0, 0, 0, 0, 0, 0, 0] };
}

export function isUnspecified({ val }: IpAddress): boolean {
  return val.every((part) => part === 0);
}

export function isLoopback(ip: IpAddress): boolean {
  return ip.tag === 'ipv4' ? ip.val[0] === 127 : isSameIp(ip, LOOPBACK_6);
}

/** Multicast and broadcast, and IPv4 in the clothes of IPv6: no socket of WASI has those. */
export function isUnusable(ip: IpAddress): boolean {
  if (ip.tag === 'ipv4') return ip.val[0] >= 224 && ip.val[0] <= 239 || ip.val.every((part) => part === 255);
  const isMapped = ip.val.slice(0, 5).every((part) => part === 0) && ip.val[5] === 0xffff;
  return isMapped || ip.val[0] >= 0xff00;
}

export function isSameIp(one: IpAddress, other: IpAddress): boolean {
  return one.tag === other.tag && one.val.every((part, index) => part === other.val[index]);
}

export function isSame(one: SocketAddress, other: SocketAddress): boolean {
  return one.val.port === other.val.port && isSameIp(ip(one), ip(other));
}

/** As people write it: `127.0.0.1:80`, `[0:0:0:0:0:0:0:1]:80`. */
export function text(address: SocketAddress): string {
  const host =
    address.tag === 'ipv4'
      ? address.val.address.join('.')
      : `[${address.val.address.map((part) => part.toString(16)).join(':')}]`;
  return `${host}:${address.val.port}`;
}

/** The address that `name` is, where it is one and no name. */
export function literal(name: string): IpAddress | undefined {
  const parts = name.split('.');
  if (parts.length === 4 && parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) < 256)) {
    const [a = 0, b = 0, c = 0, d = 0] = parts.map(Number);
    return { tag: 'ipv4', val: [a, b, c, d] };
  }
  return name.includes(':') ? ipv6(name.replace(/^\[(.*)\]$/, '$1')) : undefined;
}

function ipv6(name: string): IpAddress | undefined {
  const halves = name.split('::');
  const words = (half: string | undefined) => (half === undefined || half === '' ? [] : half.split(':'));
  const [head, tail] = [words(halves[0]), words(halves[1])];
  const gap = halves.length === 2 ? 8 - head.length - tail.length : 0;
  if (halves.length > 2 || gap < (halves.length === 2 ? 1 : 0)) return undefined;
  const all = [...head, ...Array.from({ length: gap }, () => '0'), ...tail];
  if (all.length !== 8 || !all.every((word) => /^[0-9a-f]{1,4}$/i.test(word))) return undefined;
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = all.map((word) => Number.parseInt(word, 16));
  return { tag: 'ipv6', val: [a, b, c, d, e, f, g, h] };
}
