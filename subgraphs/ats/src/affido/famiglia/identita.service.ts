import type { Nomina } from '@trama/audit/ispezione';
import type { Campo } from '@trama/crypto/cifra';
import type { Cifrario } from '@trama/crypto/cifrario';
import type { Tx } from '@trama/database/database';
import {
  type FamigliaAffidataria,
  FamigliaIdentita,
  IdentitaFamiglia,
  type ServizioAffidi,
} from './famiglia.entity.js';

type Colonna = 'nomi' | 'recapiti';

const campoDi = (famiglia: string, servizio: number, colonna: Colonna): Campo => ({
  ambito: servizio,
  persona: famiglia,
  tabella: 'famiglia_identita',
  colonna,
  riga: famiglia,
});

interface Identita {
  readonly nomi?: string | null;
  readonly recapiti?: string | null;
}

/** Both fields under the family's own key. Nothing written is null. */
export async function cifraIdentita(
  cifrario: Cifrario,
  famiglia: string,
  servizio: number,
  { nomi, recapiti }: Identita,
) {
  const cifra = async (colonna: Colonna, valore: string | null | undefined): Promise<Buffer | null> =>
    valore?.trim() ? cifrario.campi.cifra(campoDi(famiglia, servizio, colonna), valore.trim()) : null;
  return { nomi: await cifra('nomi', nomi), recapiti: await cifra('recapiti', recapiti) };
}

const IDENTITA = `
  /* famiglia.scriviIdentita */
  INSERT INTO famiglia_identita (famiglia_id, servizio_numero, nomi, recapiti) VALUES ($1, $2, $3, $4)`;

export async function scriviIdentita(
  tx: Tx,
  cifrario: Cifrario,
  { id, servizio }: { readonly id: string; readonly servizio: ServizioAffidi },
  identita: Identita,
): Promise<void> {
  const { nomi, recapiti } = await cifraIdentita(cifrario, id, servizio.numero, identita);
  await tx.query(IDENTITA, [id, servizio.numero, nomi, recapiti]);
}

/** Who the family is, for the service that registered it; null for one that is not its own. */
export async function leggiIdentita(
  tx: Tx,
  cifrario: Cifrario,
  nomina: Nomina,
  famiglia: FamigliaAffidataria,
): Promise<IdentitaFamiglia | null> {
  const riga = await tx
    .repo(FamigliaIdentita)
    .findOne({ where: { famigliaId: famiglia.id }, comment: 'famiglia.identita' });
  nomina('FamigliaAffidataria', { id: famiglia.id, ambito: famiglia.ambitoId, esito: riga ? 'CONCESSO' : 'NESSUNO' });
  if (riga === null) {
    return null;
  }
  const leggi = async (colonna: Colonna): Promise<string | null> => {
    const busta = riga[colonna];
    const lettura = busta && (await cifrario.campi.decifra(campoDi(famiglia.id, riga.servizioNumero, colonna), busta));
    return lettura?.esito === 'LETTO' ? lettura.valore : null;
  };
  const { versione } = riga;
  return Object.assign(new IdentitaFamiglia(), {
    nomi: await leggi('nomi'),
    recapiti: await leggi('recapiti'),
    versione,
  });
}
