wit.Future.from = (value, type) => {
    const { readable, writable } = wit.Future(type);
    const write = async () => {
        try {
            await writable.write(await value);
        } finally {
            writable.drop();
        }
    };
    return { readable, completion: write() };
};
