await new Promise(() => {});
export const greet = String;
