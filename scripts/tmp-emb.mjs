import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadTypeScript } from './lib/typescript.mjs';
await loadTypeScript();
const { runScale } = await import('./scale/run-scale.ts');
const folder = await mkdtemp(join(tmpdir(), 'identity-desk-scale-'));
await runScale([{ name:'Embedded store', small:{place:{dataDir:join(folder,'small')},size:10000}, large:{place:{dataDir:join(folder,'large')},size:100000}}], console.log);
await rm(folder,{recursive:true,force:true});
