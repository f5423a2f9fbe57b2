const names = ['log', 'info', 'debug', 'warn', 'error', 'trace', 'assert'];
globalThis.console = Object.fromEntries(names.map((name) => [name, () => {}]));
