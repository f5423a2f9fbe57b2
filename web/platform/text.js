// `TextEncoder` and `TextDecoder`.
import 'fast-text-encoding';
