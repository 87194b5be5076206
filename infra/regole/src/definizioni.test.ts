import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { testoDefinizione } from './impronta.js';
import { caricaRilevazione, DEFINIZIONI_DIR, fileDi, rilevazioniPresenti } from './node/cartella.js';
import { type DefinizioneAnnuale, definizionePer, vociIn } from './rilevazione.js';
import type { Dato } from './valori.js';
import { calcola, esamina, impedimenti, verifica } from './verifica.js';
import { serializzaViolazioni } from './violazione.js';

interface Cifra {
  readonly etichetta: string;
  readonly valore: number;
  readonly anno?: number;
  readonly data?: string;
  readonly riferimento?: string;
  readonly fonte: { readonly pagina: number };
}

const DATA = join(__dirname, '../../reference/data');
const cifre = (JSON.parse(readFileSync(join(DATA, 'tutela-minori.json'), 'utf8')) as { cifre: Cifra[] }).cifre;
const fatti = JSON.parse(readFileSync(join(DATA, 'fatti-quantitativi.json'), 'utf8')) as Array<{
  readonly tema: string;
  readonly indicatore: string;
  readonly valore: number | null;
}>;

/** The figures that the Piano publishes of ambito 4, by the voce that asks them. */
const VOCE_DI: Readonly<Record<string, string>> = {
  'minori seguiti dal Servizio Prevenzione e Disagio': 'minori_prevenzione',
  'minori seguiti dal Servizio Tutela Minori': 'minori_tutela',
  'minori in carico a Tutela e Disagio': 'minori_31_12',
  'nuclei in carico a Tutela e Disagio': 'nuclei_31_12',
  'età media dei minori in carico': 'eta_media',
  'progetti di affido etero-familiare attivi': 'affido_progetti',
  'nuclei seguiti dall’Educativa Minori': 'educativa_nuclei',
  'minori seguiti dall’Educativa Minori': 'educativa_minori',
  'ore erogate dall’Educativa Minori': 'educativa_ore',
  'utenti del Servizio Genitori Condivisi': 'genitori_condivisi',
  'utenti dei consultori': 'consultori_utenti',
  'richieste di supporto psicologico di preadolescenti e adolescenti': 'supporto_psicologico',
  'contatti delle attività di territorio': 'territorio_contatti',
};
/** Changes in percent, which the collection works out instead of asking. */
const NON_CHIESTE = ['aumento dichiarato delle richieste', 'calo dei contatti sul territorio'];

const annoDi = ({ anno, data, riferimento }: Cifra): number =>
  anno ?? Number((data ?? riferimento ?? '').match(/\d{4}/)![0]);
const delPiano = (anno: number): Dato[] =>
  cifre
    .filter((cifra) => VOCE_DI[cifra.etichetta] && annoDi(cifra) === anno)
    .map(({ etichetta, valore }) => ({ voce: VOCE_DI[etichetta]!, stato: 'VALORE', valore }));

const tutela = caricaRilevazione('tutela-minori');
const per = (anno: number): DefinizioneAnnuale => definizionePer(tutela, anno)!;

describe('the definitions of the project', () => {
  test.each(rilevazioniPresenti())(
    '%s is sound: types, formulas, history, and every example of every rule',
    (codice) => {
      expect(() => caricaRilevazione(codice)).not.toThrow();
    },
  );

  test('no year of a campaign that was opened ever changes', () => {
    const impronte = JSON.parse(readFileSync(join(DEFINIZIONI_DIR, 'impronte.json'), 'utf8')) as Record<
      string,
      Record<string, string>
    >;
    const calcolate = Object.fromEntries(
      rilevazioniPresenti().map((codice) => {
        const rilevazione = caricaRilevazione(codice);
        const anni = Object.keys(impronte[codice] ?? {});
        const sigilli = anni.map((anno) => {
          const testo = testoDefinizione(definizionePer(rilevazione, Number(anno))!);
          return [anno, createHash('sha256').update(testo).digest('hex')];
        });
        return [codice, Object.fromEntries(sigilli) as Record<string, string>];
      }),
    );
    expect(calcolate).toEqual(impronte);
  });
});

describe('the yearly collection on tutela minori', () => {
  test('asks every figure that the Piano publishes, with the page it is on', () => {
    const mute = cifre.filter(({ etichetta }) => !VOCE_DI[etichetta] && !NON_CHIESTE.includes(etichetta));
    expect(mute).toEqual([]);
    for (const { etichetta, fonte } of cifre.filter((cifra) => VOCE_DI[cifra.etichetta])) {
      const voce = per(2020).modulo.voci.get(VOCE_DI[etichetta]!)!;
      expect([voce.codice, voce.fonte?.pagina]).toEqual([voce.codice, fonte.pagina]);
    }
    const voci = vociIn(per(2020));
    expect(voci.length).toBeGreaterThanOrEqual(40);
    expect(voci.filter(({ fonte }) => fonte).length).toBeGreaterThanOrEqual(30);
  });

  test('in 2020 the figures of ambito 4 break no rule, and 2019 is compared where the Piano gives it', () => {
    const dati = delPiano(2020);
    expect(Object.fromEntries(dati.map(({ voce, valore }) => [voce, valore]))).toEqual({
      minori_prevenzione: 266,
      minori_tutela: 480,
      minori_31_12: 746,
      nuclei_31_12: 511,
      eta_media: 11.5,
      educativa_nuclei: 59,
      educativa_minori: 93,
      educativa_ore: 8158,
      genitori_condivisi: 75,
      consultori_utenti: 5755,
      supporto_psicologico: 353,
      territorio_contatti: 4608,
    });
    const { violazioni, nonVerificate } = esamina(per(2020), dati, delPiano(2019));
    expect(violazioni).toEqual([]);
    const mute = new Set(nonVerificate.map(({ regola }) => regola));
    const giudicate = per(2020).regole.filter(({ codice }) => !mute.has(codice));
    expect(giudicate.map(({ codice }) => codice)).toEqual([
      'TM-03',
      'TM-04',
      'TM-05',
      'TM-07',
      'TM-12',
      'TM-13',
      'TM-14',
      'TM-15',
      'TM-25',
    ]);
  });

  test('the same figures stand in the archive of quantitative facts', () => {
    const valori = fatti.filter(({ tema, valore }) => tema === 'Tutela minori' && valore !== null);
    const diPiano = new Set([...delPiano(2020), ...delPiano(2021)].map(({ valore }) => valore));
    expect(valori.length).toBeGreaterThanOrEqual(4);
    expect(valori.filter(({ valore }) => !diPiano.has(valore))).toEqual([]);
  });

  test('works out what follows from them', () => {
    const calcolati = calcola(per(2020), delPiano(2020)).filter(({ valore }) => valore !== null);
    expect(Object.fromEntries(calcolati.map(({ voce, valore }) => [voce, valore]))).toEqual({
      minori_per_nucleo: 1.46,
      minori_seguiti: 746,
      educativa_ore_per_minore: 87.72,
    });
  });

  test('in 2021 the Piano gives one figure: it can be sent only with a note on what is missing', () => {
    const dati = delPiano(2021);
    expect(dati).toEqual([{ voce: 'affido_progetti', stato: 'VALORE', valore: 21 }]);
    const mancano = verifica(per(2021), dati, delPiano(2020));
    expect(mancano.map(({ regola, voce, gravita }) => `${gravita} ${regola} ${voce}`)).toEqual([
      'ERRORE OBBLIGATORIA minori_31_12',
      'ERRORE OBBLIGATORIA nuclei_31_12',
      'ERRORE OBBLIGATORIA minori_prevenzione',
      'ERRORE OBBLIGATORIA minori_tutela',
    ]);
    const note = mancano.map(({ voce }): Dato => ({
      voce,
      stato: 'NON_PERVENUTO',
      nota: 'Il Piano di Zona non lo pubblica.',
    }));
    const annotati = [...dati, ...note];
    expect(impedimenti(verifica(per(2021), annotati, delPiano(2020)), annotati)).toEqual([]);
  });

  test.each([
    ['minors and households swapped', { minori_31_12: 511, nuclei_31_12: 746 }, ['TM-03']],
    ['a digit too many', { educativa_ore: 81_580 }, ['TM-14']],
    ['the hours forgotten', { educativa_ore: null }, ['TM-12']],
    ['the total over its parts', { minori_31_12: 747 }, ['TM-05']],
    ['households and minors of the educativa swapped', { educativa_nuclei: 93, educativa_minori: 59 }, ['TM-13']],
    ['ten times the requests of the year before', { supporto_psicologico: 3530 }, ['TM-25']],
  ])('%s does not pass', (_, errori: Readonly<Record<string, number | null>>, attese) => {
    const dati = delPiano(2020).flatMap((dato): Dato[] => {
      const errore = errori[dato.voce];
      return errore === null ? [] : [{ ...dato, valore: errore ?? dato.valore }];
    });
    expect(verifica(per(2020), dati, delPiano(2019)).map(({ regola }) => regola)).toEqual(attese);
  });
});

describe('the same engine elsewhere', () => {
  const codici = [...vociIn(per(2021)).map(({ codice }) => codice), 'voce_di_troppo'];
  const numero = fc.oneof(
    fc.nat(900),
    fc.nat(90_000).map((n) => n / 100),
    fc.nat(5),
  );
  const stato = fc.constantFrom('ZERO', 'NON_PERVENUTO', 'NON_DOVUTO', 'NON_APPLICABILE', 'SOPPRESSO', 'VALORE');
  const dati = fc.tuple(
    ...codici.map((voce): fc.Arbitrary<Dato> => {
      const pieno = numero.map((valore): Dato => ({ voce, stato: 'VALORE', valore }));
      const altro = fc.record({ voce: fc.constant(voce), stato, valore: fc.constant(null) }) as fc.Arbitrary<Dato>;
      return fc.oneof({ weight: 5, arbitrary: pieno }, { weight: 1, arbitrary: altro });
    }),
  );

  test('gives the same bytes where there is only ECMAScript, on forty compilations', () => {
    const caso = fc.record({ anno: fc.constantFrom(2020, 2021), dati, precedenti: fc.option(dati) });
    const casi = fc.sample(caso, { numRuns: 40, seed: 4 });
    const qui = casi.map((uno) => serializzaViolazioni(verifica(per(uno.anno), uno.dati, uno.precedenti)));
    const { stdout, stderr } = spawnSync(
      process.execPath,
      ['--experimental-vm-modules', '--no-warnings', join(__dirname, '../bin/solo-ecmascript.mjs')],
      { input: JSON.stringify({ file: fileDi('tutela-minori'), casi }), encoding: 'utf8' },
    );
    expect(stderr).toBe('');
    expect(JSON.parse(stdout)).toEqual(qui);
    const regole = new Set(
      qui.flatMap((testo) => (JSON.parse(testo) as Array<{ regola: string }>).map((v) => v.regola)),
    );
    expect(regole.size).toBeGreaterThan(15);
  });
});
