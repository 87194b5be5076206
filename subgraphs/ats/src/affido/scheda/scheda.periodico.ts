import { RICHIESTE_CAMBIATE, SCHEDE_PER_VOLTA, STATI_PORTATI } from '@trama/schema/scheda-richiesta';
import { type BancoPeriodico, lavoroDi, type LavoroPeriodico } from '@trama/subgraph/periodico';
import {
  ciSonoNuove,
  daRifiutare,
  letteFinoAl,
  rifiutaChiuse,
  scriviSchede,
  segnaLette,
  statiDaPortare,
} from './scheda.service.js';

const OGNI_MS = 15_000;

/** A change may be committed after a later one that was read already: so far back we look again. */
const INDIETRO_MS = 60_000;

const lavoro = lavoroDi('schede-affido', null);

type Banco = BancoPeriodico<'ambito'>;

/** Keeps the sheets of requests as their ambiti have them, and tells the ambiti where their requests stand. */
export const schedePeriodico: LavoroPeriodico<'ambito'> = {
  nome: 'schede-affido',
  servizio: 'ambito',
  ogniMs: OGNI_MS,
  giro: async (banco) => {
    await prendiCambiate(banco);
    await portaStatiVoluti(banco, null);
  },
};

/** All sheets that changed since the last reading. Safe beside another process that does the same. */
export async function prendiCambiate({ database, ambito }: Banco): Promise<void> {
  const lette = await database.read(lavoro, letteFinoAl);
  let [dal, dopo] = [lette && new Date(lette.finoAl.getTime() - INDIETRO_MS).toISOString(), null as string | null];
  for (let quante = SCHEDE_PER_VOLTA; quante === SCHEDE_PER_VOLTA;) {
    const { schede } = await ambito.chiedi(RICHIESTE_CAMBIATE, { dal, dopo });
    const ultima = schede.at(-1);
    if (ultima) {
      [dal, dopo] = [ultima.aggiornataIl, ultima.codice];
      if (!lette || lette.daNotare || (await database.read(lavoro, (tx) => ciSonoNuove(tx, schede)))) {
        await database.write(lavoro, async (tx) => {
          await scriviSchede(tx, schede);
          await segnaLette(tx, ultima.aggiornataIl);
        });
      }
    }
    quante = schede.length;
  }
  if (await database.read(lavoro, daRifiutare)) {
    await database.write(lavoro, rifiutaChiuse);
  }
}

/** The sheets of these requests, as they are now. */
export async function prendiSchede({ database, ambito }: Banco, codici: readonly string[]): Promise<void> {
  const { schede } = await ambito.chiedi(RICHIESTE_CAMBIATE, { codici: [...codici] });
  if (await database.read(lavoro, (tx) => ciSonoNuove(tx, schede))) {
    await database.write(lavoro, (tx) => scriviSchede(tx, schede));
  }
}

/** @param codici of these requests only; of all when null */
export async function portaStatiVoluti({ database, ambito }: Banco, codici: readonly string[] | null): Promise<void> {
  const stati = await database.read(lavoro, (tx) => statiDaPortare(tx, codici));
  if (stati.length > 0) {
    const { schede } = await ambito.chiedi(STATI_PORTATI, { stati });
    await database.write(lavoro, (tx) => scriviSchede(tx, schede));
  }
}
