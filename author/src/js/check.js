const kinds = {
    object: (it) => typeof it === 'object' && it !== null,
    class: (it) => typeof it === 'function' && it.prototype !== undefined,
    function: (it) => typeof it === 'function',
    static: (it) => typeof it === 'function',
    method: (it) => typeof it === 'function',
};

const faults = [];
const reported = new Set();
const holders = new Map([['', given]]);
for (const [kind, ...path] of wanted) {
    const name = path.at(-1);
    const holder = holders.get(path.slice(0, -1).join('.'));
    if (holder === undefined) continue;
    const owner = kind === 'method' ? holder.prototype : holder;
    const inherited = kind === 'static' ? Function.prototype : Object.prototype;
    const found = owner[name] === inherited[name] ? undefined : owner[name];
    if (kinds[kind](found)) {
        holders.set(path.join('.'), found);
    } else {
        const word = found === undefined ? 'missing' : 'wrong';
        faults.push(`${word} ${kind} ${path.join('.')}`);
    }
}
for (const [path, holder] of holders) {
    const names = kinds.class(holder)
        ? [...Object.getOwnPropertyNames(holder.prototype), ...Object.keys(holder)]
        : Object.keys(holder);
    if (path !== '' && !kinds.object(holder) && !kinds.class(holder)) continue;
    for (const name of names) {
        const full = path === '' ? name : `${path}.${name}`;
        const isWanted = wanted.some(([, ...path]) => path.join('.') === full);
        if (!isWanted && name !== 'constructor') faults.push(`other any ${full}`);
    }
}
if (faults.some((fault) => !fault.startsWith('other'))) {
    throw new Error(['dovetail:', ...faults].join('\n'));
}
if (faults.length > 0) {
    const others = faults.map((fault) => fault.split(' ').at(-1));
    TELL;
}
