/** `npm run let-in`: a link for an operator who has lost the password or the second factor, with nobody to ask. */
import { runCommand } from './lib/command.mjs';

runCommand(async () => (await import('../lib/let-in/let-in-command.ts')).runLetIn);
