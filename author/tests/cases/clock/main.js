const built = Date.now();
export const later = () => Date.now() >= built;
