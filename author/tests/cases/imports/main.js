import echoes, { echoText } from 'test:host/echoes';

export const shout = (text) => echoText(text) + '!';

export function attempt(text) {
  try {
    return String(echoes.failText(text));
  } catch (error) {
    return `failed: ${error.payload}`;
  }
}
