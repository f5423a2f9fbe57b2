wit.Stream.from = (items, type) => {
    const { readable, writable } = wit.Stream(type);
    const write = async () => {
        try {
            for await (const item of items) {
                const taken = await writable.writeIterableItem(item);
                if (!taken) return;
            }
        } finally {
            writable.drop();
        }
    };
    return { readable, completion: write() };
};
