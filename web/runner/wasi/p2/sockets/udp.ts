/** `wasi:sockets/udp` 0.2. */

import { Failure } from '../../failure.ts';
import type { Family, SocketAddress } from '../../network/address.ts';
import { networkError } from '../../network/network.ts';
import { checkPositive } from '../../network/tcp.ts';
import type { Datagram, UdpSocketCore } from '../../network/udp.ts';
import { Parent } from '../../parent.ts';
import { Pollable } from '../poll.ts';

/** How many datagrams may be sent at once. */
const PERMIT = 64;

interface OutgoingDatagram {
  readonly data: Uint8Array;
  readonly remoteAddress?: SocketAddress | undefined;
}

/** `wasi:sockets/udp#udp-socket` */
export class UdpSocket extends Parent {
  private isBinding = false;

  constructor(private readonly core: UdpSocketCore) {
    super();
  }

  startBind(_network: unknown, address: SocketAddress): void {
    if (this.isBinding) throw new Failure('concurrency-conflict');
    this.core.bind(address);
    this.isBinding = true;
  }

  finishBind(): void {
    if (!this.isBinding) throw new Failure('not-in-progress');
    this.isBinding = false;
  }

  stream(remote: SocketAddress | undefined): [IncomingDatagramStream, OutgoingDatagramStream] {
    if (!this.core.isBound) throw networkError('invalid-state');
    this.core.connect(remote);
    return [
      this.adopt(new IncomingDatagramStream(this.core)),
      this.adopt(new OutgoingDatagramStream(this.core)),
    ];
  }

  localAddress(): SocketAddress {
    return this.core.localAddress();
  }

  remoteAddress(): SocketAddress {
    return this.core.remoteAddress();
  }

  addressFamily(): Family {
    return this.core.family;
  }

  unicastHopLimit(): number {
    return this.core.hopLimit;
  }

  setUnicastHopLimit(value: number): void {
    checkPositive(value);
    this.core.hopLimit = value;
  }

  receiveBufferSize(): bigint {
    return this.core.receiveBuffer;
  }

  setReceiveBufferSize(value: bigint): void {
    checkPositive(value);
    this.core.receiveBuffer = value;
  }

  sendBufferSize(): bigint {
    return this.core.sendBuffer;
  }

  setSendBufferSize(value: bigint): void {
    checkPositive(value);
    this.core.sendBuffer = value;
  }

  subscribe(): Pollable {
    return this.adopt(new Pollable());
  }

  protected override dropped(): void {
    this.core.close();
  }
}

/** `wasi:sockets/udp#incoming-datagram-stream` */
export class IncomingDatagramStream extends Parent {
  constructor(private readonly core: UdpSocketCore) {
    super();
  }

  receive(most: bigint): Datagram[] {
    return this.core.receive(Number(most < 1024n ? most : 1024n));
  }

  subscribe(): Pollable {
    return this.adopt(new Pollable(this.core.readable));
  }
}

/** `wasi:sockets/udp#outgoing-datagram-stream` */
export class OutgoingDatagramStream extends Parent {
  private permit = 0;

  constructor(private readonly core: UdpSocketCore) {
    super();
  }

  checkSend(): bigint {
    this.permit = PERMIT;
    return BigInt(PERMIT);
  }

  /** How many were sent; one that fails ends it, and is the error only where it is the first. */
  send(datagrams: readonly OutgoingDatagram[]): bigint {
    if (datagrams.length > this.permit) {
      throw new WebAssembly.RuntimeError(
        `sent ${datagrams.length} datagrams where \`check-send\` permitted ${this.permit}`,
      );
    }
    for (const [sent, { data, remoteAddress }] of datagrams.entries()) {
      try {
        this.core.send(data, remoteAddress);
      } catch (fault) {
        if (sent === 0) throw fault;
        return BigInt(sent);
      }
      this.permit -= 1;
    }
    return BigInt(datagrams.length);
  }

  subscribe(): Pollable {
    return this.adopt(new Pollable());
  }
}
