import { RICHIESTE_CAMBIATE, STATI_PORTATI } from '@trama/schema/scheda-richiesta';
import { defineInterno, type Interno } from '@trama/subgraph/interno';
import { lavoroDi } from '@trama/subgraph/periodico';
import { portaStati, schedeCambiate, schedeDi } from './scheda.service.js';

const lavoro = lavoroDi('schede-affido', null);

/** What the subgraph that keeps the families asks of requests, and what it says back: sheets without identity. */
export const richiestaAffidoInterni: readonly Interno[] = [
  defineInterno(RICHIESTE_CAMBIATE, async (database, corpo) => ({
    schede: await database.read(lavoro, (tx) =>
      'codici' in corpo ? schedeDi(tx, corpo.codici) : schedeCambiate(tx, corpo),
    ),
  })),
  defineInterno(STATI_PORTATI, async (database, { stati }) => ({
    schede: await database.write(lavoro, (tx) => portaStati(tx, stati)),
  })),
];
