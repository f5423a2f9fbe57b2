import { getStderr } from 'wasi:cli/stderr@0.2.12';

const bytes = (text) => Uint8Array.from(unescape(encodeURIComponent(text.toWellFormed())), (it) => it.charCodeAt(0));

const plain = (key, value) => {
    if (typeof value === 'bigint') return `${value}n`;
    if (typeof value === 'function') return `[function ${value.name}]`;
    if (value instanceof Map) return Object.fromEntries(value);
    if (value instanceof Set || ArrayBuffer.isView(value)) return Array.from(value);
    return value;
};

const shown = (value) => {
    if (typeof value === 'string') return value;
    if (value instanceof Error) return `${value}\n${value.stack}`.trimEnd();
    try {
        return JSON.stringify(value, plain) ?? String(value);
    } catch {
        return String(value);
    }
};

const write = (...values) => {
    const text = bytes(`${values.map(shown).join(' ')}\n`);
    const stream = getStderr();
    // The stream takes so much at once.
    for (let at = 0; at < text.length; at += 4096) stream.blockingWriteAndFlush(text.subarray(at, at + 4096));
};

const labelled = (label) => (...values) => write(label, ...values);
globalThis.console = {
    log: write,
    info: write,
    debug: write,
    warn: labelled('warning:'),
    error: labelled('error:'),
    trace: (...values) => write(...values, `\n${new Error().stack}`),
    assert: (isSo, ...values) => isSo || write('assertion failed', ...values),
};
