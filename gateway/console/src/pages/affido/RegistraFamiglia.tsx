import { useMutation } from 'urql';
import { ConsoleRegistraFamigliaDocument, type TipoAffido } from '../../graph/operazioni/affido';
import { Dialogo } from '../../ui/Dialogo';
import { type Campo, Modulo, type Valori } from '../../ui/Modulo';
import { TIPI } from './parole';

const tipoDi = (tipo: string): string => `tipo-${tipo}`;
const NESSUN_TIPO = 'Scegli almeno un tipo di affido.';

const CAMPI: readonly Campo[] = [
  {
    nome: 'comune',
    etichetta: 'Comune di casa',
    tipo: 'testo',
    isObbligatorio: true,
    aiuto: 'Codice ISTAT di 6 cifre, per esempio 017075 per Gardone Val Trompia.',
    controlla: (value) => (/^\d{6}$/.test(String(value)) ? undefined : 'Il codice ISTAT ha 6 cifre.'),
  },
  {
    nome: 'componenti',
    etichetta: 'Componenti della famiglia',
    tipo: 'numero',
    isObbligatorio: true,
    min: '1',
    max: '20',
  },
  ...Object.entries(TIPI).map(([tipo, nome], index): Campo => ({
    nome: tipoDi(tipo),
    etichetta: `Affido: ${nome.toLowerCase()}`,
    tipo: 'spunta',
    controlla: (_, all) =>
      index === 0 && !Object.keys(TIPI).some((one) => all[tipoDi(one)] === true) ? NESSUN_TIPO : undefined,
  })),
  { nome: 'etaMin', etichetta: 'Età minima', tipo: 'numero', isObbligatorio: true, min: '0', max: '17' },
  {
    nome: 'etaMax',
    etichetta: 'Età massima',
    tipo: 'numero',
    isObbligatorio: true,
    min: '0',
    max: '17',
    controlla: (value, { etaMin }) =>
      Number(value) < Number(etaMin) ? 'L’età massima viene dopo la minima.' : undefined,
  },
  { nome: 'posti', etichetta: 'Posti', tipo: 'numero', isObbligatorio: true, min: '1', max: '10' },
  { nome: 'fratelli', etichetta: 'Accoglie fratelli insieme', tipo: 'spunta' },
  { nome: 'bisogniSpeciali', etichetta: 'Accoglie bisogni speciali', tipo: 'spunta' },
  { nome: 'distanzaMaxKm', etichetta: 'Distanza massima in chilometri', tipo: 'numero', min: '1' },
];

const VUOTI: Valori = Object.fromEntries(CAMPI.map(({ nome, tipo }) => [nome, tipo === 'spunta' ? false : '']));

/** No draft is kept: what is typed here is about people. Names and contacts are written afterwards, by themselves. */
export function RegistraFamiglia({
  onFatto,
  onAnnulla,
}: {
  readonly onFatto: () => void;
  readonly onAnnulla: () => void;
}) {
  const [, register] = useMutation(ConsoleRegistraFamigliaDocument);
  return (
    <Dialogo titolo="Registra una famiglia affidataria" onChiudi={onAnnulla} isLargo>
      <Modulo
        campi={CAMPI}
        iniziali={VUOTI}
        invia="Registra"
        onInvia={({ valori, chiaveIdempotenza }) => register({ input: { chiaveIdempotenza, ...inputDi(valori) } })}
        onFatto={onFatto}
        onAnnulla={onAnnulla}
      />
    </Dialogo>
  );
}

function inputDi(valori: Valori) {
  const number = (nome: string): number => Number(valori[nome]);
  return {
    comune: String(valori.comune),
    componenti: number('componenti'),
    disponibilita: {
      tipi: (Object.keys(TIPI) as TipoAffido[]).filter((tipo) => valori[tipoDi(tipo)] === true),
      etaMin: number('etaMin'),
      etaMax: number('etaMax'),
      posti: number('posti'),
      fratelli: valori.fratelli === true,
      bisogniSpeciali: valori.bisogniSpeciali === true,
      distanzaMaxKm: valori.distanzaMaxKm === '' ? null : number('distanzaMaxKm'),
    },
  };
}
