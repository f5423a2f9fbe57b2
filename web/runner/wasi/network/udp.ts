/** UDP within a run. */

import { Signal, type Waitable, whenever } from '../waiting.ts';
import { type Family, ip, isSame, isUnspecified, loopback, type SocketAddress, unspecified, withPort } from './address.ts';
import { checkLocal, checkRemote, type Deny, networkError, Ports } from './network.ts';

const LARGEST_DATAGRAM = 65507;
/** What is beyond it is lost, as UDP may. */
const MOST_WAITING = 1024;

/** What arrives. */
export interface Datagram {
  readonly data: Uint8Array;
  readonly remoteAddress: SocketAddress;
}

/** Where all sockets of a run find each other. */
export class UdpNetwork {
  readonly ports = new Ports<Mailbox>();

  constructor(readonly deny: Deny) {}
}

/** Where datagrams wait to be received. */
class Mailbox {
  readonly changed = new Signal();
  waiting: Datagram[] = [];
  /** Whose datagrams are taken; anyone's where it is not set. */
  from: SocketAddress | undefined;

  constructor(readonly address: SocketAddress) {}

  put(datagram: Datagram): void {
    if (this.from !== undefined && !isSame(this.from, datagram.remoteAddress)) return;
    if (this.waiting.length >= MOST_WAITING) return;
    this.waiting.push(datagram);
    this.changed.notify();
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
    this.bound = new Mailbox(this.network.ports.claim(address));
    this.network.ports.hold(this.bound);
  }

  /** From here on only `remote` is spoken to, or anyone again where it is not given. */
  connect(remote: SocketAddress | undefined): void {
    if (remote !== undefined) checkRemote(this.family, remote, 'udp', this.network.deny);
    const mailbox = this.mailbox();
    mailbox.from = remote;
    mailbox.waiting = mailbox.waiting.filter(
      ({ remoteAddress }) => remote === undefined || isSame(remote, remoteAddress),
    );
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
    return this.mailbox().waiting.splice(0, limit);
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
    if (this.bound !== undefined) this.network.ports.release(this.bound);
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
