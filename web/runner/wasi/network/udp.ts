/** UDP within a run. */

import { Signal, type Waitable, whenever } from '../waiting.ts';
import {
  type Family,
  ip,
  isSame,
  isUnspecified,
  loopback,
  type SocketAddress,
  unspecified,
  withPort,
} from './address.ts';
import { checkLocal, checkRemote, type Deny, networkError, Ports } from './network.ts';

const LARGEST_DATAGRAM = 65507;
/** What is beyond it is lost, as UDP may: so many for one socket, so many bytes for all. */
const MOST_WAITING = 1024;
const MOST_BYTES = 16 * 1024 * 1024;

/** What arrives. */
export interface Datagram {
  readonly data: Uint8Array;
  readonly remoteAddress: SocketAddress;
}

/** Where all sockets of a run find each other. */
export class UdpNetwork {
  readonly ports = new Ports<Mailbox>();
  /** Bytes that wait to be received. */
  waiting = 0;

  constructor(readonly deny: Deny) {}
}

/** Where datagrams wait to be received. */
class Mailbox {
  readonly changed = new Signal();
  readonly waiting: Datagram[] = [];
  /** Whose datagrams are taken; anyone's where it is not set. */
  from: SocketAddress | undefined;

  constructor(
    readonly address: SocketAddress,
    private readonly network: UdpNetwork,
  ) {}

  put(datagram: Datagram): void {
    if (this.from !== undefined && !isSame(this.from, datagram.remoteAddress)) return;
    if (this.waiting.length >= MOST_WAITING || this.network.waiting >= MOST_BYTES) return;
    this.waiting.push(datagram);
    this.network.waiting += datagram.data.length;
    this.changed.notify();
  }

  /** The first `limit` of those that wait. */
  take(limit: number): Datagram[] {
    const taken = this.waiting.splice(0, limit);
    for (const { data } of taken) this.network.waiting -= data.length;
    return taken;
  }

  /** From here on only datagrams of `remote` are taken, or of anyone where it is not given. */
  connect(remote: SocketAddress | undefined): void {
    this.from = remote;
    const all = this.take(this.waiting.length);
    for (const datagram of all) this.put(datagram);
  }
}

/** A socket, whichever track of WASI it is used by. */
export class UdpSocketCore {
  hopLimit = 64;
  receiveBuffer = 65536n;
  sendBuffer = 65536n;
  private bound: Mailbox | undefined;

  constructor(
    private readonly network: UdpNetwork,
    readonly family: Family,
  ) {}

  get isBound(): boolean {
    return this.bound !== undefined;
  }

  bind(address: SocketAddress): void {
    checkLocal(this.family, address);
    if (this.bound !== undefined) throw networkError('invalid-state');
    this.bound = new Mailbox(this.network.ports.claim(address), this.network);
    this.network.ports.hold(this.bound);
  }

  /** From here on only `remote` is spoken to, or anyone again where it is not given. */
  connect(remote: SocketAddress | undefined): void {
    if (remote !== undefined) checkRemote(this.family, remote, 'udp', this.network.deny);
    this.mailbox().connect(remote);
  }

  /** Binds to any free port, where it is bound to none. */
  bindAnywhere(): void {
    if (this.bound === undefined) this.bind(withPort(unspecified(this.family), 0));
  }

  send(data: Uint8Array, to: SocketAddress | undefined): void {
    const connected = this.bound?.from;
    const remote = to ?? connected;
    if (remote === undefined) throw networkError('invalid-argument');
    if (to !== undefined && connected !== undefined && !isSame(to, connected)) {
      throw networkError('invalid-argument');
    }
    checkRemote(this.family, remote, 'udp', this.network.deny);
    if (data.length > LARGEST_DATAGRAM) throw networkError('datagram-too-large');
    this.bindAnywhere();
    this.network.ports.at(remote)?.put({ data, remoteAddress: this.sender() });
  }

  /** At most `limit` datagrams that have come. */
  receive(limit: number): Datagram[] {
    return this.mailbox().take(limit);
  }

  get readable(): Waitable {
    const mailbox = this.mailbox();
    return whenever(mailbox.changed, () => mailbox.waiting.length > 0);
  }

  localAddress(): SocketAddress {
    return this.mailbox().address;
  }

  remoteAddress(): SocketAddress {
    const remote = this.bound?.from;
    if (remote === undefined) throw networkError('invalid-state');
    return remote;
  }

  close(): void {
    if (this.bound === undefined) return;
    this.network.ports.release(this.bound);
    this.bound.take(this.bound.waiting.length);
    this.bound = undefined;
  }

  private mailbox(): Mailbox {
    if (this.bound === undefined) throw networkError('invalid-state');
    return this.bound;
  }

  private sender(): SocketAddress {
    const address = this.localAddress();
    return isUnspecified(ip(address)) ? withPort(loopback(this.family), address.val.port) : address;
  }
}
