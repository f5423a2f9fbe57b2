/** Declarations of ECMAScript by their file names, as `build.mjs` takes them out of TypeScript. */
declare module 'typescript-libraries' {
  const libraries: Readonly<Record<string, string>>;
  export default libraries;
}

declare module '*.txt' {
  const text: string;
  export default text;
}
