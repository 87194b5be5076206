import type { Campo } from '@trama/crypto/cifra';
import type { Cifrario } from '@trama/crypto/cifrario';
import { leggiCodice } from '@trama/crypto/codice-fiscale';
import { controllaCodice } from '@trama/crypto/controllo-codice';
import type { ColonnaCercata } from '@trama/crypto/indice';
import { normalizza } from '@trama/crypto/normalizza';
import { registra } from '@trama/audit/registra';
import type { Scopo } from '@trama/audit/scopi';
import type { Tx } from '@trama/database/database';
import { oggiARoma } from '@trama/kernel/calendario';
import { DomainError } from '@trama/kernel/errors';
import { ambitoOf } from '@trama/kernel/identity';
import { randomUUID } from 'node:crypto';
import { type CampoCifrato, COLONNE_CIFRATE, type Persona, type RuoloNelCaso } from './persona.type.js';

/** A person as somebody wrote it down. */
export interface PersonaInChiaro {
  readonly ruolo: RuoloNelCaso;
  readonly nome: string;
  readonly cognome: string;
  readonly codiceFiscale?: string | null;
  readonly dataNascita?: string | null;
}

/** A person as the rows have it. */
export interface PersonaCifrata extends Omit<Persona, 'ambitoId'> {
  readonly ruolo: RuoloNelCaso;
  readonly indice: string | null;
}

const campoDi = ({ ambitoId, id }: Pick<Persona, 'ambitoId' | 'id'>, nome: CampoCifrato): Campo => ({
  ambito: ambitoId,
  persona: id,
  tabella: 'persona',
  colonna: COLONNE_CIFRATE[nome],
  riga: id,
});

const colonnaCercata = (ambito: number): ColonnaCercata => ({
  ambito,
  tabella: 'persona',
  colonna: COLONNE_CIFRATE.codiceFiscale,
  maiuscolo: true,
});

/** One field in clear; null when it was never written, and when the person was erased. */
export async function leggiCampo(cifrario: Cifrario, persona: Persona, nome: CampoCifrato): Promise<string | null> {
  const busta = persona[nome];
  const lettura = busta && (await cifrario.campi.decifra(campoDi(persona, nome), busta));
  return lettura?.esito === 'LETTO' ? lettura.valore : null;
}

/** Whether the person was erased: the row is there, and nobody can read it. */
export async function isCancellata(cifrario: Cifrario, persona: Persona): Promise<boolean> {
  return (await cifrario.campi.decifra(campoDi(persona, 'cognome'), persona.cognome)).esito === 'CANCELLATO';
}

/**
 * Encrypts a new person under a key of its own, which is made now.
 *
 * @throws DomainError INPUT_NON_VALIDO for a code that no rule accepts or a birthday to come; it does not say them back
 */
export async function cifraPersona(
  cifrario: Cifrario,
  ambitoId: number,
  { ruolo, nome, cognome, codiceFiscale, dataNascita }: PersonaInChiaro,
  id: string = randomUUID(),
): Promise<PersonaCifrata> {
  const codice = requireCodice(codiceFiscale, 'persone');
  requirePassata(dataNascita);
  const cifra = (campo: CampoCifrato, valore: string) => cifrario.campi.cifra(campoDi({ ambitoId, id }, campo), valore);
  return {
    id,
    ruolo,
    nome: await cifra('nome', normalizza(nome)),
    cognome: await cifra('cognome', normalizza(cognome)),
    codiceFiscale: codice === null ? null : await cifra('codiceFiscale', codice),
    indice: codice === null ? null : cifrario.indice.calcola(colonnaCercata(ambitoId), codice),
    dataNascita: dataNascita ? await cifra('dataNascita', dataNascita) : null,
  };
}

/** What the rows of people with this code carry, by any version of the index key that is still in use. */
export function indiciDi(cifrario: Cifrario, ambitoId: number, codiceFiscale: string): string[] {
  const codice = requireCodice(codiceFiscale, 'codiceFiscale');
  return codice ? cifrario.indice.perRicerca(colonnaCercata(ambitoId), codice) : [];
}

const INSERISCI = `
  /* cartella.inserisciPersone */
  INSERT INTO persona (id, caso_id, nome, cognome, codice_fiscale, codice_fiscale_indice, data_nascita)
  SELECT id, caso, nome, cognome, codice_fiscale, indice, data_nascita
  FROM unnest($1::uuid[], $2::uuid[], $3::bytea[], $4::bytea[], $5::bytea[], $6::text[], $7::bytea[])
    AS p (caso, id, nome, cognome, codice_fiscale, indice, data_nascita)`;

const COLLEGA = `
  /* cartella.collegaPersone */
  INSERT INTO caso_persona (caso_id, persona_id, ruolo)
  SELECT caso, id, ruolo FROM unnest($1::uuid[], $2::uuid[], $3::text[]) AS p (caso, id, ruolo)`;

/** A new person, and the case that they are registered in. */
export interface PersonaNelCaso {
  readonly caso: string;
  readonly persona: PersonaCifrata;
}

/** Registers people in cases that the caller follows: two statements, however many they are. */
export async function inserisciPersoneDi(tx: Tx, persone: readonly PersonaNelCaso[]): Promise<void> {
  const casi = persone.map(({ caso }) => caso);
  const colonna = <K extends keyof PersonaCifrata>(nome: K) => persone.map(({ persona }) => persona[nome]);
  const ids = colonna('id');
  await tx.query(INSERISCI, [
    casi,
    ids,
    colonna('nome'),
    colonna('cognome'),
    colonna('codiceFiscale'),
    colonna('indice'),
    colonna('dataNascita'),
  ]);
  await tx.query(COLLEGA, [casi, ids, colonna('ruolo')]);
}

/** The same, of one case. */
export const inserisciPersone = (tx: Tx, caso: string, persone: readonly PersonaCifrata[]): Promise<void> =>
  inserisciPersoneDi(
    tx,
    persone.map((persona) => ({ caso, persona })),
  );

/**
 * Erases a person (Reg. UE 2016/679, art. 17): the key is destroyed, so that nothing it encrypted can be read again, and
 * the index goes too, because with it one could still ask whether somebody was here. The row stays, so that a case does
 * not look damaged. A backup that has the key still needs the key-encryption key, which no backup has.
 *
 * Safe to repeat. The key goes in a transaction of its own: when this one is undone, repeating it ends the erasure.
 *
 * @throws DomainError NON_TROVATO for a person in no case that the caller follows
 */
export async function cancellaPersona(tx: Tx, cifrario: Cifrario, scopo: Scopo, id: string): Promise<void> {
  const ambito = ambitoOf(tx.identity);
  registra(tx, { scopo, operazione: 'CANCELLAZIONE' }, 'Persona', { id, ambito });
  const tolta = await tx.query(
    '/* cartella.cancellaPersona */ UPDATE persona SET codice_fiscale_indice = NULL WHERE ambito_id = $1 AND id = $2 RETURNING id',
    [ambito, id],
  );
  if (tolta.length === 0) {
    throw new DomainError('NON_TROVATO', 'La persona non esiste, o non è in un caso che segui.');
  }
  await cifrario.chiavi.distruggi(ambito, id);
}

function requireCodice(scritto: string | null | undefined, campo: string): string | null {
  const { natura, codice } = leggiCodice(scritto, controllaCodice);
  if (natura === 'NON_VALIDO') {
    throw new DomainError(
      'INPUT_NON_VALIDO',
      'Il codice fiscale non è valido: controlla ogni carattere, anche l’ultimo, oppure lascialo vuoto.',
      { extensions: { campi: [campo] } },
    );
  }
  return natura === 'ASSENTE' ? null : codice;
}

function requirePassata(data: string | null | undefined): void {
  if (data && data > oggiARoma()) {
    throw new DomainError('INPUT_NON_VALIDO', 'La data di nascita è nel futuro: correggila.', {
      extensions: { campi: ['persone'] },
    });
  }
}
