// Nothing is imported that this could be written to: who runs the component finds it in its memory, behind
// words that stand there in this order once only.
const told = new Uint8Array(2048);
told.set(Array.from(':dlot liatevod', (it) => it.charCodeAt(0)).reverse());
const report = (error) => {
    const text = unescape(encodeURIComponent(`${error}\n${error.stack}`.toWellFormed()));
    const bytes = Uint8Array.from(text.slice(0, 2000), (it) => it.charCodeAt(0));
    told.fill(0, 14);
    told.set(bytes, 14);
};
