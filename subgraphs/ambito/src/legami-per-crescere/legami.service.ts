import type { Tx } from '@trama/database/database';
import { once } from '@trama/database/once';
import { current, updateVersioned } from '@trama/database/versione';
import { oggiARoma } from '@trama/kernel/calendario';
import { DomainError } from '@trama/kernel/errors';
import { ambitoOf } from '@trama/kernel/identity';
import { rifiuto } from '@trama/kernel/rifiuto';
import { LegamiPerCrescere } from './legami.entity.js';
import type { SalvaLegamiInput } from './legami.input.js';

const INSERISCI = `
  /* legami.inserisci */
  INSERT INTO legami_per_crescere (anno, antenne, famiglie_contattate, associazioni_contattate, incontri_informativi,
    partecipanti_informativi, incontri_formativi, partecipanti_formativi, gruppi_sostegno, partecipanti_gruppi,
    incontri_antenne, incontri_servizi, minori_candidati, progetti_attivati)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14) ON CONFLICT DO NOTHING RETURNING id`;

/**
 * Writes the counts of a year of the caller's own ambito, all of them.
 *
 * @throws DomainError CONFLITTO_VERSIONE when somebody wrote since they were read; INPUT_NON_VALIDO for a year to come
 */
export function salvaLegami(tx: Tx, input: SalvaLegamiInput): Promise<LegamiPerCrescere> {
  const { anno, versione, conteggi: c } = input;
  const ambitoId = ambitoOf(tx.identity);
  const trova = () => tx.repo(LegamiPerCrescere).findOne({ where: { ambitoId, anno }, comment: 'legami.trova' });
  return once(tx, { operazione: 'legami.salva', input, reread: trova }, async () => {
    if (anno > Number(oggiARoma().slice(0, 4))) {
      throw rifiuto('anno', 'L’anno non è ancora cominciato: correggilo.');
    }
    const scritto = await trova();
    if (versione === 0 && scritto === null) {
      const nuovi = await tx.query(INSERISCI, [
        ...[anno, c.antenne, c.famiglieContattate, c.associazioniContattate, c.incontriInformativi],
        ...[c.partecipantiInformativi, c.incontriFormativi, c.partecipantiFormativi, c.gruppiSostegno],
        ...[c.partecipantiGruppi, c.incontriAntenne, c.incontriServizi, c.minoriCandidati, c.progettiAttivati],
      ]);
      return nuovi.length === 1 ? current(await trova(), 1) : conflitto();
    }
    const { id } = current(scritto, versione);
    return updateVersioned(
      tx,
      LegamiPerCrescere,
      { where: { ambitoId, id }, versione, comment: 'legami.salva' },
      { ...c },
    );
  });
}

function conflitto(): never {
  throw new DomainError('CONFLITTO_VERSIONE', 'Qualcuno ha scritto quest’anno nel frattempo: rileggilo e riprova.');
}

/** The year of each ambito, as far as the caller may see it. */
export async function legamiByAmbito(
  tx: Tx,
  ambiti: readonly number[],
  anno: number,
): Promise<Array<LegamiPerCrescere | null>> {
  const righe = await tx.repo(LegamiPerCrescere).find({ where: { anno }, comment: 'legami.byAmbito' });
  return ambiti.map((ambito) => righe.find(({ ambitoId }) => ambitoId === ambito) ?? null);
}
