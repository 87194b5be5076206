#!/usr/bin/env node
// Runs what was built (`npm run build`): a contributor checks a file here before anything leaves the machine.
import { verificaFile } from '../dist/node/verifica-file.js';

const { testo, codice } = verificaFile(process.argv.slice(2));
(codice === 2 ? process.stderr : process.stdout).write(testo);
process.exitCode = codice;
