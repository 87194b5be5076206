import { useMemo } from 'react';
import { BarreOrdinate } from '../../charts/BarreOrdinate';
import { Grafico } from '../../charts/Grafico';
import { useDomanda, useUltimo } from '../../graph/domanda';
import {
  ConsoleConfrontoDocument,
  type ConsoleConfrontoQuery,
  ConsoleRilevazioniDocument,
} from '../../graph/operazioni/tavolo-tutela-minori';
import { usePermesso } from '../../graph/sessione-context';
import { formatNumero } from '../../lib/formato';
import { useParametro, useParametroNumero } from '../../lib/parametri';
import { NotaRiservatezza } from '../../ui/Cifre';
import { Copertura } from '../../ui/Copertura';
import { AvvisoDimostrativo } from '../../ui/Dimostrativo';
import { Pagina } from '../../ui/Pagina';
import { Pillola } from '../../ui/Pillola';
import { Scelta } from '../../ui/Scelta';
import { Esito, Vuoto } from '../../ui/Stati';
import { AndamentoVoce } from './AndamentoVoce';
import { RILEVAZIONE, TAVOLO } from './parole';
import { barraDi, TabellaVoce } from './TabellaVoce';

export type Riga = NonNullable<NonNullable<ConsoleConfrontoQuery['tavoloTutelaMinori']>['confronto']>[number];

/** As it was counted, or on a thousand resident minors, where a large ambito and a small one can be told apart. */
export type Misura = 'valore' | 'tasso';
const MISURE: ReadonlyArray<{ readonly valore: Misura; readonly testo: string }> = [
  { valore: 'valore', testo: 'Valore' },
  { valore: 'tasso', testo: 'Ogni 1.000 minori residenti' },
];
const VOCE_INIZIALE = 'minori_31_12';
const ANNO_PRIMO = 2019;

/** One voce of the collection, contributor by contributor, and over the years. */
export function ConfrontoPage() {
  const [anno, setAnno] = useParametroNumero('anno', 2020);
  const [codice, setCodice] = useParametro<string>('voce', VOCE_INIZIALE);
  const [misura, setMisura] = useParametro<Misura>(
    'misura',
    'valore',
    MISURE.map(({ valore }) => valore),
  );
  const [result, again] = useDomanda({ query: ConsoleConfrontoDocument, variables: { anno } });
  const [years] = useDomanda({ query: ConsoleRilevazioniDocument, variables: {} });
  const campagne = years.data?.rilevazioni?.find((one) => one.codice === RILEVAZIONE)?.campagne ?? [];
  const anni = [...new Set([...campagne.map((one) => one.anno), anno])].sort((a, b) => b - a);
  const righe = result.data && (result.data.tavoloTutelaMinori?.confronto ?? []);
  const riga = rigaDi(righe, codice);
  // What can be chosen stays in sight, and where it was, while the figures of another year come.
  const scelte = useUltimo(righe) ?? [];
  const scelta = rigaDi(scelte, codice);
  return (
    <Pagina
      titolo="Confronto tra ambiti"
      sottotitolo="Le cifre approvate della rilevazione, una voce alla volta."
      briciole={[{ ...TAVOLO, href: `${TAVOLO.href}?anno=${anno}` }]}
      azioni={
        <Scelta
          etichetta="Anno dei dati"
          valore={anno}
          opzioni={anni.map((valore) => ({ valore, testo: String(valore) }))}
          onScelta={(value) => setAnno(Number(value))}
        />
      }
    >
      {scelta && (
        <div className="t-filtri">
          <SceltaVoce righe={scelte} codice={scelta.voce.codice} onVoce={setCodice} />
          <Scelta
            etichetta="Misura"
            valore={misura}
            opzioni={MISURE}
            onScelta={(value) => setMisura(value as Misura)}
          />
        </div>
      )}
      <Esito di={result} righe={14} onRiprova={() => again({ requestPolicy: 'network-only' })}>
        {() =>
          riga ? (
            <Voce riga={riga} anno={anno} misura={misura} anni={anni.filter((one) => one >= ANNO_PRIMO)} />
          ) : (
            <Vuoto titolo={`Per il ${anno} non c’è ancora nulla da confrontare`}>
              Il confronto ha le cifre approvate: scegli un altro anno.
            </Vuoto>
          )
        }
      </Esito>
    </Pagina>
  );
}

/** The voce that is asked for; where a year has it not, the first. */
const rigaDi = (righe: readonly Riga[] | undefined, codice: string): Riga | undefined =>
  righe?.find(({ voce }) => voce.codice === codice) ?? righe?.[0];

interface SceltaVoceProps {
  readonly righe: readonly Riga[];
  readonly codice: string;
  readonly onVoce: (codice: string) => void;
}

/** Sixty voci, in the parts of the form that people know. */
function SceltaVoce({ righe, codice, onVoce }: SceltaVoceProps) {
  const sezioni = [...new Set(righe.map(({ voce }) => voce.sezione))];
  return (
    <div className="t-filtro">
      <label htmlFor="voce">Voce</label>
      <select id="voce" value={codice} onChange={(event) => onVoce(event.target.value)}>
        {sezioni.map((sezione) => (
          <optgroup key={sezione} label={sezione}>
            {righe
              .filter(({ voce }) => voce.sezione === sezione && voce.tipo !== 'TESTO')
              .map(({ voce }) => (
                <option key={voce.codice} value={voce.codice}>
                  {voce.etichetta}
                </option>
              ))}
          </optgroup>
        ))}
      </select>
    </div>
  );
}

interface VoceProps {
  readonly riga: Riga;
  readonly anno: number;
  readonly misura: Misura;
  readonly anni: readonly number[];
}

function Voce({ riga, anno, misura, anni }: VoceProps) {
  const { voce, copertura, inVerifica } = riga;
  // The coordination reads the figures as they were sent: nothing is rounded for it.
  const isPubblicato = !usePermesso('rilevazione:coordina');
  const isTasso = misura === 'tasso';
  return (
    <>
      <Copertura di={copertura} cosa={`«${voce.etichetta}» nel ${anno}`} />
      {copertura.dimostrativo && <AvvisoDimostrativo dove="questo confronto" />}
      {inVerifica && (
        <p className="t-nota mb-3">
          <Pillola tono="corso">in verifica</Pillola> Il Coordinamento sta verificando almeno una di queste cifre: la
          mediana e il totale possono cambiare.
        </p>
      )}
      {isTasso && !voce.contaPersone && (
        <p className="t-nota mb-3">Questa voce non conta persone: un tasso sui residenti non avrebbe senso.</p>
      )}
      <Barre riga={riga} anno={anno} isTasso={isTasso} />
      <div className="t-sezione">
        <TabellaVoce riga={riga} anno={anno} />
        {isPubblicato && <NotaRiservatezza />}
      </div>
      <div className="t-sezione">
        <AndamentoVoce voce={voce} misura={misura} anni={anni} />
      </div>
    </>
  );
}

function Barre({ riga, anno, isTasso }: Pick<VoceProps, 'riga' | 'anno'> & { readonly isTasso: boolean }) {
  const { voce, copertura, perAmbito, totale } = riga;
  const mediana = isTasso ? riga.medianaPer1000Minori : riga.mediana;
  const barre = useMemo(() => perAmbito.map((one) => barraDi(one, isTasso)), [perAmbito, isTasso]);
  const somma = isTasso || totale.valore === null ? '' : `Totale: ${formatNumero(totale.valore)} ${voce.unita ?? ''}. `;
  return (
    <Grafico
      titolo={`${voce.etichetta}${isTasso ? ', ogni 1.000 minori residenti' : ''}, ${anno}`}
      descrizione={voce.descrizione}
      isDimostrativo={copertura.dimostrativo}
      nota={`Hanno un valore ${copertura.pervenuti} su ${copertura.attesi}. ${somma}Le barre tratteggiate sono dati dimostrativi.`}
      dati={{
        testata: ['Chi', isTasso ? 'Ogni 1.000 minori' : voce.etichetta, 'Nota'],
        righe: barre.map(({ etichetta, valore, assenza, isDimostrativo: demo }) => [
          etichetta,
          valore,
          valore === null ? (assenza ?? '') : (demo && 'DIMOSTRATIVO') || '',
        ]),
      }}
    >
      <BarreOrdinate
        barre={barre}
        riferimento={mediana === null ? undefined : { valore: mediana, etichetta: 'mediana' }}
      />
    </Grafico>
  );
}
