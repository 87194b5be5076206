import { useMemo } from 'react';
import { useQuery } from 'urql';
import { BarreOrdinate } from '../../charts/BarreOrdinate';
import { Grafico } from '../../charts/Grafico';
import {
  ConsoleConfrontoDocument,
  type ConsoleConfrontoQuery,
  ConsoleRilevazioniDocument,
} from '../../graph/operazioni/tavolo-tutela-minori';
import { usePermesso } from '../../graph/sessione-context';
import { formatNumero, formatPercento } from '../../lib/formato';
import { useParametro, useParametroNumero } from '../../lib/parametri';
import { NotaRiservatezza } from '../../ui/Cifre';
import { Copertura } from '../../ui/Copertura';
import { AvvisoDimostrativo, BadgeDimostrativo } from '../../ui/Dimostrativo';
import { Pagina } from '../../ui/Pagina';
import { Pillola } from '../../ui/Pillola';
import { Scelta } from '../../ui/Scelta';
import { Esito, Vuoto } from '../../ui/Stati';
import { Tabella } from '../../ui/Tabella';
import { AndamentoVoce } from './AndamentoVoce';
import { RILEVAZIONE, STATO_VALORE, TAVOLO } from './parole';

export type Riga = NonNullable<NonNullable<ConsoleConfrontoQuery['tavoloTutelaMinori']>['confronto']>[number];
type DiAmbito = Riga['perAmbito'][number];

/** As it was counted, or on a thousand resident minors, where a large ambito and a small one can be told apart. */
export type Misura = 'valore' | 'tasso';
const MISURE: readonly Misura[] = ['valore', 'tasso'];
const VOCE_INIZIALE = 'minori_31_12';
const ANNO_PRIMO = 2019;

/** One voce of the collection, contributor by contributor, and over the years. */
export function ConfrontoPage() {
  const [anno, setAnno] = useParametroNumero('anno', 2020);
  const [codice, setCodice] = useParametro<string>('voce', VOCE_INIZIALE);
  const [misura, setMisura] = useParametro<Misura>('misura', 'valore', MISURE);
  const [result, again] = useQuery({ query: ConsoleConfrontoDocument, variables: { anno } });
  const [years] = useQuery({ query: ConsoleRilevazioniDocument, variables: {} });
  const campagne = years.data?.rilevazioni?.find((one) => one.codice === RILEVAZIONE)?.campagne ?? [];
  const anni = [...new Set([...campagne.map((one) => one.anno), anno])].sort((a, b) => b - a);
  const righe = result.data?.tavoloTutelaMinori?.confronto ?? [];
  const riga = righe.find(({ voce }) => voce.codice === codice) ?? righe[0];
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
      <Esito di={result} righe={14} onRiprova={() => again({ requestPolicy: 'network-only' })}>
        {() =>
          riga ? (
            <>
              <div className="t-filtri">
                <SceltaVoce righe={righe} codice={riga.voce.codice} onVoce={setCodice} />
                <Scelta
                  etichetta="Misura"
                  valore={misura}
                  opzioni={[
                    { valore: 'valore', testo: 'Valore' },
                    { valore: 'tasso', testo: 'Ogni 1.000 minori residenti' },
                  ]}
                  onScelta={(value) => setMisura(value as Misura)}
                />
              </div>
              <Voce riga={riga} anno={anno} misura={misura} anni={anni.filter((one) => one >= ANNO_PRIMO)} />
            </>
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
  const { voce, copertura, perAmbito, totale, inVerifica } = riga;
  // The coordination reads the figures as they were sent: nothing is rounded for it.
  const isPubblicato = !usePermesso('rilevazione:coordina');
  const isTasso = misura === 'tasso';
  const mediana = isTasso ? riga.medianaPer1000Minori : riga.mediana;
  const isDimostrativo = copertura.dimostrativo;
  const barre = useMemo(() => perAmbito.map((one) => barraDi(one, isTasso)), [perAmbito, isTasso]);
  const unita = isTasso ? 'ogni 1.000 minori' : (voce.unita ?? '');
  return (
    <>
      <Copertura di={copertura} cosa={`«${voce.etichetta}» nel ${anno}`} />
      {isDimostrativo && <AvvisoDimostrativo dove="questo confronto" />}
      {inVerifica && (
        <p className="t-nota mb-3">
          <Pillola tono="corso">in verifica</Pillola> Il Coordinamento sta verificando almeno una di queste cifre: la
          mediana e il totale possono cambiare.
        </p>
      )}
      {isTasso && !voce.contaPersone && (
        <p className="t-nota mb-3">Questa voce non conta persone: un tasso sui residenti non avrebbe senso.</p>
      )}
      <Grafico
        titolo={`${voce.etichetta}${isTasso ? ', ogni 1.000 minori residenti' : ''}, ${anno}`}
        descrizione={voce.descrizione}
        isDimostrativo={isDimostrativo}
        nota={`Hanno un valore ${copertura.pervenuti} su ${copertura.attesi}. ${
          isTasso || totale.valore === null ? '' : `Totale: ${formatNumero(totale.valore)} ${unita}. `
        }Le barre tratteggiate sono dati dimostrativi.`}
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

const nomeDi = ({ destinatario }: DiAmbito): string => destinatario?.nome ?? 'Non disponibile';

/** Why there is no bar. */
function assenzaDi({ soppresso, stato, valore }: DiAmbito, isTasso: boolean): string | undefined {
  if (soppresso) {
    return 'riservato';
  }
  if (valore !== null || stato === 'ZERO') {
    return isTasso ? 'senza tasso' : undefined;
  }
  return STATO_VALORE[stato].toLowerCase();
}

const cifraDi = (one: DiAmbito): number | null => (one.stato === 'ZERO' ? 0 : one.valore);

function barraDi(one: DiAmbito, isTasso: boolean) {
  const valore = isTasso ? one.per1000Minori : cifraDi(one);
  return {
    chiave: one.destinatario?.codice ?? nomeDi(one),
    etichetta: nomeDi(one),
    valore,
    assenza: valore === null ? assenzaDi(one, isTasso) : undefined,
    isDimostrativo: one.origine === 'DIMOSTRATIVO',
  };
}

function TabellaVoce({ riga: { voce, perAmbito, mediana }, anno }: { readonly riga: Riga; readonly anno: number }) {
  const assente = (one: DiAmbito, isTasso: boolean) => (
    <span className="t-assente">{assenzaDi(one, isTasso) ?? 'non disponibile'}</span>
  );
  return (
    <Tabella
      titolo={`${voce.etichetta}, ${anno}`}
      righe={perAmbito}
      chiaveRiga={(one) => one.destinatario?.codice ?? nomeDi(one)}
      ordine="-valore"
      colonne={[
        { chiave: 'nome', titolo: 'Chi', valore: nomeDi, cella: nomeDi },
        {
          chiave: 'valore',
          titolo: conMaiuscola(voce.unita ?? 'valore'),
          isNumero: true,
          valore: cifraDi,
          cella: (one) => (cifraDi(one) === null ? assente(one, false) : formatNumero(cifraDi(one))),
        },
        {
          chiave: 'mediana',
          titolo: 'Sulla mediana',
          isNumero: true,
          valore: (one) => rapporto(cifraDi(one), mediana),
          cella: (one) => conSegno(rapporto(cifraDi(one), mediana)),
        },
        {
          chiave: 'tasso',
          titolo: 'Ogni 1.000 minori',
          isNumero: true,
          valore: ({ per1000Minori }) => per1000Minori,
          cella: (one) => (one.per1000Minori === null ? '–' : formatNumero(one.per1000Minori)),
        },
        {
          chiave: 'variazione',
          titolo: `Variazione sul ${anno - 1}`,
          isNumero: true,
          valore: ({ variazione }) => variazione,
          cella: ({ variazione, variazioneInVerifica }) => (
            <>
              {conSegno(variazione)} {variazioneInVerifica && <Pillola tono="corso">in verifica</Pillola>}
            </>
          ),
        },
        {
          chiave: 'origine',
          titolo: 'Origine',
          valore: ({ origine }) => origine,
          cella: ({ origine, inVerifica }) => (
            <>
              {origine === 'DIMOSTRATIVO' && <BadgeDimostrativo />}
              {origine === 'PIANO_DI_ZONA' && 'Piano di Zona'}{' '}
              {inVerifica && <Pillola tono="corso">in verifica</Pillola>}
            </>
          ),
        },
      ]}
    />
  );
}

const conMaiuscola = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** How far a figure is from the median, as a share of it. */
const rapporto = (valore: number | null, mediana: number | null): number | null =>
  valore === null || mediana === null || mediana === 0 ? null : valore / mediana - 1;

const conSegno = (share: number | null): string =>
  share === null ? '–' : `${share > 0 ? '+' : ''}${formatPercento(share)}`;
