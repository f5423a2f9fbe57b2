// Greets people: the twin, in JavaScript, of the component in Rust.

export const greet = {
  hello({ name, age }) {
    return age < 18 ? `Hi ${name}! ${age} is a fine age to learn WIT.` : `Hello ${name}! At ${age} you are just in time for components.`;
  },
};
