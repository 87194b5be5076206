import { formatPercento } from '../../lib/formato';
import { Fonte } from '../../ui/Fonte';
import { Tabella } from '../../ui/Tabella';
import { nomeArea, type Piano } from './piano';

type EsitoPassato = Piano['esitiTriennioPrecedente'][number];

/** What became of the objectives of the triennium before, as the plan itself tells it. */
export function EsitiPrecedenti({ esiti }: { readonly esiti: readonly EsitoPassato[] }) {
  return (
    <Tabella
      titolo={`Che cosa è stato degli obiettivi ${esiti[0]?.triennio ?? 'precedenti'}`}
      nome="esiti"
      righe={esiti}
      chiaveRiga={({ codice }) => codice}
      colonne={[
        { chiave: 'titolo', titolo: 'Obiettivo', valore: ({ titolo }) => titolo, cella: ({ titolo }) => titolo },
        { chiave: 'area', titolo: 'Area', valore: ({ area }) => nomeArea(area), cella: ({ area }) => nomeArea(area) },
        {
          chiave: 'grado',
          titolo: 'Raggiungimento',
          isNumero: true,
          valore: ({ gradoRaggiungimento }) => gradoRaggiungimento,
          cella: ({ gradoRaggiungimento }) => <Grado di={gradoRaggiungimento} />,
        },
        {
          chiave: 'risorse',
          titolo: 'Risorse coincidenti',
          isNumero: true,
          valore: ({ coincidenzaRisorse }) => coincidenzaRisorse,
          cella: ({ coincidenzaRisorse }) => formatPercento(coincidenzaRisorse / 100),
        },
        {
          chiave: 'criticita',
          titolo: 'Criticità',
          valore: ({ criticita }) => criticita,
          cella: ({ criticita }) => <span className="t-racconto">{criticita}</span>,
        },
        {
          chiave: 'riproposto',
          titolo: 'Riproposto',
          valore: ({ riproposto }) => (riproposto ? 'sì' : 'no'),
          cella: ({ riproposto }) => (riproposto ? 'sì' : 'no'),
        },
        { chiave: 'fonte', titolo: 'Fonte', cella: ({ titolo, fonte }) => <Fonte di={fonte} cosa={titolo} /> },
      ]}
    />
  );
}

function Grado({ di }: { readonly di: number }) {
  return (
    <span className="t-grado">
      <meter min={0} max={100} value={di} aria-hidden />
      {formatPercento(di / 100)}
    </span>
  );
}
