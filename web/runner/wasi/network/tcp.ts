/** TCP within a run: sockets, and the connections between them. */

import { Pipe } from '../bytes.ts';
import { ALWAYS, Signal, type Waitable, whenever } from '../waiting.ts';
import { type Family, isUnspecified, ip, loopback, type SocketAddress, unspecified, withPort } from './address.ts';
import { checkLocal, checkRemote, type Deny, networkError, Ports } from './network.ts';

/** How much a connection holds in each direction before its writer waits. */
const BUFFER = 64 * 1024;

/** What can be set of a socket; nothing here depends on it. */
export interface TcpOptions {
  keepAlive: boolean;
  /** In nanoseconds. */
  keepAliveIdle: bigint;
  /** In nanoseconds. */
  keepAliveInterval: bigint;
  keepAliveCount: number;
  hopLimit: number;
  receiveBuffer: bigint;
  sendBuffer: bigint;
}

const DEFAULTS: TcpOptions = {
  keepAlive: false,
  keepAliveIdle: 7_200_000_000_000n,
  keepAliveInterval: 75_000_000_000n,
  keepAliveCount: 9,
  hopLimit: 64,
  receiveBuffer: BigInt(BUFFER),
  sendBuffer: BigInt(BUFFER),
};

/** Where all sockets of a run find each other. */
export class TcpNetwork {
  readonly ports = new Ports<Listener>();

  constructor(readonly deny: Deny) {}
}

/** A socket that is bound, and may listen. */
class Listener {
  readonly changed = new Signal();
  readonly waiting: TcpSocketCore[] = [];
  isListening = false;
  backlog = 128;

  constructor(readonly address: SocketAddress) {}
}

/** One end of a connection. */
interface Connection {
  readonly remote: SocketAddress;
  readonly receives: Pipe;
  readonly sends: Pipe;
}

/** A socket, whichever track of WASI it is used by. */
export class TcpSocketCore {
  readonly options = { ...DEFAULTS };
  private bound: Listener | undefined;
  private connection: Connection | undefined;
  private hasFailed = false;
  private backlog: number | undefined;

  constructor(
    private readonly network: TcpNetwork,
    readonly family: Family,
  ) {}

  /** Ready when `accept` gives a socket; always, for one that does not listen. */
  get readable(): Waitable {
    const { bound } = this;
    return bound?.isListening ? whenever(bound.changed, () => bound.waiting.length > 0) : ALWAYS;
  }

  get isBound(): boolean {
    return this.bound !== undefined;
  }

  get isListening(): boolean {
    return this.bound?.isListening === true;
  }

  get isConnected(): boolean {
    return this.connection !== undefined;
  }

  bind(address: SocketAddress): void {
    checkLocal(this.family, address);
    if (this.isBound || this.isConnected || this.hasFailed) throw networkError('invalid-state');
    this.bound = new Listener(this.network.ports.claim(address));
    this.network.ports.hold(this.bound);
  }

  /** Checks that a connection can be tried at all. */
  checkConnectable(remote: SocketAddress): void {
    if (this.isConnected || this.isListening || this.hasFailed) throw networkError('invalid-state');
    checkRemote(this.family, remote, 'tcp', this.network.deny);
  }

  connect(remote: SocketAddress): void {
    this.checkConnectable(remote);
    const listener = this.network.ports.at(remote);
    if (listener?.isListening !== true || listener.waiting.length >= listener.backlog) {
      this.hasFailed = true;
      throw networkError('connection-refused');
    }
    if (!this.isBound) this.bind(withPort(loopback(this.family), 0));
    const [here, there] = [pipe(), pipe()];
    const local = withPort(this.ownIp(), this.localAddress().val.port);
    this.connection = { remote, receives: here, sends: there };
    const accepted = new TcpSocketCore(this.network, this.family);
    accepted.connection = { remote: local, receives: there, sends: here };
    // It shares the listener's address, which is the listener's to give back.
    accepted.accepted = remote;
    listener.waiting.push(accepted);
    listener.changed.notify();
  }

  listen(): void {
    if (this.isConnected || this.isListening || this.hasFailed) throw networkError('invalid-state');
    if (!this.isBound) this.bind(withPort(unspecified(this.family), 0));
    const { bound } = this;
    if (bound === undefined) return;
    bound.isListening = true;
    if (this.backlog !== undefined) bound.backlog = this.backlog;
  }

  /** The next connection, if there is one. */
  accept(): TcpSocketCore | undefined {
    if (!this.isListening) throw networkError('invalid-state');
    const accepted = this.bound?.waiting.shift();
    if (accepted !== undefined) Object.assign(accepted.options, this.options);
    return accepted;
  }

  setBacklog(size: bigint): void {
    if (size === 0n) throw networkError('invalid-argument');
    if (this.isConnected) throw networkError('invalid-state');
    this.backlog = Number(size < 4096n ? size : 4096n);
    if (this.bound !== undefined) this.bound.backlog = this.backlog;
  }

  localAddress(): SocketAddress {
    const address = this.accepted ?? this.bound?.address;
    if (address === undefined) throw networkError('invalid-state');
    if (!this.isConnected || !isUnspecified(ip(address))) return address;
    return withPort(loopback(this.family), address.val.port);
  }

  remoteAddress(): SocketAddress {
    return this.connected().remote;
  }

  /** Both directions, from this end. */
  connected(): Connection {
    if (this.connection === undefined) throw networkError('invalid-state');
    return this.connection;
  }

  /** Gives its address back; a listener's waiting connections break. */
  close(): void {
    if (this.bound === undefined) return;
    this.network.ports.release(this.bound);
    for (const { connection } of this.bound.waiting.splice(0)) {
      connection?.sends.close();
      connection?.receives.abandon();
    }
    this.bound = undefined;
  }

  private accepted: SocketAddress | undefined;

  private ownIp() {
    const own = ip(this.localAddress());
    return isUnspecified(own) ? loopback(this.family) : own;
  }
}

function pipe(): Pipe {
  return new Pipe(BUFFER, () => networkError('connection-reset'));
}

/** A number that a socket option may not be: none of them may be nothing. */
export function checkPositive(value: bigint | number): void {
  if (BigInt(value) === 0n) throw networkError('invalid-argument');
}
