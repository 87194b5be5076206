import type { Tx } from '@trama/database/database';
import { once } from '@trama/database/once';
import { pageOf } from '@trama/database/page';
import { current, updateVersioned } from '@trama/database/versione';
import { oggiARoma } from '@trama/kernel/calendario';
import { DomainError } from '@trama/kernel/errors';
import { rifiuto } from '@trama/kernel/rifiuto';
import type { Confini } from '@trama/schema/confini';
import type { Page, PageArgs } from '@trama/schema/page';
import { ContributoPoverta } from './contributo.entity.js';
import type { SalvaContributoPovertaInput } from './contributo.input.js';
import type { PersoneContate, PersoneContateNelComune } from './contributo.type.js';

/** The wall shows whoever asks the rows of their own body and no other, so no statement here names it. */
export function listContributi(tx: Tx, anno: number, page: PageArgs): Promise<Page<ContributoPoverta>> {
  const list = { where: { anno }, keys: ['mese', 'comuneIstat'], comment: 'contributo.list' } as const;
  return pageOf(tx, ContributoPoverta, list, page);
}

const RIEPILOGO = `
  /* contributo.riepilogo */
  SELECT b.bisogno, sum(b.nuove)::int AS persone, sum(b.incontrate)::int AS presenze
  FROM contributo_poverta c JOIN contributo_bisogno b ON b.ente_codice = c.ente_codice AND b.contributo_id = c.id
  WHERE c.anno = $1 GROUP BY b.bisogno ORDER BY b.bisogno`;

export const riepilogo = (tx: Tx, anno: number): Promise<PersoneContate[]> => tx.query(RIEPILOGO, [anno]);

const SU_COMUNE: Readonly<Record<Confini, string>> = {
  ALLORA: 'c.comune_istat',
  OGGI: '(SELECT k.attuale FROM trama.confini($3::date) k WHERE k.codice_istat = c.comune_istat)',
};

const SERIE = (confini: Confini): string => `
  /* contributo.serie */
  SELECT c.anno, ${SU_COMUNE[confini]} AS "comuneIstat", b.bisogno, sum(b.nuove)::int AS persone, sum(b.incontrate)::int AS presenze
  FROM contributo_poverta c JOIN contributo_bisogno b ON b.ente_codice = c.ente_codice AND b.contributo_id = c.id
  WHERE c.anno BETWEEN $1 AND $2 AND $3::date IS NOT NULL GROUP BY 1, 2, 3 ORDER BY 1, 2, 3`;

/** As many as somebody reads at once. */
const ANNI_MASSIMI = 10;

/**
 * What the caller's body counted by year, comune and need. People and meetings add up over comuni, so the two borders
 * have the same totals.
 */
export function serieContributi(tx: Tx, dal: number, al: number, confini: Confini): Promise<PersoneContateNelComune[]> {
  if (dal > al || al - dal >= ANNI_MASSIMI) {
    throw new DomainError(
      'INPUT_NON_VALIDO',
      `Scegli anni in ordine, al più ${ANNI_MASSIMI} insieme: «dal» non può venire dopo «al».`,
      { extensions: { campi: ['dal', 'al'] } },
    );
  }
  return tx.query(SERIE(confini), [dal, al, oggiARoma()]);
}

const INSERISCI = `
  /* contributo.inserisci */
  INSERT INTO contributo_poverta (anno, mese, comune_istat) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING RETURNING id`;

const AZZERA = `
  /* contributo.azzera */
  UPDATE contributo_bisogno SET incontrate = 0, nuove = 0 WHERE contributo_id = $1 AND bisogno <> ALL ($2)`;

const BISOGNI = `
  /* contributo.bisogni */
  INSERT INTO contributo_bisogno (contributo_id, bisogno, incontrate, nuove)
  SELECT $1, * FROM unnest($2::text[], $3::int[], $4::int[])
  ON CONFLICT (ente_codice, contributo_id, bisogno) DO UPDATE SET incontrate = EXCLUDED.incontrate, nuove = EXCLUDED.nuove`;

const NOTI = `
  /* contributo.noti */
  SELECT EXISTS (SELECT FROM ente WHERE codice = $1) AS ente, c.codice_istat IS NOT NULL AS comune, c.confluito_in AS "confluitoIn",
         coalesce(c.valido_dal >= m.primo + interval '1 month', false) AS "nonAncora", coalesce(c.valido_al < m.primo, false) AS "nonPiu"
  FROM (SELECT make_date($3::int, $4::int, 1) AS primo) m LEFT JOIN comune c ON c.codice_istat = $2`;

interface Noti {
  readonly ente: boolean;
  readonly comune: boolean;
  readonly confluitoIn: string | null;
  readonly nonAncora: boolean;
  readonly nonPiu: boolean;
}

/**
 * Writes what the caller's body counted in one month and comune, all of it.
 *
 * @throws DomainError CONFLITTO_VERSIONE when somebody wrote since it was read; INPUT_NON_VALIDO for a month to come, a
 * comune that is not known, or more new people than people; NON_AUTORIZZATO for a body that is not in the register
 */
export function salvaContributo(tx: Tx, input: SalvaContributoPovertaInput): Promise<ContributoPoverta> {
  const { anno, mese, comune: comuneIstat, versione } = input;
  const where = { anno, mese, comuneIstat };
  const trova = () => tx.repo(ContributoPoverta).findOne({ where, comment: 'contributo.trova' });
  return once(tx, { operazione: 'contributo.salva', input, reread: trova }, async () => {
    await controlla(tx, input);
    const scritto = await trova();
    const contributo =
      versione === 0 && scritto === null ? await nuovo(tx, input, trova) : await cambia(tx, current(scritto, versione));
    await scriviBisogni(tx, contributo.id, input);
    return contributo;
  });
}

async function nuovo(
  tx: Tx,
  { anno, mese, comune }: SalvaContributoPovertaInput,
  trova: () => Promise<ContributoPoverta | null>,
): Promise<ContributoPoverta> {
  const inseriti = await tx.query(INSERISCI, [anno, mese, comune]);
  if (inseriti.length === 0) {
    throw new DomainError('CONFLITTO_VERSIONE', 'Qualcuno ha scritto questo mese nel frattempo: rileggilo e riprova.');
  }
  return current(await trova(), 1);
}

const cambia = (tx: Tx, { enteCodice, id, versione }: ContributoPoverta): Promise<ContributoPoverta> =>
  updateVersioned(tx, ContributoPoverta, { where: { enteCodice, id }, versione, comment: 'contributo.salva' }, {});

async function scriviBisogni(tx: Tx, id: string, { bisogni }: SalvaContributoPovertaInput): Promise<void> {
  const nomi = bisogni.map(({ bisogno }) => bisogno);
  await tx.query(AZZERA, [id, nomi]);
  await tx.query(BISOGNI, [id, nomi, bisogni.map(({ incontrate }) => incontrate), bisogni.map(({ nuove }) => nuove)]);
}

async function controlla(
  tx: Tx,
  { anno, mese, comune, bisogni, versione }: SalvaContributoPovertaInput,
): Promise<void> {
  if (`${anno}-${String(mese).padStart(2, '0')}` > oggiARoma().slice(0, 7)) {
    throw rifiuto('mese', 'Il mese non è ancora cominciato: correggilo.');
  }
  const troppe = bisogni.find(({ incontrate, nuove }) => nuove > incontrate);
  if (troppe) {
    throw rifiuto('bisogni', `${troppe.bisogno}: le persone nuove sono più di quelle incontrate, correggile.`);
  }
  const [noti] = await tx.query<Noti>(NOTI, [tx.identity.ente, comune, anno, mese]);
  if (!noti?.ente) {
    throw new DomainError(
      'NON_AUTORIZZATO',
      'Il tuo ente non è nel registro degli enti: chiedi al Coordinamento di inserirlo.',
    );
  }
  if (!noti.comune) {
    throw rifiuto('comune', 'Questo comune non è tra quelli degli ambiti: controlla il codice ISTAT.');
  }
  // What was written before its merger was known can still be corrected where it stands.
  if (versione === 0 && (noti.nonAncora || noti.nonPiu)) {
    throw rifiuto(
      'comune',
      noti.nonPiu
        ? `In quel mese questo comune non c’era più: scrivi nel comune in cui è confluito, ${noti.confluitoIn}.`
        : 'In quel mese questo comune non c’era ancora: scrivi nei comuni di allora.',
    );
  }
}
