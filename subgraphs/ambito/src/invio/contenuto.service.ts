import type { Nomina } from '@trama/audit/ispezione';
import type { Campo, Json } from '@trama/crypto/cifra';
import type { Cifrario } from '@trama/crypto/cifrario';
import type { Tx } from '@trama/database/database';
import type { Caso } from '../cartella/caso.entity.js';
import { personeByCaso } from '../cartella/caso.loader.js';
import { leggiCampo } from '../cartella/persona.service.js';
import { type PersonaDelCaso, RuoloNelCaso } from '../cartella/persona.type.js';
import { interventiByCaso } from '../intervento/intervento.loader.js';
import { nucleoByCaso } from '../nucleo/nucleo.loader.js';
import { provvedimentiByCaso } from '../provvedimento/provvedimento.loader.js';
import type { ContenutoInvio, PersonaInviata } from './contenuto.type.js';
import { CampoInvio } from './invio.basi.js';
import type { Invio } from './invio.entity.js';

type Quale = Pick<Invio, 'ambitoId' | 'id'>;

/** What the two sides say to each other outlives a withdrawal; the envelope does not. */
export type TestoInvio = 'motivo' | 'risposta' | 'relazioneFinale' | 'motivoRitiro' | 'dichiarazione';

const COLONNE: Readonly<Record<TestoInvio, string>> = {
  motivo: 'motivo',
  risposta: 'risposta',
  relazioneFinale: 'relazione_finale',
  motivoRitiro: 'motivo_ritiro',
  dichiarazione: 'dichiarazione',
};

/** The owner of the key that one envelope is sealed with: destroying it is what taking the envelope back means. */
export const chiaveDelContenuto = ({ id }: Pick<Invio, 'id'>): string => `invio:contenuto/${id}`;
const chiaveDelDialogo = ({ id }: Pick<Invio, 'id'>): string => `invio:dialogo/${id}`;

const campoContenuto = (invio: Quale): Campo => ({
  ambito: invio.ambitoId,
  persona: chiaveDelContenuto(invio),
  tabella: 'invio',
  colonna: 'contenuto',
  riga: invio.id,
});

const campoTesto = (invio: Quale, testo: TestoInvio): Campo => ({
  ambito: invio.ambitoId,
  persona: chiaveDelDialogo(invio),
  tabella: 'invio',
  colonna: COLONNE[testo],
  riga: invio.id,
});

export const cifraTesto = (cifrario: Cifrario, invio: Quale, quale: TestoInvio, testo: string): Promise<Buffer> =>
  cifrario.campi.cifra(campoTesto(invio, quale), testo.trim());

/** A text of one side to the other; null when there is none. */
export async function leggiTesto(cifrario: Cifrario, invio: Invio, quale: TestoInvio): Promise<string | null> {
  const busta = invio[quale];
  const letto = busta && (await cifrario.campi.decifra(campoTesto(invio, quale), busta));
  return letto?.esito === 'LETTO' ? letto.valore : null;
}

export const sigilla = (cifrario: Cifrario, invio: Quale, contenuto: ContenutoInvio): Promise<Buffer> =>
  cifrario.campi.cifraJson(campoContenuto(invio), contenuto as unknown as Json);

/** What is in the envelope; null once it was taken back: the key is gone, and nobody can open it. */
export async function apriContenuto(cifrario: Cifrario, invio: Invio): Promise<ContenutoInvio | null> {
  const letto = await cifrario.campi.decifraJson(campoContenuto(invio), invio.contenuto);
  return letto.esito === 'LETTO' ? (letto.valore as unknown as ContenutoInvio) : null;
}

/**
 * The agreed fields of a case, as they are now: composed here and never by the caller, so that what is not agreed cannot
 * be in it. Of what is not agreed, nothing is read.
 */
export async function componi(
  tx: Tx,
  cifrario: Cifrario,
  nomina: Nomina,
  caso: Pick<Caso, 'id'>,
  { campi, relazione }: { readonly campi: readonly CampoInvio[]; readonly relazione?: string | null },
): Promise<ContenutoInvio> {
  const ha = (campo: CampoInvio) => campi.includes(campo);
  const serve = [CampoInvio.COMPOSIZIONE_NUCLEO, CampoInvio.ANAGRAFICA_MINORI, CampoInvio.ANAGRAFICA_ADULTI].some(ha);
  const persone = serve ? (await personeByCaso(tx, [caso.id], nomina))[0]! : [];
  const conCodici = ha(CampoInvio.CODICI_FISCALI);
  const inviate = (quali: readonly PersonaDelCaso[]) =>
    Promise.all(quali.map((una) => inviata(cifrario, una, conCodici)));
  const minori = persone.filter(({ ruolo }) => ruolo === RuoloNelCaso.MINORE);
  const adulti = persone.filter(({ ruolo }) => ruolo !== RuoloNelCaso.MINORE);
  return {
    composizione: ha(CampoInvio.COMPOSIZIONE_NUCLEO) ? await composizione(tx, nomina, caso, persone) : null,
    minori: ha(CampoInvio.ANAGRAFICA_MINORI) ? await inviate(minori) : null,
    adulti: ha(CampoInvio.ANAGRAFICA_ADULTI) ? await inviate(adulti) : null,
    provvedimenti: ha(CampoInvio.PROVVEDIMENTI)
      ? (await provvedimentiByCaso(tx, [caso.id], nomina))[0]!.map(({ autorita, tipo, data, revocatoIl }) => {
          return { autorita, tipo, data, revocatoIl };
        })
      : null,
    interventi: ha(CampoInvio.INTERVENTI)
      ? (await interventiByCaso(tx, [caso.id], nomina))[0]!.map(({ tipo, dal, al }) => ({ tipo, dal, al }))
      : null,
    relazione: ha(CampoInvio.RELAZIONE) ? (relazione?.trim() ?? null) : null,
  };
}

async function composizione(tx: Tx, nomina: Nomina, caso: Pick<Caso, 'id'>, persone: readonly PersonaDelCaso[]) {
  const [nucleo] = await nucleoByCaso(tx, [caso.id], nomina);
  const quanti = (ruolo: RuoloNelCaso) => persone.filter((persona) => persona.ruolo === ruolo).length;
  return {
    comune: nucleo?.comuneIstat ?? null,
    minori: quanti(RuoloNelCaso.MINORE),
    genitori: quanti(RuoloNelCaso.GENITORE),
    altri: quanti(RuoloNelCaso.ALTRO),
  };
}

async function inviata(
  cifrario: Cifrario,
  { ruolo, persona }: PersonaDelCaso,
  conCodice: boolean,
): Promise<PersonaInviata> {
  const [nome, cognome, dataNascita, codiceFiscale] = await Promise.all([
    leggiCampo(cifrario, persona, 'nome'),
    leggiCampo(cifrario, persona, 'cognome'),
    leggiCampo(cifrario, persona, 'dataNascita'),
    conCodice ? leggiCampo(cifrario, persona, 'codiceFiscale') : null,
  ]);
  return { ruolo, nome, cognome, dataNascita, codiceFiscale };
}
