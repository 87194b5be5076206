import { useState } from 'react';
import { Button } from 'design-react-kit';
import { Link } from 'wouter';
import type { AzioneAbbinamento, RigaAbbinamentoFragment } from '../../graph/operazioni/affido';
import { formatDataBreve, formatNumero } from '../../lib/formato';
import { type Colonna, Tabella } from '../../ui/Tabella';
import { AZIONI, ESITI, STATI_ABBINAMENTO, TIPI } from './parole';
import { Passo } from './Passo';

interface AffidiProps {
  readonly di: { readonly abbinamenti: readonly RigaAbbinamentoFragment[] | null };
  /** Where they are shown: the other side is what the row names. */
  readonly vista: 'richiesta' | 'famiglia';
  readonly onFatto: () => void;
}

interface Scelto {
  readonly abbinamento: RigaAbbinamentoFragment;
  readonly azione: AzioneAbbinamento;
}

/** Proposals and fosterings with what can be done to each now, as the API says. */
export function Affidi({ di, vista, onFatto }: AffidiProps) {
  const [scelto, setScelto] = useState<Scelto>();
  return (
    <section aria-labelledby="affidi" className="t-sezione">
      <h2 id="affidi">Proposte e affidi</h2>
      <Tabella
        titolo="Proposte e affidi"
        isTitoloNascosto
        nome="abbinamenti"
        righe={di.abbinamenti ?? []}
        chiaveRiga={({ codice }) => codice}
        colonne={[altraParte(vista), ...COLONNE, azioni(setScelto)]}
        vuoto="Nessuna proposta, finora."
      />
      {scelto && (
        <Passo
          {...scelto}
          onAnnulla={() => setScelto(undefined)}
          onFatto={() => {
            setScelto(undefined);
            onFatto();
          }}
        />
      )}
    </section>
  );
}

type Colonne = Colonna<RigaAbbinamentoFragment>;

function altraParte(vista: AffidiProps['vista']): Colonne {
  const codice = (row: RigaAbbinamentoFragment) =>
    (vista === 'richiesta' ? row.famiglia : row.richiesta)?.codice ?? null;
  const path = vista === 'richiesta' ? 'famiglie' : 'richieste';
  return {
    chiave: 'altra',
    titolo: vista === 'richiesta' ? 'Famiglia' : 'Richiesta',
    valore: codice,
    cella: (row) => {
      const name = codice(row);
      return name === null ? (
        'riservata'
      ) : (
        <Link className="t-intero" href={`/banca-affido/${path}/${name}`}>
          {name}
        </Link>
      );
    },
  };
}

const COLONNE: readonly Colonne[] = [
  {
    chiave: 'stato',
    titolo: 'Stato',
    valore: ({ stato }) => STATI_ABBINAMENTO[stato],
    cella: ({ stato, esito, motivo }) => (
      <>
        {STATI_ABBINAMENTO[stato]}
        {esito && <>: {ESITI[esito]}</>}
        {motivo && (
          <>
            <br />
            <small>{motivo}</small>
          </>
        )}
      </>
    ),
  },
  { chiave: 'tipo', titolo: 'Affido', valore: ({ tipo }) => TIPI[tipo], cella: ({ tipo }) => TIPI[tipo] },
  {
    chiave: 'proposto',
    titolo: 'Proposto il',
    valore: ({ propostoIl }) => propostoIl,
    cella: ({ propostoIl, posizione, motivazione }) => (
      <>
        {formatDataBreve(propostoIl)}
        {posizione !== null && posizione > 1 && <> ({formatNumero(posizione)}ª candidata)</>}
        {motivazione && (
          <>
            <br />
            <small>{motivazione}</small>
          </>
        )}
      </>
    ),
  },
  {
    chiave: 'accordi',
    titolo: 'Accordi',
    cella: ({ accordoFamigliaIl, accordoMinoreIl }) =>
      `famiglia ${accordoFamigliaIl ? formatDataBreve(accordoFamigliaIl) : 'no'}, minore ${accordoMinoreIl ? formatDataBreve(accordoMinoreIl) : 'no'}`,
  },
  {
    chiave: 'inizio',
    titolo: 'Dal',
    valore: ({ inizio }) => inizio,
    cella: ({ inizio }) => formatDataBreve(inizio),
  },
  { chiave: 'fine', titolo: 'Al', valore: ({ fine }) => fine, cella: ({ fine }) => formatDataBreve(fine) },
  {
    chiave: 'termini',
    titolo: 'Prossimi termini',
    valore: ({ termini }) => termini?.prossimaVerifica ?? null,
    cella: ({ termini }) =>
      termini ? (
        <>
          verifica {formatDataBreve(termini.prossimaVerifica)}
          {termini.ritardoGiorni > 0 && <strong> in ritardo di {formatNumero(termini.ritardoGiorni)} giorni</strong>}
          <br />
          scade {formatDataBreve(termini.scadenza)}
          {termini.serveProroga && <strong>: serve la proroga del giudice</strong>}
        </>
      ) : (
        '–'
      ),
  },
];

const azioni = (onScelta: (scelto: Scelto) => void): Colonne => ({
  chiave: 'azioni',
  titolo: 'Che cosa puoi fare',
  cella: (abbinamento) => (
    <div className="t-azioni-riga">
      {abbinamento.azioniPossibili.map((azione) => (
        <Button key={azione} color="primary" outline size="xs" onClick={() => onScelta({ abbinamento, azione })}>
          {AZIONI[azione]}
          <span className="visually-hidden"> {abbinamento.codice}</span>
        </Button>
      ))}
    </div>
  ),
});
