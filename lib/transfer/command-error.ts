import 'server-only';

/** An end that needs no stack: `message` is for the person at the terminal. */
export class CommandError extends Error {}
