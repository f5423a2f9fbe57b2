/** The interfaces of each version of WASI, over the parts of one run. */

import { config } from './drafts/config.ts';
import { keyvalueDraft, keyvalueDraft2 } from './drafts/keyvalue.ts';
import { logging } from './drafts/logging.ts';
import { messaging } from './drafts/messaging.ts';
import type { HostInterface, Parts } from './host.ts';
import { cli } from './p2/cli.ts';
import { clocks } from './p2/clocks.ts';
import { filesystem } from './p2/filesystem.ts';
import { http } from './p2/http/http.ts';
import { random } from './p2/random.ts';
import { sockets } from './p2/sockets/sockets.ts';
import { io } from './p2/streams.ts';
import { cli3, cliOfJanuary } from './p3/cli.ts';
import { clocks3 } from './p3/clocks.ts';
import { filesystem3 } from './p3/filesystem.ts';
import { http3 } from './p3/http/http.ts';
import { random3 } from './p3/random.ts';
import { sockets3 } from './p3/sockets.ts';
import type { Track } from './versions.ts';

/** Interfaces by name, without version. */
export function interfacesOf(track: Track, parts: Parts): Readonly<Record<string, HostInterface>> {
  switch (track) {
    case 'p2':
      return preview2(parts);
    case 'p3':
      return preview3(parts);
    case 'p3-january':
      return { ...preview3(parts), ...cliOfJanuary(parts.program) };
    case 'config':
      return config(parts.config);
    case 'keyvalue-draft':
      return keyvalueDraft(parts.store);
    case 'keyvalue-draft2':
      return keyvalueDraft2(parts.store);
    case 'logging':
      return logging(parts.output);
    case 'messaging':
      return messaging(parts.broker);
  }
}

function preview2({ program, clock, entropy, root, tcp, udp, deny, fetcher }: Parts) {
  return {
    ...io(),
    ...cli(program),
    ...clocks(clock),
    ...random(entropy),
    ...filesystem(root),
    ...sockets(tcp, udp, deny),
    ...http(fetcher),
  };
}

function preview3({ program, clock, entropy, root, tcp, udp, deny, fetcher }: Parts) {
  return {
    ...cli3(program),
    ...clocks3(clock),
    ...random3(entropy),
    ...filesystem3(root),
    ...sockets3(tcp, udp, deny),
    ...http3(fetcher),
  };
}
