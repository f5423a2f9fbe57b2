const ranges = { u8: [0, 255], s8: [-128, 127], u16: [0, 65535], s16: [-32768, 32767], u32: [0, 4294967295], s32: [-2147483648, 2147483647] };
const wide = { u64: [0n, 2n ** 64n - 1n], s64: [-(2n ** 63n), 2n ** 63n - 1n] };
// Of a list that is longer, the rest is left to the engine.
const MANY = 1000;

const shown = (value) => {
    if (typeof value === 'string') return JSON.stringify(value.length > 40 ? `${value.slice(0, 40)}…` : value);
    if (typeof value === 'bigint') return `${value}n`;
    if (typeof value === 'function') return `the function \`${value.name}\``;
    if (value instanceof Promise) return 'a promise';
    if (value instanceof Error) return String(value);
    if (Array.isArray(value)) return `an array of ${value.length}`;
    return typeof value === 'object' && value !== null ? 'an object' : String(value);
};

// Whether a value of a type that has a name only, by that name.
const isPlain = (name, value) => {
    if (name === 'bool') return typeof value === 'boolean';
    if (name === 'string') return typeof value === 'string';
    if (name === 'char') return typeof value === 'string' && [...value].length === 1;
    if (name === 'f32' || name === 'f64') return typeof value === 'number';
    if (name in ranges) return Number.isInteger(value) && value >= ranges[name][0] && value <= ranges[name][1];
    if (name in wide) return typeof value === 'bigint' && value >= wide[name][0] && value <= wide[name][1];
    return true;
};

// What is wrong with a value: the way to it, the type that is wanted there, what is there instead.
const wrong = (type, value, way) => {
    if (typeof type === 'string') {
        const wanted = type in wide ? `${type}, a bigint such as 5n` : type;
        return isPlain(type, value) ? undefined : [way, wanted, value];
    }
    const [kind, name, parts] = types[type];
    const first = (pairs) => {
        for (const [part, inner, next] of pairs) {
            const found = wrong(part, inner, next);
            if (found) return found;
        }
        return undefined;
    };
    const isObject = typeof value === 'object' && value !== null;
    switch (kind) {
        case 'list':
            if (ArrayBuffer.isView(value)) return undefined;
            if (!Array.isArray(value)) return [way, name, value];
            return first(value.slice(0, MANY).map((it, at) => [parts, it, `${way}[${at}]`]));
        case 'option':
            return value === null || value === undefined ? undefined : wrong(parts, value, way);
        case 'tuple':
            if (!Array.isArray(value) || value.length !== parts.length) return [way, name, value];
            return first(parts.map((part, at) => [part, value[at], `${way}[${at}]`]));
        case 'record':
            if (!isObject) return [way, name, value];
            return first(parts.map(([key, part]) => [part, value[key], `${way}.${key}`]));
        case 'enum':
            return parts.includes(value) ? undefined : [way, parts.map((it) => `'${it}'`).join(' | '), value];
        case 'variant': {
            const found = isObject && parts.find(([tag]) => tag === value.tag);
            if (!found) return isObject ? [`${way}.tag`, parts.map(([it]) => `'${it}'`).join(' | '), value.tag] : [way, name, value];
            return found[1] === null ? undefined : wrong(found[1], value.val, `${way}.val`);
        }
        case 'flags':
            return isObject ? undefined : [way, name, value];
        default:
            return undefined;
    }
};

// The lines of a stack that are of the user's files.
const own = (stack = '') => {
    const lines = stack.split('\n').filter((line) => line.includes('(/') && !line.includes('(/:'));
    return lines.map((line) => `${line.replace('(/', '(')}\n`).join('');
};

const failed = (of, what, stack = '') => {
    const error = new TypeError(what);
    const file = of.fileName?.slice(1);
    // Where it was given is known no more, but who gave it.
    error.stack = stack || (file ? `    at ${of.name} (${file}:${of.lineNumber}:${of.columnNumber})\n` : '');
    report(error);
    return error;
};

// A function that looks at what `of` gives and throws before the engine does.
const guarded = (of, path, [given, thrown, isAsync]) => {
    const give = (value) => {
        const found = given === null ? undefined : wrong(given, value, '');
        if (found === undefined) return value;
        const [way, wanted, instead] = found;
        const where = way === '' ? `\`${path}\` gives` : `\`${path}\` gives a value whose \`${way.replace(/^\./, '')}\` is`;
        throw failed(of, `${where} ${shown(instead)}, where the world wants ${wanted}`);
    };
    const refuse = (refused) => {
        // What an import refused may be thrown on as it came.
        const error = thrown !== null && refused instanceof Error && 'payload' in refused ? refused.payload : refused;
        const found = thrown === null ? undefined : wrong(thrown, error, '');
        if (thrown !== null && found === undefined) return error;
        const wanted = thrown === null ? 'no error' : found[1];
        return failed(of, `\`${path}\` throws ${shown(error)}, where the world wants ${wanted}`, own(refused?.stack));
    };
    return function (...args) {
        let value;
        try {
            value = Reflect.apply(of, this, args);
        } catch (error) {
            throw refuse(error);
        }
        if (!(value instanceof Promise)) return give(value);
        if (!isAsync) {
            const hint = 'what is awaited in it is never done, for the function is not async in the world';
            throw failed(of, `\`${path}\` gives a promise: ${hint}`);
        }
        return value.then(give, (error) => {
            throw refuse(error);
        });
    };
};

const replacing = (holder, name, value) => Object.defineProperty(holder, name, { value, writable: true, configurable: true, enumerable: true });

// What the engine is given in place of the exports of the module.
const exported = new Map();
for (const [kind, path, ...result] of guards) {
    const [name, holder] = [path.at(-1), path.slice(0, -1)];
    const owner = holders.get(holder.join('.'));
    const from = kind === 'method' ? owner.prototype : owner;
    const guard = guarded(from[name], path.join('.'), result);
    if (holder.length === 0) exported.set(name, guard);
    else if (holder.length === 2) replacing(from, name, guard);
    else {
        if (!exported.has(holder[0])) exported.set(holder[0], Object.create(owner));
        replacing(exported.get(holder[0]), name, guard);
    }
}
