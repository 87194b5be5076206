import type { Conservabile } from '@trama/audit/conservazione/conservabile';

/** Somebody who is in another case too is kept with that one. */
const AFFIDA_AD_ALTRO_CASO = `
  /* cartella.affidaAdAltroCaso */
  UPDATE persona p SET caso_id = altro.caso_id
  FROM (SELECT DISTINCT ON (persona_id) persona_id, caso_id FROM caso_persona
        WHERE ambito_id = $1 AND caso_id <> ALL ($2) ORDER BY persona_id, caso_id) altro
  WHERE p.ambito_id = $1 AND p.caso_id = ANY ($2) AND altro.persona_id = p.id`;

/** With the key goes whatever it encrypted, in every copy of the database too. */
const DISTRUGGI_CHIAVI = `
  /* cartella.distruggiChiavi */
  UPDATE chiave_dati SET chiave_avvolta = NULL, distrutta_il = now()
  WHERE ambito_id = $1 AND distrutta_il IS NULL AND persona_id IN (
    SELECT p.id::text FROM persona p WHERE p.ambito_id = $1 AND p.caso_id = ANY ($2))`;

/** And with its keys whatever was sent to others about the case. */
const DISTRUGGI_INVII = `
  /* cartella.distruggiInvii */
  UPDATE chiave_dati SET chiave_avvolta = NULL, distrutta_il = now()
  WHERE ambito_id = $1 AND distrutta_il IS NULL AND persona_id LIKE 'invio:%' AND split_part(persona_id, '/', 2) IN (
    SELECT i.id::text FROM invio i WHERE i.ambito_id = $1 AND i.caso_id = ANY ($2))`;

const CANCELLA = `
  /* cartella.cancellaCasi */
  DELETE FROM caso WHERE ambito_id = $1 AND id = ANY ($2)`;

const CANCELLA_NUCLEI = `
  /* cartella.cancellaNuclei */
  DELETE FROM nucleo n WHERE n.ambito_id = $1
    AND NOT EXISTS (SELECT FROM caso c WHERE c.ambito_id = n.ambito_id AND c.nucleo_id = n.id)`;

/** A closed case with the people, measures and interventions in it: they are read with it, and end with it. */
export const casoConservabile: Conservabile = {
  tipo: 'Caso',
  tabella: 'caso',
  eventi: { CHIUSURA: 'SELECT ambito_id, id, chiuso_il AS inizio FROM caso WHERE chiuso_il IS NOT NULL' },
  azioni: {
    CANCELLA: async (tx, ambito, ids) => {
      for (const statement of [AFFIDA_AD_ALTRO_CASO, DISTRUGGI_CHIAVI, DISTRUGGI_INVII, CANCELLA]) {
        await tx.query(statement, [ambito, ids]);
      }
      await tx.query(CANCELLA_NUCLEI, [ambito]);
    },
  },
};
