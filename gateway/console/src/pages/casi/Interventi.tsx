import { useMutation } from 'urql';
import {
  ConsoleAvviaInterventoDocument,
  ConsoleConcludiInterventoDocument,
  type ConsoleInterventoFragment,
  type TipoIntervento,
} from '../../graph/operazioni/casi';
import { formatData, formatNumero } from '../../lib/formato';
import { type Campo, numeroDi, opzioniDa } from '../../ui/campo';
import type { Invio } from '../../ui/Modulo';
import { Passo } from '../../ui/Passo';
import { Pillola } from '../../ui/Pillola';
import { Tabella } from '../../ui/Tabella';
import type { Caso, ParteProps } from './CasoPage';
import { INTERVENTO, RUOLO } from './parole';

const CONCLUSIONE: readonly Campo[] = [
  { nome: 'al', etichetta: 'Ultimo giorno', tipo: 'data', aiuto: 'Oggi, se lo lasci vuoto.' },
  { nome: 'ore', etichetta: 'Ore in tutto', tipo: 'numero', min: '0' },
  { nome: 'incontri', etichetta: 'Incontri in tutto', tipo: 'intero', min: '0' },
  {
    nome: 'obiettivoRaggiunto',
    etichetta: 'Obiettivo raggiunto',
    tipo: 'scelta',
    opzioni: [
      { valore: 'si', etichetta: 'Sì' },
      { valore: 'no', etichetta: 'No' },
    ],
  },
];

/** What is and was done for the case. */
export function Interventi({ caso, onRicarica }: ParteProps) {
  const { codice, versione, azioniPossibili, interventi } = caso;
  const [, begin] = useMutation(ConsoleAvviaInterventoDocument);
  const [, end] = useMutation(ConsoleConcludiInterventoDocument);
  const nomi = new Map((caso.persone ?? []).map(({ persona, ruolo }) => [persona.id, nomeDi(persona, RUOLO[ruolo])]));
  const perChi = ({ persona }: ConsoleInterventoFragment) =>
    persona === null ? 'la famiglia' : (nomi.get(persona) ?? 'una persona del caso');
  const conclude = (id: string, { valori, chiaveIdempotenza }: Invio) =>
    end({
      input: {
        caso: codice,
        versione,
        chiaveIdempotenza,
        intervento: id,
        al: valori.al ? String(valori.al) : null,
        ore: numeroDi(valori, 'ore'),
        incontri: numeroDi(valori, 'incontri'),
        obiettivoRaggiunto: valori.obiettivoRaggiunto ? valori.obiettivoRaggiunto === 'si' : null,
      },
    });
  return (
    <section className="t-sezione" aria-labelledby="interventi">
      <div className="t-testata-sezione">
        <h2 id="interventi">Interventi</h2>
        {azioniPossibili.includes('AVVIA_INTERVENTO') && (
          <Passo
            bottone="Avvia un intervento"
            titolo="Avvia un intervento"
            testo="Finché è in corso il caso non si può chiudere."
            campi={nuovo(caso)}
            onConflitto={onRicarica}
            esegui={({ valori, chiaveIdempotenza }) =>
              begin({
                input: {
                  caso: codice,
                  versione,
                  chiaveIdempotenza,
                  tipo: String(valori.tipo) as TipoIntervento,
                  persona: valori.persona ? String(valori.persona) : null,
                  dal: valori.dal ? String(valori.dal) : null,
                },
              })
            }
          />
        )}
      </div>
      <Tabella
        titolo="Interventi"
        isTitoloNascosto
        nome="interventi"
        righe={interventi ?? []}
        chiaveRiga={({ id }) => id}
        vuoto={interventi ? 'Nessun intervento.' : 'Non disponibili.'}
        colonne={[
          {
            chiave: 'tipo',
            titolo: 'Intervento',
            valore: ({ tipo }) => INTERVENTO[tipo],
            cella: ({ tipo }) => INTERVENTO[tipo],
          },
          { chiave: 'chi', titolo: 'Per', valore: perChi, cella: perChi },
          { chiave: 'dal', titolo: 'Dal', valore: ({ dal }) => dal, cella: ({ dal }) => formatData(dal) },
          {
            chiave: 'al',
            titolo: 'Al',
            valore: ({ al }) => al,
            cella: ({ al }) => (al ? formatData(al) : <Pillola tono="corso">in corso</Pillola>),
          },
          {
            chiave: 'quanto',
            titolo: 'Ore e incontri',
            valore: quanto,
            cella: quanto,
          },
          {
            chiave: 'obiettivo',
            titolo: 'Obiettivo raggiunto',
            valore: ({ obiettivoRaggiunto }) => raggiunto(obiettivoRaggiunto),
            cella: ({ obiettivoRaggiunto }) => raggiunto(obiettivoRaggiunto),
          },
          {
            chiave: 'passo',
            titolo: 'Da fare',
            cella: ({ id, al, tipo }) =>
              al === null &&
              azioniPossibili.includes('CONCLUDI_INTERVENTO') && (
                <Passo
                  bottone="Concludi"
                  di={INTERVENTO[tipo]}
                  titolo={`Concludere ${INTERVENTO[tipo].toLowerCase()}?`}
                  testo="Un intervento concluso non si riapre: se riprende, se ne avvia uno nuovo."
                  campi={CONCLUSIONE}
                  onConflitto={onRicarica}
                  esegui={(invio) => conclude(id, invio)}
                />
              ),
          },
        ]}
      />
    </section>
  );
}

function nuovo({ persone }: Caso): readonly Campo[] {
  return [
    { nome: 'tipo', etichetta: 'Che cosa', tipo: 'scelta', isObbligatorio: true, opzioni: opzioniDa(INTERVENTO) },
    {
      nome: 'persona',
      etichetta: 'Per chi',
      tipo: 'scelta',
      aiuto: 'Per la famiglia, se non scegli nessuno.',
      opzioni: (persone ?? []).map(({ persona, ruolo }) => ({
        valore: persona.id,
        etichetta: nomeDi(persona, RUOLO[ruolo]),
      })),
    },
    { nome: 'dal', etichetta: 'Primo giorno', tipo: 'data', aiuto: 'Oggi, se lo lasci vuoto.' },
  ];
}

type Persona = NonNullable<Caso['persone']>[number]['persona'];

const nomeDi = ({ nome, cognome }: Persona, ruolo: string): string =>
  nome || cognome ? `${cognome ?? ''} ${nome ?? ''}`.trim() : ruolo.toLowerCase();

const quanto = ({ ore, incontri }: ConsoleInterventoFragment): string =>
  [ore !== null && `${formatNumero(ore)} ore`, incontri !== null && `${formatNumero(incontri)} incontri`]
    .filter(Boolean)
    .join(', ') || '–';

function raggiunto(value: boolean | null): string {
  if (value === null) {
    return '–';
  }
  return value ? 'sì' : 'no';
}
