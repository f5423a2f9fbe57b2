//! What js-component-bindgen makes of a call that waits for an asynchronous import of the host, mended.

/// Where the result of such a call is given to the component as the host gave it.
const RAW: &str = " resolve(subtask.getResult());";

/// The same, but what is no number yet is lowered: into memory of its own, since the results' lowerings
/// write into memory only, and this one goes back as a core value.
const LOWERED: &str = " const given = subtask.getResult();
            const isObject = typeof given === 'object' && given !== null;
            if (hasResultPointer || !isObject && typeof given !== 'string') {
              resolve(given);
              return;
            }
            const memory = { buffer: new ArrayBuffer(16) };
            resultLowerFns[0]({ componentIdx, memory, vals: [given], storagePtr: 8, stringEncoding });
            resolve(new DataView(memory.buffer).getUint32(8, true));";

/// Makes such calls give streams, futures, resources, characters, cases and flags as well as numbers.
pub(super) fn lowered(js: &str) -> String {
    js.replacen(RAW, LOWERED, 1)
}
