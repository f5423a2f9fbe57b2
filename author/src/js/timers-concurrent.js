import { waitFor } from 'CLOCK';

const timers = new Set();
let last = 0;

const nanoseconds = (milliseconds) => BigInt(Math.max(0, Math.trunc(Number(milliseconds) * 1e6) || 0));

const add = (callback, milliseconds, args, isRepeated) => {
    last += 1;
    const id = last;
    timers.add(id);
    const run = async () => {
        do {
            await waitFor(nanoseconds(milliseconds));
            if (!timers.has(id)) return;
            if (!isRepeated) timers.delete(id);
            try {
                callback(...args);
            } catch (error) {
                globalThis.console?.error(error);
            }
        } while (timers.has(id));
    };
    run();
    return id;
};

globalThis.setTimeout = (callback, milliseconds, ...args) => add(callback, milliseconds, args, false);
globalThis.setInterval = (callback, milliseconds, ...args) => add(callback, milliseconds, args, true);
globalThis.clearTimeout = (id) => void timers.delete(id);
globalThis.clearInterval = globalThis.clearTimeout;
