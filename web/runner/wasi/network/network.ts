/** The network of a run: the tab itself, and nothing beyond it. */

import { Failure } from '../failure.ts';
import {
  type Family,
  ip,
  type IpAddress,
  isLoopback,
  isSameIp,
  isUnspecified,
  isUnusable,
  literal,
  LOOPBACK_4,
  LOOPBACK_6,
  type SocketAddress,
  text,
  withPort,
} from './address.ts';

/** The codes that both tracks of `wasi:sockets` have names for. */
export type NetworkError =
  | 'access-denied'
  | 'address-in-use'
  | 'address-not-bindable'
  | 'connection-refused'
  | 'connection-reset'
  | 'datagram-too-large'
  | 'invalid-argument'
  | 'invalid-state'
  | 'name-unresolvable';

/** Throw it: the operation's `err`. */
export function networkError(code: NetworkError): Failure<NetworkError> {
  return new Failure(code);
}

const FIRST_EPHEMERAL_PORT = 49152;
const LAST_PORT = 65535;

/** Something that holds an address: a socket, to whom what arrives there is given. */
export interface Holder {
  readonly address: SocketAddress;
}

/** Told what a component asked for that no tab can give. */
export type Deny = (what: string, reason: string) => void;

const SERVER_ONLY =
  'server only: a tab has no sockets to the outside, only the run’s own loopback network; ' +
  'run it on the server or with Wasmtime';

/** The sockets of one run that hold an address of `protocol`. */
export class Ports<Held extends Holder> {
  private readonly held = new Map<number, Held[]>();
  private next = FIRST_EPHEMERAL_PORT;

  /** Whether a socket may be bound to `address`; with a port chosen where it has none. */
  claim(address: SocketAddress): SocketAddress {
    const own = ip(address);
    if (!isLoopback(own) && !isUnspecified(own)) throw networkError('address-not-bindable');
    if (address.val.port === 0) return withPort(own, this.ephemeral(own));
    if (!this.isFree(own, address.val.port)) throw networkError('address-in-use');
    return address;
  }

  hold(holder: Held): void {
    const { port } = holder.address.val;
    this.held.set(port, [...(this.held.get(port) ?? []), holder]);
  }

  release(holder: Held): void {
    const { port } = holder.address.val;
    const rest = (this.held.get(port) ?? []).filter((each) => each !== holder);
    if (rest.length > 0) this.held.set(port, rest);
    else this.held.delete(port);
  }

  /** Who holds `address`, by itself or as one of all. */
  at(address: SocketAddress): Held | undefined {
    const wanted = ip(address);
    return (this.held.get(address.val.port) ?? []).find((holder) => covers(ip(holder.address), wanted));
  }

  private isFree(own: IpAddress, port: number): boolean {
    const holders = this.held.get(port) ?? [];
    return !holders.some(({ address }) => covers(ip(address), own) || covers(own, ip(address)));
  }

  private ephemeral(own: IpAddress): number {
    for (let tried = FIRST_EPHEMERAL_PORT; tried <= LAST_PORT; tried += 1) {
      const port = this.next;
      this.next = port === LAST_PORT ? FIRST_EPHEMERAL_PORT : port + 1;
      if (this.isFree(own, port)) return port;
    }
    throw networkError('address-in-use');
  }
}

function covers(own: IpAddress, wanted: IpAddress): boolean {
  return own.tag === wanted.tag && (isUnspecified(own) || isSameIp(own, wanted));
}

/** Checks that a socket of `family` can be bound to `address`. */
export function checkLocal(family: Family, address: SocketAddress): void {
  if (address.tag !== family || isUnusable(ip(address))) throw networkError('invalid-argument');
}

/** Checks that a socket of `family` can reach `remote`: it is in this tab. */
export function checkRemote(family: Family, remote: SocketAddress, protocol: string, deny: Deny): void {
  const own = ip(remote);
  if (remote.tag !== family || isUnusable(own) || isUnspecified(own) || remote.val.port === 0) {
    throw networkError('invalid-argument');
  }
  if (isLoopback(own)) return;
  deny(`${protocol} ${text(remote)}`, SERVER_ONLY);
  throw networkError('access-denied');
}

/** The addresses of `name`; only this tab's own names have any. */
export function lookUp(name: string, deny: Deny): IpAddress[] {
  const address = literal(name);
  if (address !== undefined) return [address];
  const plain = name.toLowerCase().replace(/\.$/, '');
  if (plain === 'localhost' || plain.endsWith('.localhost')) return [LOOPBACK_4, LOOPBACK_6];
  if (!/^[a-z0-9_]([a-z0-9_.-]*[a-z0-9_])?$/.test(plain) && !/[^\0-\x7f]/.test(plain)) {
    throw networkError('invalid-argument');
  }
  deny(`name ${name}`, SERVER_ONLY);
  throw networkError('access-denied');
}
