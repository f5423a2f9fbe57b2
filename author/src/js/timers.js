import { now, subscribeDuration } from 'CLOCK';

const timers = new Map();
let last = 0;
let isRunning = false;

const nanoseconds = (milliseconds) => BigInt(Math.max(0, Math.trunc(Number(milliseconds) * 1e6) || 0));

const add = (callback, milliseconds, args, isRepeated) => {
    const every = nanoseconds(milliseconds);
    last += 1;
    timers.set(last, { id: last, callback, args, every, isRepeated, due: now() + every });
    if (!isRunning) run();
    return last;
};

// The first that is due; of several the one that was set first.
const next = () => [...timers.values()].reduce((first, it) => (it.due < first.due ? it : first));

const run = async () => {
    isRunning = true;
    while (timers.size > 0) {
        // Whatever can go on does so before anything is waited for.
        for (let turn = 0; turn < 100; turn += 1) await undefined;
        if (timers.size === 0) break;
        const timer = next();
        const left = timer.due - now();
        if (left > 0n) subscribeDuration(left).block();
        if (timer.isRepeated) timer.due += timer.every;
        else timers.delete(timer.id);
        try {
            timer.callback(...timer.args);
        } catch (error) {
            globalThis.console?.error(error);
        }
    }
    isRunning = false;
};

globalThis.setTimeout = (callback, milliseconds, ...args) => add(callback, milliseconds, args, false);
globalThis.setInterval = (callback, milliseconds, ...args) => add(callback, milliseconds, args, true);
globalThis.clearTimeout = (id) => void timers.delete(id);
globalThis.clearInterval = globalThis.clearTimeout;
