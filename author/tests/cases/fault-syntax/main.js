export function greet(name) {
  let x = ;
  return name;
}
