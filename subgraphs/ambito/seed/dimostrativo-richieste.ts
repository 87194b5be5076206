import { type RichiestaDimostrativa, richiesteDimostrative } from '@trama/reference/affido-dimostrativo';
import type { Proprietario } from '@trama/reference/persone-dimostrative';

/**
 * Demonstration requests for foster families. Loaded where they are missing only, as case files are: people try things
 * out on them, and the next start must not undo it.
 *
 * @returns how many were missing
 */
export async function caricaRichieste(owner: Proprietario): Promise<number> {
  const comuni = await owner<{ ambito: number; istat: string }>(
    'SELECT ambito_id AS ambito, codice_istat AS istat FROM comune ORDER BY codice_istat',
  );
  const righe = richiesteDimostrative().flatMap((richiesta) => {
    const suoi = comuni.filter(({ ambito }) => ambito === richiesta.ambito);
    const comune = suoi[richiesta.comune % Math.max(suoi.length, 1)];
    return comune ? [riga(richiesta, comune.istat)] : [];
  });
  const colonne = Object.keys(righe[0] ?? {}).join(', ');
  const nuove =
    righe.length === 0
      ? []
      : await owner(
          `INSERT INTO richiesta_affido (${colonne}) SELECT ${colonne}
           FROM jsonb_populate_recordset(NULL::richiesta_affido, $1) ON CONFLICT DO NOTHING RETURNING id`,
          [JSON.stringify(righe)],
        );
  return nuove.length;
}

/** @returns how many were there */
export async function togliRichieste(owner: Proprietario): Promise<number> {
  return (await owner(`DELETE FROM richiesta_affido WHERE origine = 'DIMOSTRATIVO' RETURNING id`)).length;
}

const riga = (r: RichiestaDimostrativa, comune: string) => ({
  ambito_id: r.ambito,
  id: r.id,
  codice: r.codice,
  comune_istat: comune,
  eta: r.eta,
  tipo: r.tipo,
  macrocategoria: r.macrocategoria,
  natura: r.natura,
  fratelli: r.fratelli,
  bisogni_speciali: r.bisogniSpeciali,
  eta_fratelli: r.etaFratelli,
  lingue: r.lingue,
  culture: r.culture,
  vicinanza: r.vicinanza,
  parenti: [],
  decreto_autorita: r.decretoAutorita,
  decreto_data: r.decretoData,
  proroga_mesi: 0,
  stato: r.stato,
  motivo_chiusura: r.stato === 'CHIUSA' ? 'Rientro in famiglia' : null,
  origine: 'DIMOSTRATIVO',
  versione: 1,
  registrata_il: r.decretoData,
  registrata_da: `affidi${r.ambito}`,
  aggiornata_il: `${r.decretoData}T08:00:00Z`,
});
