// Modules import the same of the world as with the other engine: by names or as a whole, without
// versions if they like, and the world's own functions as globals.
{
    const define = defineBuiltinModule;
    const known = new Set();
    globalThis.defineBuiltinModule = (name, items) => {
        if ('default' in items) {
            globalThis[name.replace(/-(.)/g, (_, letter) => letter.toUpperCase())] = items.default;
        }
        const module = { default: items, ...items };
        for (const alias of [name, name.replace(/@[^@]*$/, '')]) {
            if (!known.has(alias)) define(alias, module);
            known.add(alias);
        }
    };
}
