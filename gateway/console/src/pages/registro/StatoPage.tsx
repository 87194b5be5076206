import { Button } from 'design-react-kit';
import { nomeServizio } from '../../graph/errori';
import { type Rilevata, type Salute, useSalute } from '../../graph/salute';
import { formatIstante } from '../../lib/formato';
import { Icona } from '../../ui/Icona';
import { Pagina } from '../../ui/Pagina';
import { Caricamento } from '../../ui/Stati';
import { Tabella } from '../../ui/Tabella';

/** Whether the services answer now: the first thing to look at when a page has holes. */
export function StatoPage() {
  const { rilevata, chiedi } = useSalute();
  return (
    <Pagina
      titolo="Stato del servizio"
      sottotitolo="Che cosa risponde in questo momento. Quando un servizio manca, le pagine mostrano il resto e lo dicono."
      azioni={
        <Button color="primary" outline size="sm" onClick={chiedi}>
          Aggiorna
        </Button>
      }
    >
      {rilevata ? <Quadro {...rilevata} /> : <Caricamento />}
    </Pagina>
  );
}

const FRASI: Readonly<Record<Salute['stato'], string>> = {
  pronto: 'Tutti i servizi rispondono.',
  parziale: 'Alcuni servizi non rispondono: le pagine mostrano dati parziali.',
  'non pronto': 'Nessun servizio risponde.',
  'in chiusura': 'Trama si sta fermando: tra poco non risponderà.',
  irraggiungibile: 'Trama non risponde: può essere la rete, o un riavvio.',
};

function Quadro({ salute: { stato, subgraph }, quando }: Rilevata) {
  return (
    <>
      <p className="t-salute" role="status">
        <Icona nome={stato === 'pronto' ? 'check' : 'warning'} /> {FRASI[stato]}
      </p>
      <p>Rilevato il {formatIstante(quando.toISOString())}.</p>
      <Tabella
        titolo="Servizi"
        righe={Object.entries(subgraph)}
        chiaveRiga={([nome]) => nome}
        colonne={[
          { chiave: 'nome', titolo: 'Servizio', valore: ([nome]) => nome, cella: ([nome]) => nomeServizio(nome) },
          { chiave: 'stato', titolo: 'Stato', valore: ([, come]) => come, cella: ([, come]) => come },
        ]}
        vuoto="Di nessun servizio si sa qualcosa."
      />
    </>
  );
}
