import type { Tx } from '@trama/database/database';
import { once } from '@trama/database/once';
import { current, updateVersioned } from '@trama/database/versione';
import { giornoItaliano } from '@trama/kernel/calendario';
import { rifiuto } from '@trama/kernel/rifiuto';
import { randomUUID } from 'node:crypto';
import { IsNull, LessThanOrEqual, MoreThanOrEqual } from 'typeorm';
import { MembroOsservatorio } from './membro.entity.js';
import type { AggiungiMembroInput, TerminaMembroInput } from './membro.input.js';

/** Who sits there on a day, by name. */
export function listMembri(tx: Tx, il: string): Promise<MembroOsservatorio[]> {
  const [cominciato, nonFinito] = [
    [{ dal: IsNull() }, { dal: LessThanOrEqual(il) }],
    [{ al: IsNull() }, { al: MoreThanOrEqual(il) }],
  ];
  const where = cominciato.flatMap((dal) => nonFinito.map((al) => ({ ...dal, ...al })));
  return tx.repo(MembroOsservatorio).find({ where, order: { ente: 'ASC' }, comment: 'osservatorio.listMembri' });
}

/** Every membership there ever was, by name and from the first. */
export const storiaMembri = (tx: Tx): Promise<MembroOsservatorio[]> =>
  tx
    .repo(MembroOsservatorio)
    .find({ order: { ente: 'ASC', dal: { direction: 'ASC', nulls: 'FIRST' } }, comment: 'osservatorio.storiaMembri' });

const UNO_ALLA_VOLTA = `
  /* osservatorio.membroUnoAllaVolta */
  SELECT pg_advisory_xact_lock(hashtextextended('membro_osservatorio ' || $1, 0))`;

const GIA = `
  /* osservatorio.giaMembro */
  SELECT m.dal::text AS dal, m.al::text AS al FROM membro_osservatorio m
  WHERE m.ente = $1 AND m.id <> $2 AND daterange(m.dal, m.al, '[]') && daterange($3::date, $4::date, '[]')
  ORDER BY m.dal NULLS FIRST LIMIT 1`;

const AGGIUNGI = `
  /* osservatorio.aggiungiMembro */
  INSERT INTO membro_osservatorio (id, ente, dal, fonte) VALUES ($1, $2, $3, $4)`;

/** @throws DomainError INPUT_NON_VALIDO when the body sits there already on some of those days */
export function aggiungiMembro(tx: Tx, input: AggiungiMembroInput): Promise<MembroOsservatorio> {
  const reread = (id: string) => findMembro(tx, id);
  return once(tx, { operazione: 'osservatorio.aggiungiMembro', input, reread }, async () => {
    const { dal, atto } = input;
    const [id, ente] = [randomUUID(), input.ente.trim()];
    await tx.query(UNO_ALLA_VOLTA, [ente]);
    await requireLibero(tx, 'dal', { id, ente, dal, al: null });
    const fonte = { documento: DOCUMENTO, capitolo: atto, pagina: null, paginaFine: null, paginaStimata: false };
    await tx.query(AGGIUNGI, [id, ente, dal, JSON.stringify(fonte)]);
    return current(await findMembro(tx, id), 1);
  });
}

const DOCUMENTO = 'Atti dell’Osservatorio provinciale sulla povertà';

/** The last day can be written again, as long as it is not before the first. */
export function terminaMembro(tx: Tx, input: TerminaMembroInput): Promise<MembroOsservatorio> {
  const reread = (id: string) => findMembro(tx, id);
  return once(tx, { operazione: 'osservatorio.terminaMembro', input, reread }, async () => {
    const { al, versione } = input;
    const { id, ente, dal } = current(await findMembro(tx, input.membro), versione);
    if (dal !== null && al < dal) {
      throw rifiuto('al', `L’ente siede nell’Osservatorio dal ${giornoItaliano(dal)}: non può finire prima.`);
    }
    await tx.query(UNO_ALLA_VOLTA, [ente]);
    await requireLibero(tx, 'al', { id, ente, dal, al });
    const seen = { where: { id }, versione, comment: 'osservatorio.terminaMembro' };
    return updateVersioned(tx, MembroOsservatorio, seen, { al });
  });
}

async function requireLibero(
  tx: Tx,
  campo: 'dal' | 'al',
  { ente, id, dal, al }: Pick<MembroOsservatorio, 'ente' | 'id' | 'dal' | 'al'>,
): Promise<void> {
  const [gia] = await tx.query<Pick<MembroOsservatorio, 'dal' | 'al'>>(GIA, [ente, id, dal, al]);
  if (gia) {
    const quando = [gia.dal && `dal ${giornoItaliano(gia.dal)}`, gia.al && `fino al ${giornoItaliano(gia.al)}`]
      .filter(Boolean)
      .join(' ');
    throw rifiuto(
      campo,
      `Questo ente siede già nell’Osservatorio ${quando || 'dall’inizio'}: scegli altri giorni, o termina prima quelli.`,
    );
  }
}

const findMembro = (tx: Tx, id: string): Promise<MembroOsservatorio | null> =>
  tx.repo(MembroOsservatorio).findOne({ where: { id }, comment: 'osservatorio.findMembro' });
