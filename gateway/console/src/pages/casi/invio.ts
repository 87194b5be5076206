import type {
  CampoInvio,
  ConsoleBasiQuery,
  DestinazioneInvio,
  InviaInput,
  ServizioCaso,
  TipoInvio,
} from '../../graph/operazioni/casi';
import { oggi } from '../../lib/giorni';
import { type Campo, elencoDi, opzioniDa, testoDi, type Valori } from '../../ui/campo';
import type { Ente } from './destinatari';
import { CAMPO_INVIO, SERVIZIO } from './parole';

export interface Scelte extends ConsoleBasiQuery {
  readonly enti: readonly Ente[];
  /** The caller's own: inside it a case is assigned or passed on. */
  readonly mio: number | null;
}

const TUTTI_I_CAMPI = Object.keys(CAMPO_INVIO) as CampoInvio[];

const A_CHI: Readonly<Record<DestinazioneInvio, string>> = {
  AMBITO: 'Un servizio di un altro ambito',
  ASST: 'Una ASST',
  ENTE: 'Un ente del Terzo Settore',
};

/** Each choice leaves what it allows: the body says which laws hold, the law which data may go. */
export function campiInvio(scelte: Scelte, valori: Valori): Campo[] {
  const verso = testoDi(valori, 'verso') as DestinazioneInvio | null;
  const basi = (scelte.basiGiuridiche ?? []).filter((base) => verso !== null && base.verso.includes(verso));
  const ammessi = ammessiDa(scelte, valori);
  return [
    {
      nome: 'tipo',
      etichetta: 'Che cosa fai',
      tipo: 'scelta',
      isObbligatorio: true,
      opzioni: [
        { valore: 'RICHIESTA', etichetta: 'Chiedo qualcosa: la famiglia resta seguita qui' },
        { valore: 'TRASFERIMENTO', etichetta: 'Passo la famiglia: alla consegna il caso qui si chiude' },
      ],
    },
    { nome: 'verso', etichetta: 'A chi', tipo: 'scelta', isObbligatorio: true, opzioni: opzioniDa(A_CHI) },
    ...(verso === null ? [] : destinatari(scelte)[verso]),
    ...(verso === null
      ? []
      : [
          {
            nome: 'base',
            etichetta: 'Su quale base giuridica',
            tipo: 'scelta' as const,
            isObbligatorio: true,
            aiuto: 'Decide quali dati si possono inviare.',
            opzioni: basi.map(({ codice, testo }) => ({ valore: codice, etichetta: testo })),
          },
        ]),
    ...(ammessi.length === 0 ? [] : [campoDati(ammessi)]),
    {
      nome: 'motivo',
      etichetta: 'Perché, e per che cosa',
      tipo: 'area',
      isObbligatorio: true,
      lunghezza: 1000,
      aiuto: 'Senza nomi: chi riceve lo legge prima di accettare.',
      controlla: (value) => (String(value).trim().length < 10 ? 'Scrivi almeno 10 caratteri.' : undefined),
    },
    ...(datiScelti(scelte, valori).includes('RELAZIONE')
      ? [{ nome: 'relazione', etichetta: 'Relazione', tipo: 'area' as const, isObbligatorio: true, lunghezza: 20_000 }]
      : []),
    { nome: 'urgente', etichetta: 'È urgente: la risposta è attesa entro 2 giorni', tipo: 'spunta' },
    {
      nome: 'entro',
      etichetta: 'Risposta attesa entro',
      tipo: 'data',
      min: oggi(),
      aiuto: valori.urgente === true ? '2 giorni, se lo lasci vuoto.' : '30 giorni, se lo lasci vuoto.',
    },
  ];
}

const destinatari = ({ ambiti, aziendeSociosanitarie, enti, mio }: Scelte): Record<DestinazioneInvio, Campo[]> => ({
  AMBITO: [
    {
      nome: 'ambito',
      etichetta: 'Quale ambito',
      tipo: 'scelta',
      isObbligatorio: true,
      opzioni: ambiti
        .filter(({ numero }) => numero !== mio)
        .map(({ numero, nome }) => ({ valore: String(numero), etichetta: `${numero}. ${nome}` })),
    },
    {
      nome: 'servizio',
      etichetta: 'Quale servizio',
      tipo: 'scelta',
      isObbligatorio: true,
      opzioni: opzioniDa(SERVIZIO),
    },
  ],
  ASST: [
    {
      nome: 'asst',
      etichetta: 'Quale ASST',
      tipo: 'scelta',
      isObbligatorio: true,
      opzioni: aziendeSociosanitarie.map(({ codice, nome }) => ({ valore: codice, etichetta: nome })),
    },
  ],
  ENTE: [
    {
      nome: 'ente',
      etichetta: 'Quale ente',
      tipo: 'scelta',
      isObbligatorio: true,
      // Some records name a kind of bodies and not one of them: nobody could open what is sent to it.
      opzioni: enti
        .filter(({ generico }) => !generico)
        .map(({ codice, denominazione, comuneNome }) => ({
          valore: codice,
          etichetta: comuneNome ? `${denominazione} (${comuneNome})` : denominazione,
        }))
        .sort((a, b) => a.etichetta.localeCompare(b.etichetta, 'it')),
    },
  ],
});

const campoDati = (ammessi: readonly CampoInvio[]): Campo => ({
  nome: 'campi',
  etichetta: 'Che cosa si invia',
  tipo: 'scelte',
  isObbligatorio: true,
  opzioni: ammessi.map((valore) => ({ valore, etichetta: CAMPO_INVIO[valore] })),
  controlla: (_, all) => {
    const dati = elencoDi(all, 'campi');
    const isSenzaNomi = !dati.includes('ANAGRAFICA_MINORI') && !dati.includes('ANAGRAFICA_ADULTI');
    return dati.includes('CODICI_FISCALI') && isSenzaNomi
      ? 'I codici fiscali vanno con i nomi a cui appartengono: aggiungi i nomi.'
      : undefined;
  },
});

function ammessiDa({ basiGiuridiche }: Scelte, valori: Valori): CampoInvio[] {
  const [verso, codice] = [testoDi(valori, 'verso'), testoDi(valori, 'base')];
  const base = basiGiuridiche?.find((one) => one.codice === codice && one.verso.some((kind) => kind === verso));
  return TUTTI_I_CAMPI.filter((campo) => base?.campi.includes(campo));
}

/** Chosen before another law was is not chosen any more. */
export function datiScelti(scelte: Scelte, valori: Valori): CampoInvio[] {
  const chosen = elencoDi(valori, 'campi');
  return ammessiDa(scelte, valori).filter((campo) => chosen.includes(campo));
}

export function invioDa(scelte: Scelte, valori: Valori): Omit<InviaInput, 'chiaveIdempotenza' | 'caso'> {
  const campi = datiScelti(scelte, valori);
  return {
    campi,
    tipo: String(valori.tipo) as TipoInvio,
    base: String(valori.base),
    destinatario: destinatarioDa(valori),
    motivo: testoDi(valori, 'motivo') ?? '',
    relazione: campi.includes('RELAZIONE') ? testoDi(valori, 'relazione') : null,
    urgente: valori.urgente === true,
    entro: testoDi(valori, 'entro'),
  };
}

/** What was chosen for another kind of body stays in the form, and does not go. */
function destinatarioDa(valori: Valori): InviaInput['destinatario'] {
  switch (valori.verso) {
    case 'AMBITO':
      return { ambito: Number(valori.ambito), servizio: String(valori.servizio) as ServizioCaso };
    case 'ASST':
      return { asst: String(valori.asst) };
    default:
      return { ente: String(valori.ente) };
  }
}
