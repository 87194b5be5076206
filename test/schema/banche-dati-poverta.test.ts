import { datiPoverta } from '@trama/ats/osservatorio-poverta/osservatorio.cubo';
import { cadenzaDi } from '@trama/ats/osservatorio-poverta/tavolo/cadenza';
import { piuMesi } from '@trama/kernel/calendario';
import { Archivi } from '@trama/reference/archivi';
import { contributiTerzoSettore } from '@trama/terzo-settore/contributo-poverta/contributo.cubo';
import { buildSchema, isObjectType } from 'graphql';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { righeValoriPoverta } from '../../subgraphs/ats/seed/riferimento-poverta.js';

/** What serves a data bank that the Piano names: fields of the graph, and measures that are published. */
interface Servita {
  /** By each thing that the document says to be in it. */
  readonly contenuto: Readonly<Record<string, readonly string[]>>;
  /** Whoever it is for reads it by a permission that everybody has, or writes it by this one. */
  readonly scrittura: readonly string[];
}

const INDICATORI = ['OsservatorioPoverta.indicatori', 'EdizioneOsservatorio.indicatori', 'Query.statistiche'];

const SERVITE: Readonly<Record<string, Servita>> = {
  'BD-032': {
    contenuto: {
      'informazioni sullo stato del fenomeno': [...INDICATORI, 'OsservatorioPoverta.contributiTerzoSettore'],
      'strategie di fronteggiamento': ['EdizioneOsservatorio.letture', 'EdizioneOsservatorio.quesiti'],
      'opportunità di risposta già attive': [
        'Ambito.offerta',
        'Query.unitaOfferta',
        'poverta puc_avviati',
        'poverta sil_utenti',
      ],
    },
    scrittura: [
      'Mutation.prevediIncontro',
      'Mutation.tieniIncontro',
      'Mutation.aggiungiMembroOsservatorio',
      'Mutation.scriviLettura',
      'Mutation.poniQuesito',
    ],
  },
  'BD-033': {
    contenuto: {
      'dati sullo stato del fenomeno povertà': [
        ...INDICATORI,
        'OsservatorioPoverta.edizioni',
        'EdizioneOsservatorio.differenze',
        'poverta rdc_beneficiari',
      ],
    },
    scrittura: ['Mutation.salvaCompilazione', 'Mutation.fissaEdizione'],
  },
  'BD-034': {
    contenuto: {
      'persone sole in condizione di povertà': [
        ...INDICATORI,
        'poverta rdc_persone_sole',
        'poverta nuclei_unipersonali',
      ],
    },
    scrittura: ['Mutation.salvaCompilazione'],
  },
  'BD-035': {
    contenuto: {
      'beneficiari di RdC ed emergenza': [
        ...INDICATORI,
        'Ambito.poverta',
        'poverta rdc_beneficiari',
        'poverta rem_nuclei',
      ],
    },
    scrittura: ['Mutation.salvaCompilazione'],
  },
  'BD-036': {
    contenuto: {
      'persone seguite in condizione di povertà': [
        'OsservatorioPoverta.contributiTerzoSettore',
        'Query.serieContributiPoverta',
        'contributi-terzo-settore REDDITO',
        'contributi-terzo-settore BENI_PRIMA_NECESSITA',
      ],
    },
    scrittura: ['Mutation.salvaContributoPoverta'],
  },
  'BD-037': {
    contenuto: {
      'caratteristiche delle persone in stato di disagio': [
        ...INDICATORI,
        ...[
          'nuclei_due_figli',
          'nuclei_stranieri',
          'minori_in_poverta',
          'giovani_in_poverta',
          'anziani_in_poverta',
          'sovraindebitati',
          'lavoratori_poveri',
        ].map((voce) => `poverta ${voce}`),
      ],
    },
    scrittura: ['Mutation.salvaCompilazione'],
  },
  'BD-038': {
    contenuto: {
      'beneficiari assegnati ai case manager': [
        ...INDICATORI,
        'poverta rdc_case_manager',
        'poverta rdc_casi_assegnati',
      ],
      'Patti di Inclusione finalizzati': ['poverta patti_inclusione'],
      'Progetti Utili alla Collettività avviati': ['poverta puc_avviati'],
    },
    scrittura: ['Mutation.salvaCompilazione'],
  },
};

/** Figures that the catalogue of data banks repeats: the voce that each is a value of. */
const CIFRE: Readonly<Record<string, string>> = {
  'beneficiari RdC a settembre 2021': 'rdc_beneficiari',
  'casi assegnati nel 2020': 'rdc_casi_assegnati',
};

interface BancaDati {
  readonly codice: string;
  readonly nome: string;
  readonly contenuto: readonly string[];
  readonly frequenza: string | null;
  readonly datiQuantitativi?: ReadonlyArray<{ etichetta: string; valore: number; anno?: number }>;
}

describe('the data banks on poverty that the Piano names', () => {
  const archivi = new Archivi();
  const { banche } = lette(archivi);
  const schema = buildSchema(readFileSync(join(__dirname, '../../schema/api.graphql'), 'utf8'));
  const misure = new Map([datiPoverta, contributiTerzoSettore].map(({ nome, misure: sue }) => [nome, sue]));

  /** `Type.field` of the graph, or `cube measure` of what is published. */
  const esiste = (nome: string): boolean => {
    const [cubo, misura] = nome.split(' ');
    if (misura) {
      return misura in (misure.get(cubo!) ?? {});
    }
    const [tipo, campo] = nome.split('.');
    const trovato = schema.getType(tipo!);
    return isObjectType(trovato) && campo! in trovato.getFields();
  };

  test('are seven, BD-032 to BD-038, and each is served', () => {
    expect(banche.map(({ codice }) => codice)).toEqual(Object.keys(SERVITE));
    expect(banche).toHaveLength(7);
  });

  test.each(banche.map((banca) => [`${banca.codice} ${banca.nome}`, banca] as const))(
    '%s is served in everything that it holds, and somebody can write it',
    (_nome, { codice, contenuto }) => {
      const servita = SERVITE[codice]!;
      expect(Object.keys(servita.contenuto)).toEqual(contenuto);
      const nomi = [...Object.values(servita.contenuto).flat(), ...servita.scrittura];
      expect(nomi.filter((nome) => !esiste(nome))).toEqual([]);
      expect(
        Math.min(...Object.values(servita.contenuto).map((da) => da.length), servita.scrittura.length),
      ).toBeGreaterThan(0);
    },
  );

  test('give each figure that the catalogue repeats as a value of the collection', () => {
    const valori = righeValoriPoverta(archivi);
    const del038 = banche.find(({ codice }) => codice === 'BD-038')!.datiQuantitativi!;
    expect(del038.map(({ etichetta }) => etichetta).sort()).toEqual(Object.keys(CIFRE).sort());
    for (const { etichetta, valore } of del038) {
      expect(valori.filter(({ voce }) => voce === CIFRE[etichetta]).map((riga) => riga.valore)).toEqual([valore]);
    }
  });

  test('meet at least as often as the document says', () => {
    const { frequenza, datiQuantitativi } = banche.find(({ codice }) => codice === 'BD-032')!;
    expect(frequenza).toContain('almeno semestrale');
    const minimi = datiQuantitativi!.find(({ etichetta }) => etichetta === 'incontri annuali minimi')!.valore;
    const { entro } = cadenzaDi([{ previstoIl: '2026-01-10', tenutoIl: '2026-01-10' }], '2026-01-10');
    expect(entro).toBe(piuMesi('2026-01-10', 12 / minimi));
  });
});

/** The archive of data banks is kept as it was extracted, without a shape of its own. */
function lette(archivi: Archivi): { banche: BancaDati[] } {
  const documento = archivi.get('bancheDati') as unknown;
  const tutte = (
    Array.isArray(documento) ? documento : Object.values(documento as object).find(Array.isArray)
  ) as BancaDati[];
  return { banche: tutte.filter(({ codice }) => /^BD-03[2-8]$/.test(codice)) };
}
