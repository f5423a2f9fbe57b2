/** `wasi:sockets/types#udp-socket` 0.3. */

import type { Family, SocketAddress } from '../network/address.ts';
import { checkPositive } from '../network/tcp.ts';
import type { UdpSocketCore } from '../network/udp.ts';
import { after } from '../waiting.ts';
import { coded } from './coded.ts';

type Received = [Uint8Array, SocketAddress];

/** A UDP socket; `create` is its run's to add. */
export abstract class UdpSocket {
  constructor(private readonly core: UdpSocketCore) {}

  bind(address: SocketAddress): void {
    coded(() => this.core.bind(address));
  }

  connect(remote: SocketAddress): void {
    coded(() => {
      this.core.bindAnywhere();
      this.core.connect(remote);
    });
  }

  disconnect(): void {
    coded(() => {
      this.core.remoteAddress();
      this.core.connect(undefined);
    });
  }

  send(data: Uint8Array, remote: SocketAddress | undefined): void {
    coded(() => this.core.send(data, remote));
  }

  receive(): Received | Promise<Received> {
    return after(coded(() => this.core.readable), () => this.next());
  }

  getLocalAddress(): SocketAddress {
    return coded(() => this.core.localAddress());
  }

  getRemoteAddress(): SocketAddress {
    return coded(() => this.core.remoteAddress());
  }

  getAddressFamily(): Family {
    return this.core.family;
  }

  getUnicastHopLimit(): number {
    return this.core.hopLimit;
  }

  setUnicastHopLimit(value: number): void {
    coded(() => checkPositive(value));
    this.core.hopLimit = value;
  }

  getReceiveBufferSize(): bigint {
    return this.core.receiveBuffer;
  }

  setReceiveBufferSize(value: bigint): void {
    coded(() => checkPositive(value));
    this.core.receiveBuffer = value;
  }

  getSendBufferSize(): bigint {
    return this.core.sendBuffer;
  }

  setSendBufferSize(value: bigint): void {
    coded(() => checkPositive(value));
    this.core.sendBuffer = value;
  }

  [Symbol.dispose](): void {
    this.core.close();
  }

  private next(): Received | Promise<Received> {
    const [datagram] = coded(() => this.core.receive(1));
    // Two that wait for one datagram are woken by it; the one that comes too late waits on.
    return datagram === undefined ? this.receive() : [datagram.data, datagram.remoteAddress];
  }
}
