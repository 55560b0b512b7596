/** `npm run backup` and `npm run restore`: the embedded store as a file, also while a dashboard has it open. */
import { runCommand } from './lib/command.mjs';

runCommand(async () => (await import('../lib/store-dump/store-command.ts')).runStoreCommand);
