import type { Nomina } from '@trama/audit/ispezione';
import type { Campo } from '@trama/crypto/cifra';
import type { Cifrario } from '@trama/crypto/cifrario';
import { alignByKey } from '@trama/database/align';
import type { Tx } from '@trama/database/database';
import { In } from 'typeorm';
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

/** Who these families are, still encrypted; null for one that is not the caller's own. Each is in the access log. */
export async function identitaDiFamiglie(
  tx: Tx,
  famiglie: readonly FamigliaAffidataria[],
  nomina: Nomina,
): Promise<Array<FamigliaIdentita | null>> {
  const ids = famiglie.map(({ id }) => id);
  const righe = await tx.repo(FamigliaIdentita).find({ where: { famigliaId: In(ids) }, comment: 'famiglia.identita' });
  const identita = alignByKey(ids, righe, ({ famigliaId }) => famigliaId);
  nomina(
    'FamigliaAffidataria',
    famiglie.map(({ id, ambitoId }, i) => ({ id, ambito: ambitoId, esito: identita[i] ? 'CONCESSO' : 'NESSUNO' })),
  );
  return identita;
}

/** In clear, with the key of the caller's own service. */
export async function leggiIdentita(cifrario: Cifrario, riga: FamigliaIdentita): Promise<IdentitaFamiglia> {
  const leggi = async (colonna: Colonna): Promise<string | null> => {
    const busta = riga[colonna];
    const campo = campoDi(riga.famigliaId, riga.servizioNumero, colonna);
    const lettura = busta && (await cifrario.campi.decifra(campo, busta));
    return lettura?.esito === 'LETTO' ? lettura.valore : null;
  };
  const { versione } = riga;
  return Object.assign(new IdentitaFamiglia(), {
    nomi: await leggi('nomi'),
    recapiti: await leggi('recapiti'),
    versione,
  });
}
