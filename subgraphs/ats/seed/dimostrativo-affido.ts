import { oggiARoma, piuGiorni } from '@trama/kernel/calendario';
import type { Cifrario } from '@trama/crypto/cifrario';
import { type RichiestaDimostrativa, richiesteDimostrative } from '@trama/reference/affido-dimostrativo';
import {
  type AffidoDimostrativo,
  bancaDimostrativa,
  type FamigliaDimostrativa,
} from '@trama/reference/famiglie-dimostrative';
import type { PersoneDimostrative, Proprietario } from '@trama/reference/persone-dimostrative';
import { cifraIdentita } from '../src/affido/famiglia/identita.service.js';
import { SERVIZIO_PRIVATO } from './servizi-affidi.js';

/**
 * Demonstration families and fosterings, with the sheets of the demonstration requests that they are of. Loaded where
 * they are missing only: people try things out on them, and the next start must not undo it.
 */
export const affidoDimostrativo: PersoneDimostrative = {
  async carica(owner, cifrario) {
    const comuni = await owner<Comune>(
      'SELECT ambito_id AS ambito, codice_istat AS istat FROM comune ORDER BY codice_istat',
    );
    const istat = istatTra(comuni);
    const { famiglie, affidi } = bancaDimostrativa();
    await inserisci(
      owner,
      'scheda_richiesta',
      richiesteDimostrative().map((r) => rigaScheda(r, istat)),
    );
    const nuove = await inserisci(
      owner,
      'famiglia_affidataria',
      famiglie.map((f) => rigaFamiglia(f, istat)),
    );
    const daCifrare = famiglie.filter(({ id }) => nuove.has(id));
    await inserisci(owner, 'famiglia_identita', await Promise.all(daCifrare.map((f) => rigaIdentita(cifrario, f))));
    const conFamiglia = affidi.filter(({ famiglia }) => nuove.has(famiglia.id));
    await inserisci(owner, 'abbinamento', conFamiglia.map(rigaAbbinamento));
    await inserisci(owner, 'verifica_affido', conFamiglia.flatMap(righeVerifiche));
    return nuove.size;
  },
  // Those that somebody's own work leans on stay.
  async togli(owner) {
    await owner(`DELETE FROM abbinamento WHERE origine = 'DIMOSTRATIVO'`);
    const libere = `origine = 'DIMOSTRATIVO' AND NOT EXISTS (SELECT FROM abbinamento a WHERE a.famiglia_id = f.id)`;
    await owner(
      `DELETE FROM famiglia_identita i USING famiglia_affidataria f WHERE f.id = i.famiglia_id AND f.${libere}`,
    );
    const tolte = await owner(`DELETE FROM famiglia_affidataria f WHERE f.${libere} RETURNING f.id`);
    await owner(`DELETE FROM scheda_richiesta s WHERE s.origine = 'DIMOSTRATIVO'
      AND NOT EXISTS (SELECT FROM abbinamento a WHERE a.richiesta_codice = s.codice)`);
    // What they opened is gone, and the invented service can go only without them.
    await owner(`DELETE FROM chiave_dati k USING servizio_affidi s WHERE s.numero = k.ambito_id AND s.origine = 'DIMOSTRATIVO'
      AND NOT EXISTS (SELECT FROM famiglia_affidataria f WHERE f.servizio_codice = s.codice)`);
    return tolte.length;
  },
};

interface Comune {
  readonly ambito: number;
  readonly istat: string;
}

type Istat = (dove: { readonly ambito: number; readonly comune: number }) => string;

function istatTra(comuni: readonly Comune[]): Istat {
  return ({ ambito, comune }) => {
    const suoi = comuni.filter((uno) => uno.ambito === ambito);
    return suoi[comune % suoi.length]!.istat;
  };
}

/** @returns the ids of the rows that were not there */
async function inserisci(owner: Proprietario, tabella: string, righe: readonly object[]): Promise<ReadonlySet<string>> {
  if (righe.length === 0) {
    return new Set();
  }
  const colonne = Object.keys(righe[0]!).join(', ');
  const nuove = await owner<{ id?: string }>(
    `INSERT INTO ${tabella} (${colonne}) SELECT ${colonne} FROM jsonb_populate_recordset(NULL::${tabella}, $1)
     ON CONFLICT DO NOTHING RETURNING *`,
    [JSON.stringify(righe)],
  );
  return new Set(nuove.flatMap(({ id }) => (id === undefined ? [] : [id])));
}

const rigaScheda = (r: RichiestaDimostrativa, istat: Istat) => ({
  codice: r.codice,
  id: r.id,
  ambito: r.ambito,
  comune_istat: istat(r),
  eta: r.eta,
  registrata_il: r.decretoData,
  tipo: r.tipo,
  macrocategoria: r.macrocategoria,
  natura: r.natura,
  fratelli: r.fratelli,
  bisogni_speciali: r.bisogniSpeciali,
  eta_fratelli: r.etaFratelli,
  lingue: r.lingue,
  culture: r.culture,
  vicinanza: r.vicinanza,
  scuola_istat: null,
  parenti: [],
  autorita: r.decretoAutorita,
  decreto_data: r.decretoData,
  proroga_mesi: 0,
  stato: r.stato,
  origine: 'DIMOSTRATIVO',
  versione: 1,
  aggiornata_il: `${r.decretoData}T08:00:00Z`,
});

const servizioDi = ({ privata, ambito }: FamigliaDimostrativa) =>
  privata ? { codice: SERVIZIO_PRIVATO, numero: 999 } : { codice: `AMBITO-${ambito}`, numero: ambito };

const giorniFa = (giorni: number): string => piuGiorni(oggiARoma(), -giorni);

const rigaFamiglia = (f: FamigliaDimostrativa, istat: Istat) => ({
  id: f.id,
  codice: f.codice,
  servizio_codice: servizioDi(f).codice,
  ambito_casa: f.ambito,
  comune_istat: istat(f),
  stato: f.stato,
  motivo_stato: f.stato === 'SOSPESA' ? 'In pausa per qualche mese' : null,
  componenti: f.componenti,
  figli: f.figli,
  affidi_precedenti: f.affidiPrecedenti,
  tipi: f.tipi,
  eta_min: f.etaMin,
  eta_max: f.etaMax,
  posti: f.posti,
  fratelli: f.fratelli,
  bisogni_speciali: f.bisogniSpeciali,
  lingue: f.lingue,
  culture: f.culture,
  distanza_max_km: f.distanzaMaxKm,
  disponibile_dal: '2024-01-01',
  riconfermata_il: giorniFa(f.riconfermataGiorniFa),
  origine: 'DIMOSTRATIVO',
  versione: 1,
  registrata_il: '2024-01-01',
  registrata_da: f.privata ? 'ets-a' : `affidi${f.ambito}`,
  aggiornata_il: '2024-01-01T08:00:00Z',
});

/** Who it is: nobody. */
async function rigaIdentita(cifrario: Cifrario, famiglia: FamigliaDimostrativa) {
  const { numero } = servizioDi(famiglia);
  const identita = {
    nomi: `Famiglia ${famiglia.cognome}`,
    recapiti: `famiglia.${famiglia.cognome}@dimostrativo.invalid`,
  };
  const { nomi, recapiti } = await cifraIdentita(cifrario, famiglia.id, numero, identita);
  const hex = (busta: Buffer | null) => busta && `\\x${busta.toString('hex')}`;
  return {
    famiglia_id: famiglia.id,
    servizio_numero: numero,
    nomi: hex(nomi),
    recapiti: hex(recapiti),
    versione: 1,
  };
}

const rigaAbbinamento = ({ richiesta, famiglia, ...a }: AffidoDimostrativo) => ({
  id: a.id,
  codice: a.codice,
  richiesta_codice: richiesta.codice,
  richiesta_ambito: richiesta.ambito,
  famiglia_id: famiglia.id,
  servizio_codice: servizioDi(famiglia).codice,
  tipo: richiesta.tipo,
  minori: 1 + richiesta.fratelli,
  stato: a.fine === null ? 'IN_ESSERE' : 'CONCLUSO',
  proposto_il: a.proposto,
  proposto_da: 'affido-coord',
  accordo_famiglia_il: `${a.inizio}T08:00:00Z`,
  accordo_famiglia_da: famiglia.privata ? 'ets-a' : `affidi${famiglia.ambito}`,
  accordo_minore_il: `${a.inizio}T08:00:00Z`,
  accordo_minore_da: `affidi${richiesta.ambito}`,
  deciso_il: a.inizio,
  inizio: a.inizio,
  proroga_mesi: 0,
  fine: a.fine,
  esito: a.esito,
  origine: 'DIMOSTRATIVO',
  versione: 1,
  aggiornato_il: `${a.fine ?? a.inizio}T08:00:00Z`,
});

const righeVerifiche = ({ id, famiglia, verifiche }: AffidoDimostrativo) =>
  verifiche.map((il) => ({
    id: crypto.randomUUID(),
    abbinamento_id: id,
    fatta_il: il,
    registrata_da: `affidi${famiglia.ambito}`,
    registrata_il: `${il}T08:00:00Z`,
  }));
