/** What the document ties to poverty: housing, work, health, beside income and who is in it. */
export const TEMI = ['REDDITO', 'PERSONE', 'CASA', 'LAVORO', 'SALUTE'] as const;
export type NomeTema = (typeof TEMI)[number];

/** Public figures that rates are computed on. */
export type Denominatore = 'RESIDENTI' | 'MINORI_RESIDENTI';

export interface NotaQualita {
  readonly testo: string;
  /** The oddity of the source that it tells, by its id. */
  readonly incongruenza?: string;
}

/**
 * What people must know of a figure besides its number. Label, description and unit are those of the voce that asks it, so
 * that what is read is what was asked.
 */
export interface SchedaIndicatore {
  readonly codice: string;
  readonly tema: NomeTema;
  /** False for what counts things and not people: it is told exactly. */
  readonly persone: boolean;
  /** Null where a rate would mean nothing. */
  readonly denominatore: Denominatore | null;
  /** Where contributors take the numerator from. */
  readonly fonteNumeratore: string;
  readonly nonDice: string;
  readonly note: readonly NotaQualita[];
}

const INPS = 'INPS, dalla piattaforma con cui i comuni gestiscono la misura';
const SERVIZI = 'Cartelle dei servizi sociali dei comuni e dell’ambito';
const BANDO = 'Graduatorie dell’avviso pubblico dell’ambito';

const SEGUITI =
  'Conta chi si è rivolto ai servizi, non chi è in povertà: dove i servizi sono più vicini se ne vedono di più.';
const RELAZIONI_INCERTE: NotaQualita = {
  testo: 'Una persona può stare in più di un gruppo: i gruppi non si sommano.',
};
const DUE_GRANDEZZE: NotaQualita = {
  testo:
    '499 casi assegnati allo sportello nel 2020 (cap. 4.2) e 316 beneficiari a settembre 2021 (cap. 6): grandezze diverse, non confrontabili.',
  incongruenza: 'INC-36',
};

type Scheda = Omit<SchedaIndicatore, 'persone' | 'denominatore' | 'note' | 'codice' | 'tema'> &
  Partial<Pick<SchedaIndicatore, 'persone' | 'denominatore' | 'note'>>;

const tema = (nome: NomeTema, schede: Readonly<Record<string, Scheda>>): SchedaIndicatore[] =>
  Object.entries(schede).map(([codice, scheda]) => ({
    persone: true,
    denominatore: 'RESIDENTI' as const,
    note: [],
    ...scheda,
    codice,
    tema: nome,
  }));

/** Reviewed: what leaves the coordination, and nothing else does. No measure is the sum or the difference of others. */
export const INDICATORI: readonly SchedaIndicatore[] = [
  ...tema('REDDITO', {
    rdc_beneficiari: {
      fonteNumeratore: INPS,
      nonDice:
        'Non dice chi ne avrebbe diritto e non la chiede, né chi è povero e ne resta fuori. La misura è cambiata nel 2024: gli anni prima e dopo non si confrontano.',
      note: [
        DUE_GRANDEZZE,
        {
          testo:
            'Il Piano stima che il 10% dei beneficiari abbia una vulnerabilità che può richiedere un intervento a domicilio (pagina 84).',
        },
      ],
    },
    rdc_casi_assegnati: {
      fonteNumeratore: 'Sportello della misura nell’ambito',
      nonDice:
        'È quanto arriva ai servizi in un anno: non dice quante persone sono seguite, né quante ricevono la misura.',
      note: [DUE_GRANDEZZE],
    },
    rdc_persone_sole: {
      fonteNumeratore: INPS,
      nonDice: 'Non dice se chi vive solo ha una rete di parenti o vicini.',
    },
    rem_nuclei: {
      fonteNumeratore: 'INPS',
      nonDice: 'La misura è durata due anni: fuori da quelli non c’è un dato, e non vuol dire zero.',
    },
    rdc_case_manager: {
      fonteNumeratore: 'Équipe multidisciplinare dell’ambito',
      nonDice: 'Non dice come va il progetto.',
    },
    patti_inclusione: {
      fonteNumeratore: 'Équipe multidisciplinare dell’ambito',
      nonDice: 'Un patto firmato non è un patto riuscito: il Piano dice che l’adesione ai progetti è difficile.',
    },
    puc_avviati: {
      fonteNumeratore: 'Comuni dell’ambito',
      nonDice: 'Conta i progetti, non le persone che vi lavorano.',
    },
    autonomia_disabili: {
      fonteNumeratore: 'Ufficio di Piano',
      nonDice: 'Dipende dai fondi regionali dell’anno più che dal bisogno.',
    },
    autonomia_anziani: {
      fonteNumeratore: 'Ufficio di Piano',
      nonDice: 'Dipende dai fondi regionali dell’anno più che dal bisogno.',
    },
  }),
  ...tema('PERSONE', {
    nuclei_unipersonali: { fonteNumeratore: SERVIZI, nonDice: SEGUITI, note: [RELAZIONI_INCERTE] },
    nuclei_due_figli: { fonteNumeratore: SERVIZI, nonDice: SEGUITI, note: [RELAZIONI_INCERTE] },
    nuclei_stranieri: {
      fonteNumeratore: SERVIZI,
      nonDice: `${SEGUITI} La cittadinanza non dice da quanto una famiglia vive qui.`,
      note: [RELAZIONI_INCERTE],
    },
    minori_in_poverta: {
      denominatore: 'MINORI_RESIDENTI',
      fonteNumeratore: SERVIZI,
      nonDice: `${SEGUITI} Non è la povertà relativa dell’ISTAT, che il Piano cita per la Lombardia (un minore su sei).`,
      note: [RELAZIONI_INCERTE],
    },
    giovani_in_poverta: { fonteNumeratore: SERVIZI, nonDice: SEGUITI, note: [RELAZIONI_INCERTE] },
    anziani_in_poverta: { fonteNumeratore: SERVIZI, nonDice: SEGUITI, note: [RELAZIONI_INCERTE] },
    sovraindebitati: {
      fonteNumeratore: SERVIZI,
      nonDice: 'Chi ha debiti che non riesce a pagare lo dice tardi, o non lo dice: il numero è certo per difetto.',
      note: [RELAZIONI_INCERTE],
    },
  }),
  ...tema('CASA', {
    misura_unica_istanze: {
      fonteNumeratore: BANDO,
      nonDice:
        'Chi non conosce l’avviso non fa domanda. Le regole cambiano con l’avviso: confronta con prudenza gli anni.',
    },
    misura_unica_ammesse: {
      fonteNumeratore: BANDO,
      nonDice: 'Dice quanti l’hanno avuta, che dipende anche da quanto denaro c’era.',
    },
    sfratti: {
      fonteNumeratore: SERVIZI,
      nonDice: 'Solo chi è seguito dai servizi: gli altri li conosce il tribunale.',
    },
    alloggi_domande: {
      fonteNumeratore: 'Avvisi pubblici per i servizi abitativi',
      nonDice: 'Una famiglia può fare domanda in più ambiti. Senza un avviso nell’anno non ci sono domande.',
    },
    housing_appartamenti: {
      persone: false,
      fonteNumeratore: 'Enti proprietari, raccolti dall’Ufficio di Piano',
      nonDice: 'Dice quanti ce ne sono, non quanti servirebbero né quanti sono liberi.',
      note: [
        {
          testo:
            "46 appartamenti disponibili nel cap. 4.2; l'obiettivo del cap. 6 parla di coinvolgere l'80% degli enti proprietari per 50 unità.",
          incongruenza: 'INC-25',
        },
      ],
    },
    alloggi_pubblici: {
      persone: false,
      fonteNumeratore: 'Comuni e ALER, ricognizione annuale del patrimonio',
      nonDice: 'Disponibili nell’anno: non è quanto patrimonio c’è, né quanto è da ristrutturare.',
    },
    provvedimenti_affitto: {
      persone: false,
      denominatore: null,
      fonteNumeratore: 'Ufficio di Piano',
      nonDice: 'Conta gli atti, non chi ne ha avuto un aiuto.',
    },
  }),
  ...tema('LAVORO', {
    lavoratori_poveri: {
      fonteNumeratore: SERVIZI,
      nonDice: `${SEGUITI} Chi lavora si rivolge ai servizi meno di chi non lavora.`,
      note: [RELAZIONI_INCERTE],
    },
    sil_utenti: {
      fonteNumeratore: 'Servizio di integrazione lavorativa',
      nonDice: 'Dice chi ha avuto un intervento, non chi ha trovato lavoro.',
      note: [
        {
          testo: 'Il SIL è riferito alla legge 68/99 nel cap. 4.2 e alla "68/69" nel cap. 6.',
          incongruenza: 'INC-33',
        },
        {
          testo:
            'Per il 2021 il Piano dice che le richieste crescono del 35% sul 2020 (pagina 172): sono richieste, non utenti, e non se ne ricava un numero.',
        },
      ],
    },
    zeroottanta_segnalazioni: {
      fonteNumeratore: 'Servizi sociali comunali',
      nonDice: 'Dice chi è stato segnalato: dipende anche da quanto i comuni conoscono il progetto.',
    },
    zeroottanta_progetti: {
      fonteNumeratore: 'Servizio che cura gli inserimenti',
      nonDice: 'Un progetto avviato non è un posto di lavoro.',
    },
  }),
  ...tema('SALUTE', {
    poverta_salute: {
      fonteNumeratore: 'Servizi sociali, con i servizi sanitari che lavorano sullo stesso caso',
      nonDice: 'Solo chi è seguito da entrambi: chi è povero e malato e non si cura non c’è.',
      note: [RELAZIONI_INCERTE],
    },
  }),
];

/** The indicator that stands for a theme where others are compared with it. */
export const SEGNALE_DI: Readonly<Partial<Record<NomeTema, string>>> = {
  CASA: 'misura_unica_istanze',
  LAVORO: 'lavoratori_poveri',
  SALUTE: 'poverta_salute',
};

export const DENOMINATORI: Readonly<Record<Denominatore, string>> = {
  RESIDENTI: 'Residenti dell’anno, somma dei comuni dell’ambito',
  MINORI_RESIDENTI: 'Residenti minorenni dell’anno, somma dei comuni dell’ambito',
};

/** What to know of every rate. */
export const NOTE_SUI_TASSI: readonly NotaQualita[] = [
  {
    testo: 'La somma dei 18 comuni non coincide con il totale di ambito della serie.',
    incongruenza: 'INC-01',
  },
];
