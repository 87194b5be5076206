import type { Permesso } from './permessi.js';

/** Who works with the platform. A person has one role at a time; a program of a third party has scopes. */
export const RUOLI = {
  PUBBLICO: 'Nobody in particular: no token.',
  CABINA_REGIA: 'Cabina di Regia of the ATS: the twelve ambiti side by side, never a person.',
  COORDINAMENTO_UDP: 'Coordinamento of the planning offices and its tables.',
  COORDINAMENTO_AFFIDO: 'Tavolo Affido: the foster-family bank without identities.',
  UFFICIO_DI_PIANO: 'Planning office of one ambito.',
  OPERATORE_SOCIALE: 'Social worker of one ambito.',
  SERVIZIO_TUTELA: 'Child-protection service of one ambito.',
  SERVIZIO_AFFIDI: 'Fostering service of one ambito.',
  OPERATORE_ASST: 'Operator of one hospital trust.',
  OPERATORE_ETS: 'Operator of one body of the Terzo Settore.',
  APP: 'A program of a third party, with scopes.',
  GARANTE: 'Reads the access log, no case files.',
} as const;

/** LAVORO is a job of the platform on its own data, such as retention: no token can say it. */
export type Ruolo = keyof typeof RUOLI | 'LAVORO';

/** What a program may be granted, besides what anybody may read. */
export const SCOPE = {
  'dati-aperti': 'Open data: what anybody may read, with a quota of its own.',
  'rete-servizi': 'The network of services.',
} as const;

export type Scope = keyof typeof SCOPE;

const CHI_RICEVE: readonly Permesso[] = ['invio:leggi', 'invio:rispondi'];
const SUI_CASI: readonly Permesso[] = ['caso:leggi', 'caso:scrivi', 'emergenza:apri', 'invio:manda', ...CHI_RICEVE];
const PUBBLICI: readonly Permesso[] = [
  'territorio:leggi',
  'piano:leggi',
  'rete:leggi',
  'statistica:leggi',
  'affido:chiedi',
];

/** The one table of who may do what, printed into schema/permessi.md and tested cell by cell. A token only ever adds. */
export const PERMESSI_DI_RUOLO: Readonly<Record<Ruolo, readonly Permesso[]>> = {
  PUBBLICO: PUBBLICI,
  CABINA_REGIA: [...PUBBLICI, 'rilevazione:leggi', 'osservatorio:partecipa'],
  COORDINAMENTO_UDP: [
    ...PUBBLICI,
    'rilevazione:leggi',
    'rilevazione:coordina',
    'rilevazione:rispondi',
    'osservatorio:partecipa',
    'osservatorio:coordina',
  ],
  COORDINAMENTO_AFFIDO: [...PUBBLICI, 'affido:leggi', 'affido:abbina', 'affido:proponi', 'affido:coordina'],
  UFFICIO_DI_PIANO: [
    ...PUBBLICI,
    'dato:leggi',
    'occupazione:gestisci',
    'cartella:conta',
    'recapito:scrivi',
    'emergenza:rivedi',
    'proposta:leggi',
    'rilevazione:leggi',
    'rilevazione:compila',
    'rilevazione:rispondi',
    'osservatorio:partecipa',
  ],
  OPERATORE_SOCIALE: [...PUBBLICI, ...SUI_CASI],
  SERVIZIO_TUTELA: [...PUBBLICI, ...SUI_CASI, 'affido:leggi', 'proposta:leggi', 'rilevazione:leggi'],
  SERVIZIO_AFFIDI: [
    ...PUBBLICI,
    'affido:leggi',
    'affido:gestisci',
    'affido:abbina',
    'affido:proponi',
    'famiglia:gestisci',
  ],
  OPERATORE_ASST: [...PUBBLICI, ...CHI_RICEVE],
  OPERATORE_ETS: [
    ...PUBBLICI,
    ...CHI_RICEVE,
    'affido:abbina',
    'famiglia:gestisci',
    'poverta:contribuisci',
    'osservatorio:partecipa',
  ],
  APP: PUBBLICI,
  GARANTE: [...PUBBLICI, 'registro:leggi'],
  LAVORO: [],
};

/** Where a role must be placed to mean anything: a planning office is the office of one ambito. */
export const LUOGO_DI_RUOLO: Readonly<Partial<Record<Ruolo, 'ambito' | 'asst' | 'ente'>>> = {
  UFFICIO_DI_PIANO: 'ambito',
  OPERATORE_SOCIALE: 'ambito',
  SERVIZIO_TUTELA: 'ambito',
  SERVIZIO_AFFIDI: 'ambito',
  OPERATORE_ASST: 'asst',
  OPERATORE_ETS: 'ente',
};

/** True for a role that a token may carry. */
export const isRuolo = (name: unknown): name is keyof typeof RUOLI =>
  typeof name === 'string' && Object.hasOwn(RUOLI, name);
export const isScope = (name: unknown): name is Scope => typeof name === 'string' && Object.hasOwn(SCOPE, name);
