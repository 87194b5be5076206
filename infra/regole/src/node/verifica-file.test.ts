import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { definizionePer } from '../rilevazione.js';
import { verifica } from '../verifica.js';
import { serializzaViolazioni } from '../violazione.js';
import { caricaRilevazione } from './cartella.js';
import { verificaFile } from './verifica-file.js';

const BUONO = `voce;stato;valore;nota
minori_31_12;;746;
nuclei_31_12;;511;
minori_prevenzione;;266;
minori_tutela;;480;
eta_media;;11,5;
educativa_nuclei;;59;
educativa_minori;;93;
educativa_ore;;8158;
supporto_psicologico;;353;
`;

describe('the check of a file on the contributor’s machine', () => {
  const dir = mkdtempSync(join(tmpdir(), 'trama-verifica-'));
  afterAll(() => rmSync(dir, { recursive: true }));
  const file = (nome: string, testo: string | Buffer): string => {
    writeFileSync(join(dir, nome), testo);
    return join(dir, nome);
  };

  test('a file that can be sent', () => {
    const { testo, codice } = verificaFile([file('buono.csv', `\uFEFF${BUONO}`), '--anno', '2020']);
    expect(testo).toContain('2020: 9 voci lette, 0 segnalazioni');
    expect(testo).toContain('Il file si può inviare.');
    expect(testo).toContain('NON VERIFICATA TM-01');
    expect(codice).toBe(0);
  });

  test('a file with mistakes, last year’s beside it', () => {
    const storto = BUONO.replace('511', '946').replace('educativa_ore;;8158;\n', '');
    const prima = file('2019.csv', 'voce;valore\nsupporto_psicologico;29\n');
    const { testo, codice } = verificaFile([file('storto.csv', storto), '--anno=2020', '--precedenti', prima]);
    expect(codice).toBe(1);
    expect(testo).toMatch(/^ERRORE TM-03 nuclei_31_12: Ogni nucleo in carico ha almeno un minore/m);
    expect(testo).toMatch(/^ERRORE TM-12 educativa_ore: .*\[.*: 93; .*: non pervenuto\]$/m);
    expect(testo).toMatch(/^AVVISO TM-25 supporto_psicologico: .*: 353; .* nel 2019: 29\]$/m);
    expect(testo).toContain('Prima di inviare ne restano 3');
  });

  test('a warning with a note does not block', () => {
    const annotato = file('annotato.csv', BUONO.replace('eta_media;;11,5;', 'eta_media;;1,5;Solo neonati.'));
    const { testo, codice } = verificaFile([annotato, '--anno', '2020']);
    expect(testo).toMatch(/^AVVISO TM-07 eta_media/m);
    expect(codice).toBe(0);
  });

  test('what cannot be read is said, with its place, and nothing is checked', () => {
    const cattivi = file('cattivi.csv', 'voce;valore\n\nminori_31_12;8.158\n');
    const { testo, codice } = verificaFile([cattivi, '--anno', '2020']);
    expect(testo).toContain('riga 3, colonna valore: 8.158 si legge in due modi: scrivi 8158, oppure 8,158.');
    expect(codice).toBe(2);
    const insieme = file('insieme.csv', 'voce;valore\nminori_31_12;tanti\nminori_tutela;-4\ngatti;1\n');
    expect(verificaFile([insieme, '--anno', '2020']).testo.split('\n')).toEqual([
      expect.stringContaining('insieme.csv, riga 2, colonna valore: tanti non è un numero'),
      expect.stringContaining("insieme.csv, gatti: La voce gatti non c'è"),
      expect.stringContaining(
        'insieme.csv, minori_tutela: Minori seguiti da Tutela Minori (minori_tutela): il valore è -4',
      ),
      'Le regole non sono state controllate: correggi il file e riprova.',
      '',
    ]);
    const latino = file('latino.csv', Buffer.from('voce;valore;nota\nminori_31_12;1;età\n', 'latin1'));
    expect(verificaFile([latino, '--anno', '2020']).testo).toContain('salvalo come CSV UTF-8');
    expect(verificaFile([join(dir, 'assente.csv'), '--anno', '2020']).testo).toContain('controlla il nome');
    expect(verificaFile([file('virgolette.csv', 'voce;valore\n"a;1\n'), '--anno', '2020']).codice).toBe(2);
  });

  test('the year and the collection must exist', () => {
    const buono = file('buono.csv', BUONO);
    expect(verificaFile([]).testo).toContain('npm run verifica -- dati.csv --anno 2021');
    expect(verificaFile([buono]).codice).toBe(2);
    expect(verificaFile([buono, '--anno', '2020', '--forza']).codice).toBe(2);
    expect(verificaFile([buono, '--anno', '1999']).testo).toContain('non si fa per il 1999');
    expect(verificaFile([buono, '--anno', '2020', '--rilevazione', '../etc']).testo).toContain('non esiste');
  });

  test('run as a program, it prints the bytes that the engine gives', () => {
    const storto = file('programma.csv', 'voce;valore\nminori_31_12;12\nnuclei_31_12;40\n');
    const programma = join(__dirname, '../../bin/verifica.mjs');
    const { stdout, status } = spawnSync(process.execPath, [programma, storto, '--anno', '2021', '--json'], {
      encoding: 'utf8',
    });
    const definizione = definizionePer(caricaRilevazione('tutela-minori'), 2021)!;
    const attese = verifica(definizione, [
      { voce: 'minori_31_12', stato: 'VALORE', valore: 12 },
      { voce: 'nuclei_31_12', stato: 'VALORE', valore: 40 },
    ]);
    expect(attese.map(({ regola }) => regola)).toContain('TM-03');
    expect(stdout).toBe(serializzaViolazioni(attese));
    expect(status).toBe(1);
  });
});
