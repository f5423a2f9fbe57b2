const deep = (n) => deep(n + 1) + 1;
deep(0);
export const greet = String;
