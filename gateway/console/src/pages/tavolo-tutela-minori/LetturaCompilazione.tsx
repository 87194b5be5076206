import { formatNumero } from '../../lib/formato';
import { useParametro } from '../../lib/parametri';
import { nomeFile } from '../../lib/scarica';
import { Fonte } from '../../ui/Fonte';
import { BadgeDimostrativo } from '../../ui/Dimostrativo';
import { Pillola } from '../../ui/Pillola';
import { Scelta } from '../../ui/Scelta';
import { Tabella } from '../../ui/Tabella';
import type { Compilazione } from './CompilazionePage';
import { ApriDomanda } from './Domande';
import { PROVENIENZA, STATO_VALORE } from './parole';
import type { Valore } from './RigaVoce';
import { Violazioni } from './Violazioni';

const TUTTE = 'tutte';

interface LetturaProps {
  readonly compilazione: Compilazione;
  readonly valori: readonly Valore[];
  readonly onRicarica: () => void;
}

/** An answer that is not to be written now: what was sent, with what the rules say of it, for who reviews it. */
export function LetturaCompilazione({ compilazione, valori, onRicarica }: LetturaProps) {
  const sezioni = [...new Set(valori.map(({ voce }) => voce.sezione))];
  const slugs = [TUTTE, ...sezioni.map(nomeFile)];
  const [sezione, setSezione] = useParametro('sezione', TUTTE, slugs);
  const shown = valori.filter(({ voce }) => sezione === TUTTE || nomeFile(voce.sezione) === sezione);
  const notes = new Set((compilazione.violazioni ?? []).map(({ voce }) => voce));
  return (
    <>
      {compilazione.stato !== 'APPROVATA' && <Violazioni violazioni={compilazione.violazioni ?? []} valori={valori} />}
      <div className="t-filtri">
        <Scelta
          etichetta="Sezione"
          valore={sezione}
          opzioni={[
            { valore: TUTTE, testo: 'Tutte le sezioni' },
            ...sezioni.map((titolo) => ({ valore: nomeFile(titolo), testo: titolo })),
          ]}
          onScelta={setSezione}
        />
      </div>
      <Tabella
        titolo="Che cosa dichiara"
        righe={shown}
        chiaveRiga={({ voce }) => voce.codice}
        colonne={[
          {
            chiave: 'voce',
            titolo: 'Voce',
            valore: ({ voce }) => voce.etichetta,
            cella: ({ voce, inVerifica }) => (
              <>
                {voce.etichetta} {inVerifica && <Pillola tono="corso">in verifica</Pillola>}{' '}
                {notes.has(voce.codice) && <Pillola tono="attenzione">da guardare</Pillola>}
              </>
            ),
          },
          {
            chiave: 'valore',
            titolo: 'Valore',
            isNumero: true,
            valore: ({ valore, testo, stato }) => (stato === 'ZERO' ? 0 : (valore ?? testo)),
            cella: (one) => <Letto di={one} />,
          },
          { chiave: 'unita', titolo: 'Unità', valore: ({ voce }) => voce.unita, cella: ({ voce }) => voce.unita ?? '' },
          {
            chiave: 'stato',
            titolo: 'Che cos’è',
            valore: ({ stato }) => STATO_VALORE[stato],
            cella: ({ stato, voce }) => (voce.calcolata ? 'Calcolato' : STATO_VALORE[stato]),
          },
          { chiave: 'nota', titolo: 'Nota', valore: ({ nota }) => nota, cella: ({ nota }) => nota ?? '' },
          {
            chiave: 'provenienza',
            titolo: 'Come è arrivato',
            valore: ({ provenienza }) => provenienza,
            cella: ({ provenienza, fonte, voce }) => (
              <>
                {provenienza === 'DIMOSTRATIVO' ? <BadgeDimostrativo /> : provenienza && PROVENIENZA[provenienza]}{' '}
                <Fonte di={fonte} cosa={voce.etichetta} />
              </>
            ),
          },
          {
            chiave: 'domanda',
            titolo: 'Domande',
            cella: ({ voce }) => <ApriDomanda compilazione={compilazione} voce={voce} onRicarica={onRicarica} />,
          },
        ]}
      />
    </>
  );
}

function Letto({ di: { stato, valore, testo } }: { readonly di: Valore }) {
  if (stato === 'VALORE' || stato === 'ZERO') {
    return <span className={testo === null ? 't-cifra' : 't-testo-lungo'}>{testo ?? formatNumero(valore ?? 0)}</span>;
  }
  return <span className="t-assente">{STATO_VALORE[stato].toLowerCase()}</span>;
}
