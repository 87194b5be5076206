import { SUBGRAPHS } from '@trama/test-kit/graph';
import {
  CHIAVI_DEI_SERVIZI,
  COLONNE_AFFIDO,
  COLONNE_LEGAMI,
  COME_PROPRIETARIO_AFFIDO,
  MURI_AFFIDO,
  RESTRIZIONI_AFFIDO,
} from './affido.inventario.js';
import { REGISTRI_PUBBLICI } from './registri.inventario.js';
import { type ClonedDatabase, cloneDatabase, execute } from '@trama/test-kit/database';

/**
 * What every database of ours must be, asked of PostgreSQL's own catalogue: a table, a function or a grant that
 * nobody thought about is refused here until somebody does.
 */

/** Public reference data: the whole world may read it, and the application may do nothing but read. Each with its reason. */
const PUBBLICHE: Readonly<Record<string, string>> = {
  'public.migrazione': 'list of migrations, for the owner alone',
  'public.ats': 'the Piano di Zona is a public document',
  'public.distretto': 'the Piano di Zona is a public document',
  'public.ambito': 'the Piano di Zona is a public document',
  'public.contributore_esterno': 'the Piano di Zona is a public document',
  'public.popolazione_annuale': 'residents are public statistics',
  'public.destinatario': 'bodies, never persons',
  'public.scheda_piano': 'the Piano di Zona is a public document',
  'public.comune': 'public register',
  'public.appartenenza_precedente': 'public register',
  'public.scambio_territorio': 'public register',
  'public.popolazione_comune': 'residents are public statistics',
  'public.popolazione_ambito': 'residents are public statistics',
  'public.piano_di_zona': 'the Piano di Zona is a public document',
  'public.obiettivo': 'the Piano di Zona is a public document',
  'public.indicatore': 'the Piano di Zona is a public document',
  'public.misurazione': 'the monitoring of the plan is public',
  'public.riepilogo_piano': 'counts of the public plan',
  'public.riepilogo_popolazione': 'sums of public registers',
  'public.esito_obiettivo': 'the Piano di Zona is a public document',
  'public.collegamento_esito': 'links between public records',
  'public.fatto': 'the Piano di Zona is a public document',
  'public.incongruenza': 'notes on a public document',
  'public.unita_offerta': 'the network of services is public',
  'public.servizio': 'the network of services is public',
  'public.asst': 'public bodies',
  'public.servizio_territoriale': 'the network of services is public',
  'public.ente': 'bodies, never persons',
  'public.ente_ambito': 'bodies, never persons',
  'pubblicazione.edizione': 'published figures',
  'pubblicazione.cella': 'published figures',
  'pubblicazione.corrente': 'published figures',
  'pubblicazione.avviso': 'remarks on published figures, without their reason',
  'pubblicazione.dizionario': 'what published figures are, in words',
  'pubblicazione.aperta_edizione': 'copies of published figures',
  'pubblicazione.aperta_cella': 'copies of published figures',
  'pubblicazione.aperta_corrente': 'which published figures hold',
  'pubblicazione.marca': 'a random word, another one after every change of what is public',
  'pubblicazione.esatta': 'no login of the application may read it',
  'trama.chiave_contesto': 'no login of the application may read it',
  'trama.semina': 'no login of the application may read it: hashes of public and invented rows',
  'registro.scopo': 'purposes and their law, the same for everybody',
  'registro.testa': 'no login of the application may read it: the trigger of the log keeps it',
  'registro.potatura': 'no login of the application may read it: how far an old chain was cut',
};

const MIO = '(ambito_id = ( SELECT trama.ambito() AS ambito))';
const COORDINAMENTO = '( SELECT trama.e_coordinamento() AS e_coordinamento)';
const PARTECIPA =
  "(( SELECT trama.ruolo() AS ruolo) = ANY (ARRAY['COORDINAMENTO_UDP'::text, 'CABINA_REGIA'::text, 'UFFICIO_DI_PIANO'::text, 'OPERATORE_ETS'::text]))";
const UFFICIO = '( SELECT trama.e_ufficio() AS e_ufficio)';
const DI_UN_UFFICIO = "(( SELECT trama.ruolo() AS ruolo) = 'UFFICIO_DI_PIANO'::text)";
const AFFIDI = '( SELECT trama.e_servizio_affidi() AS e_servizio_affidi)';
const PER_ME = 'trama.invio_e_per_me(verso_ambito, verso_servizio, verso_asst, verso_ente)';
const SEGUITO = '(caso_id IN ( SELECT trama.casi_seguiti() AS casi_seguiti))';
const DI_UN_INVIO =
  "(persona_id IN ( SELECT ('invio:dialogo/'::text || i.id)\n   FROM invio i\nUNION ALL\n SELECT ('invio:contenuto/'::text || i.id)\n" +
  "   FROM invio i\n  WHERE (i.stato = ANY (ARRAY['CONSEGNATO'::text, 'CONCLUSO'::text]))))";
const LAVORO = "(( SELECT trama.ruolo() AS ruolo) = 'LAVORO'::text)";
const MIO_ENTE =
  "((ente_codice = ( SELECT trama.ente() AS ente)) AND (( SELECT trama.ruolo() AS ruolo) = 'OPERATORE_ETS'::text))";
const QUALCUNO = '(( SELECT trama.soggetto() AS soggetto) IS NOT NULL)';
const INVIATE = '(compilazione_id IN ( SELECT trama.compilazioni_inviate() AS compilazioni_inviate))';
const MIE_INVIATE = '(compilazione_id IN ( SELECT trama.compilazioni_mie_inviate() AS compilazioni_mie_inviate))';
const IN_BOZZA = '(compilazione_id IN ( SELECT trama.compilazioni_in_bozza() AS compilazioni_in_bozza))';

/** Walled by something else than the ambito of the caller, with the reason and the exact policies. */
const MURI_PROPRI: Readonly<Record<string, { perche: string; politiche: Record<string, string> }>> = {
  'registro.accesso': {
    perche: 'whoever reads a record adds a line, the garante alone reads them',
    politiche: {
      'garante r': "(( SELECT trama.ruolo() AS ruolo) = 'GARANTE'::text)",
      'iscrizione a': '(( SELECT trama.soggetto() AS soggetto) IS NOT NULL)',
    },
  },
  'public.campagna': {
    perche: 'what is asked of everybody is known to everybody; the coordination opens it',
    politiche: {
      'chi_legge r': QUALCUNO,
      'coordinamento_apre a': `(${COORDINAMENTO} AND (stato = 'APERTA'::text))`,
      'coordinamento_cambia w': COORDINAMENTO,
    },
  },
  'public.voce': {
    perche: 'what is asked of everybody is known to everybody; the coordination opens it',
    politiche: { 'chi_legge r': QUALCUNO, 'coordinamento_apre a': COORDINAMENTO },
  },
  'public.compilazione': {
    perche: 'a contributor writes it, the coordination moves it, and nobody updates what is approved',
    politiche: {
      'chi_legge r': `(${MIO} OR ${COORDINAMENTO})`,
      'coordinamento_chiede a': `(${COORDINAMENTO} AND (stato = 'BOZZA'::text) AND (edizione = 1))`,
      'ufficio_corregge a': `(${MIO} AND ${UFFICIO} AND (stato = 'BOZZA'::text) AND (edizione > 1))`,
      'ufficio_compila w': `(${MIO} AND ${UFFICIO} AND (stato = ANY (ARRAY['BOZZA'::text, 'INVIATA'::text, 'RESPINTA'::text])))`,
      'coordinamento_rivede w': `(${COORDINAMENTO} AND (stato = ANY (ARRAY['INVIATA'::text, 'IN_REVISIONE'::text])))`,
    },
  },
  'public.valore': {
    perche: 'the office writes and reads a BOZZA; its ambito and the coordination read what was sent',
    politiche: {
      'chi_legge r': `((${MIO} AND ${UFFICIO}) OR ${INVIATE} OR ${MIE_INVIATE})`,
      'ufficio_scrive a': `(${MIO} AND ${IN_BOZZA})`,
      'ufficio_cambia w': `(${MIO} AND ${IN_BOZZA})`,
    },
  },
  'public.modifica': {
    perche:
      'written by a trigger; the office reads all of it, its ambito and the coordination what stood when it was sent',
    politiche: { 'chi_legge r': `((${MIO} AND ${UFFICIO}) OR (inviata AND (${INVIATE} OR ${MIE_INVIATE})))` },
  },
  'public.passaggio': {
    perche: 'written by a trigger; read by the two parties',
    politiche: { 'chi_legge r': `(${MIO} OR ${COORDINAMENTO})` },
  },
  'public.domanda': {
    perche: 'the coordination asks on what was sent; the two parties read',
    politiche: {
      'chi_legge r': `(${MIO} OR ${COORDINAMENTO})`,
      'coordinamento_chiede a': `(${COORDINAMENTO} AND ${INVIATE})`,
      'coordinamento_chiude w': COORDINAMENTO,
    },
  },
  'public.messaggio': {
    perche: 'the two parties speak while the question is open',
    politiche: {
      'chi_legge r': `(${MIO} OR ${COORDINAMENTO})`,
      'le_due_parti a':
        `(((${MIO} AND ${UFFICIO}) OR ${COORDINAMENTO}) AND (domanda_id IN ( SELECT domanda.id\n` +
        `   FROM domanda\n  WHERE (domanda.stato = 'APERTA'::text))))`,
    },
  },
  'public.invio': {
    perche: 'an envelope of two sides: who follows the case, and the body that it is for',
    politiche: {
      'chi_lo_manda_legge r': `(${MIO} AND (caso_id IN ( SELECT c.id\n   FROM caso c)))`,
      'chi_lo_riceve_legge r': PER_ME,
      'chi_segue_manda a': `(${MIO} AND ${SEGUITO} AND (stato = 'INVIATO'::text))`,
      'chi_segue_cambia w': `(${MIO} AND ${SEGUITO})`,
      'chi_riceve_cambia w': PER_ME,
    },
  },
  'public.chiave_dati': {
    perche: 'the keys of the own ambito, and, to read, those of what was sent to the caller’s body',
    politiche: {
      'solo_il_mio_ambito *': MIO,
      'di_un_invio_che_vedo r': DI_UN_INVIO,
      'distrutta_per_sempre w': '(distrutta_il IS NULL)',
      'chi_segue_casi *':
        '((( SELECT trama.servizio_mio() AS servizio_mio) IS NOT NULL) OR ((persona_id IS NULL) AND' +
        ` (( SELECT trama.ruolo() AS ruolo) = 'UFFICIO_DI_PIANO'::text)) OR ${LAVORO} OR ${DI_UN_INVIO})`,
    },
  },
  'public.richiesta_affido': {
    perche:
      'a sheet without identity: the table of fostering reads those of all ambiti, the job brings where each stands',
    politiche: {
      'servizio_affidi_legge r': `(${MIO} AND ${AFFIDI})`,
      'tavolo_affido_legge r': '( SELECT trama.e_tavolo_affido() AS e_tavolo_affido)',
      'chi_segue_il_caso_legge r':
        `(${MIO} AND (( SELECT trama.servizio_mio() AS servizio_mio) IS NOT NULL) AND (caso_codice IN ( SELECT c.codice\n` +
        `   FROM caso c)))`,
      'servizio_affidi_registra a': `(${MIO} AND ${AFFIDI} AND (stato = 'IN_ATTESA'::text))`,
      'servizio_affidi_cambia w': `(${MIO} AND ${AFFIDI} AND (stato <> 'CHIUSA'::text))`,
      'il_lavoro_legge r': LAVORO,
      'il_lavoro_porta_lo_stato w': `(${LAVORO} AND (stato <> 'CHIUSA'::text))`,
    },
  },
  ...MURI_AFFIDO,
  'public.contributo_poverta': {
    perche: 'what a body counted is of its own operators',
    politiche: { 'solo_il_mio_ente *': MIO_ENTE },
  },
  'public.contributo_bisogno': {
    perche: 'beside the month that it is of',
    politiche: { 'solo_il_mio_ente *': MIO_ENTE },
  },
  'public.disponibilita_posti': {
    perche: 'whether units have free places is public, in bands that its checks keep from telling a small count',
    politiche: {
      'chi_legge r': 'true',
      'ufficio_dichiara a': `(${MIO} AND ${DI_UN_UFFICIO})`,
      'ufficio_corregge w': `(${MIO} AND ${DI_UN_UFFICIO})`,
    },
  },
  'public.incontro_osservatorio': {
    perche: 'when bodies meet is public; the coordination writes it',
    politiche: {
      'chi_legge r': 'true',
      'coordinamento_scrive a': COORDINAMENTO,
      'coordinamento_tiene w': COORDINAMENTO,
    },
  },
  'public.membro_osservatorio': {
    perche: 'which bodies sit in the observatory is public; the coordination writes it, and ends a membership for good',
    politiche: {
      'chi_legge r': 'true',
      'coordinamento_aggiunge a': COORDINAMENTO,
      'coordinamento_termina w': COORDINAMENTO,
    },
  },
  'public.edizione_osservatorio': {
    perche: 'a name for published figures; the coordination fixes it, nobody changes it',
    politiche: { 'chi_legge r': 'true', 'coordinamento_scrive a': COORDINAMENTO },
  },
  'public.motivo_edizione': {
    perche: 'why published figures changed is public; nobody changes it',
    politiche: { 'chi_legge r': 'true', 'coordinamento_scrive a': COORDINAMENTO },
  },
  'public.lettura_edizione': {
    perche: 'what the observatory reads is public; nobody changes it',
    politiche: { 'chi_legge r': 'true', 'coordinamento_scrive a': COORDINAMENTO },
  },
  'public.quesito_osservatorio': {
    perche: 'who reads or feeds the observatory asks, the coordination answers',
    politiche: {
      'chi_partecipa r': PARTECIPA,
      'chi_chiede a': `(${PARTECIPA} AND (risposta IS NULL))`,
      'coordinamento_risponde w': COORDINAMENTO,
    },
  },
  'public.legame_famiglie': {
    perche: 'pseudonyms of households, of no ambito: one job keeps them, nobody reads them, a function counts them',
    politiche: { 'solo_il_lavoro *': LAVORO },
  },
  'public.legame_lettura': {
    perche: 'when that job last read them',
    politiche: { 'solo_il_lavoro *': LAVORO },
  },
  'public.obbligo': {
    perche: 'which bodies owe a collection is an agreement between public bodies; the coordination writes it',
    politiche: {
      'chi_legge r': 'true',
      'coordinamento_assegna a': COORDINAMENTO,
      'coordinamento_termina w': COORDINAMENTO,
    },
  },
  'public.modifica_obbligo': {
    perche: 'written by a trigger; who decided it is for the coordination',
    politiche: { 'chi_legge r': COORDINAMENTO },
  },
  'trama.chiave_idempotenza': {
    perche: 'whoever writes finds the own keys again, whatever the ambito, and nobody else’s',
    politiche: {
      'chi_scrive *':
        '((ambito_id = COALESCE(( SELECT trama.ambito() AS ambito), (0)::smallint)) AND (soggetto = ( SELECT trama.soggetto() AS soggetto))' +
        " AND (( SELECT trama.ruolo() AS ruolo) <> 'PUBBLICO'::text))",
    },
  },
};

/** Columns that the application may write. Everything else is for the owner, or for nobody. */
const COLONNE_SCRIVIBILI: Readonly<Record<string, readonly string[]>> = {
  'registro.blocco_legale INSERT': ['ambito_id', 'fino_al', 'motivo', 'oggetto', 'tipo'],
  'registro.blocco_legale UPDATE': ['fino_al'],
  'registro.accesso INSERT': ['ambito_id', 'classe', 'esito', 'oggetto', 'operazione', 'scopo', 'tipo'],
  'trama.chiave_idempotenza INSERT': ['chiave', 'impronta', 'operazione'],
  'trama.chiave_idempotenza UPDATE': ['risposta'],
};

/** The same, of one subgraph alone. */
const COLONNE_PROPRIE: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  ambito: {
    'public.chiave_dati INSERT': ['ambito_id', 'chiave_avvolta', 'distrutta_il', 'id', 'kek', 'persona_id', 'versione'],
    'public.chiave_dati UPDATE': ['chiave_avvolta', 'distrutta_il', 'kek'],
    'public.caso INSERT': [
      'aperto_il',
      'codice',
      'codice_esterno',
      'equipe',
      'fonte_esterna',
      'id',
      'importazione_id',
      'nucleo_id',
      'servizio',
    ],
    'public.caso UPDATE': ['chiuso_il', 'esito', 'stato', 'versione'],
    ...COLONNE_LEGAMI,
    'public.occupazione_unita INSERT': ['giorno', 'in_attesa', 'nota', 'occupati', 'origine', 'posti', 'unita'],
    'public.occupazione_unita UPDATE': ['in_attesa', 'nota', 'occupati', 'posti', 'versione'],
    'public.disponibilita_posti INSERT': ['giorno', 'massimo', 'minimo', 'origine', 'posti', 'stato', 'unita'],
    'public.disponibilita_posti UPDATE': ['massimo', 'minimo', 'posti', 'stato'],
    'public.nucleo INSERT': ['codice', 'comune_istat', 'id', 'importazione_id'],
    'public.recapito_persona INSERT': ['id', 'persona_id', 'preferito', 'tipo', 'valore'],
    'public.recapito_persona UPDATE': ['al', 'preferito'],
    'public.importazione_casi INSERT': ['avvisi', 'casi', 'fonte', 'id', 'impronta', 'nuclei', 'persone', 'servizio'],
    'public.provvedimento INSERT': ['autorita', 'caso_id', 'data', 'id', 'tipo'],
    'public.provvedimento UPDATE': ['revocato_il'],
    'public.intervento INSERT': ['caso_id', 'dal', 'id', 'persona_id', 'tipo'],
    'public.intervento UPDATE': ['al', 'incontri', 'obiettivo_raggiunto', 'ore'],
    'public.passaggio_servizio INSERT': ['caso_id', 'equipe', 'id'],
    'public.assegnazione INSERT': ['caso_id', 'servizio', 'soggetto'],
    'public.assegnazione UPDATE': ['al'],
    'public.persona INSERT': [
      'caso_id',
      'codice_fiscale',
      'codice_fiscale_indice',
      'cognome',
      'data_nascita',
      'id',
      'nome',
    ],
    'public.persona UPDATE': ['codice_fiscale_indice'],
    'public.caso_persona INSERT': ['caso_id', 'persona_id', 'ruolo'],
    'public.emergenza INSERT': ['caso_codice', 'id', 'motivo', 'scade_il'],
    'public.emergenza UPDATE': ['esito', 'nota', 'stato', 'versione'],
    'public.richiesta_affido INSERT': [
      'bisogni_speciali',
      'caso_codice',
      'codice',
      'comune_istat',
      'culture',
      'decreto_autorita',
      'decreto_data',
      'durata_mesi',
      'eta',
      'eta_fratelli',
      'fratelli',
      'id',
      'lingue',
      'macrocategoria',
      'natura',
      'parenti',
      'proroga_mesi',
      'scuola_istat',
      'tipo',
      'vicinanza',
    ],
    'public.richiesta_affido UPDATE': [
      'bisogni_speciali',
      'culture',
      'eta_fratelli',
      'fratelli',
      'lingue',
      'macrocategoria',
      'motivo_chiusura',
      'natura',
      'parenti',
      'proroga_mesi',
      'scuola_istat',
      'stato',
      'tipo',
      'versione',
      'vicinanza',
    ],
    'public.invio INSERT': [
      'base',
      'campi',
      'caso_id',
      'codice',
      'contenuto',
      'entro',
      'id',
      'motivo',
      'servizio',
      'tipo',
      'urgente',
      'verso_ambito',
      'verso_asst',
      'verso_ente',
      'verso_servizio',
    ],
    'public.invio UPDATE': [
      'base_conservazione',
      'caso_ricevente',
      'dichiarazione',
      'esito',
      'motivo_ritiro',
      'relazione_finale',
      'risposta',
      'stato',
      'versione',
    ],
    'public.recapito_servizio INSERT': ['recapito', 'servizio'],
    'public.recapito_servizio UPDATE': ['recapito', 'versione'],
    'public.collegamento INSERT': ['caso_id', 'persona_id', 'pseudonimo', 'recapito', 'servizio'],
    'public.collegamento UPDATE': ['pseudonimo', 'recapito'],
    'public.collegamento_lettura INSERT': ['generazione', 'letta_il'],
    'public.collegamento_lettura UPDATE': ['generazione', 'letta_il'],
    'public.seguito_altrove INSERT': ['altro_ambito', 'caso_id', 'recapito', 'servizio'],
    'public.seguito_altrove UPDATE': ['recapito'],
  },
  ats: {
    'public.campagna INSERT': ['anno', 'definizione', 'id', 'impronta', 'rilevazione', 'scadenza'],
    'public.campagna UPDATE': ['scadenza', 'stato', 'versione'],
    'public.voce INSERT': [
      'calcolata',
      'campagna_id',
      'codice',
      'conta_persone',
      'descrizione',
      'etichetta',
      'obbligatoria',
      'ordine',
      'sezione',
      'si_somma',
      'tipo',
      'unita',
    ],
    'public.compilazione INSERT': ['ambito_id', 'campagna_id', 'correzione', 'edizione', 'id'],
    'public.compilazione UPDATE': ['motivo', 'stato', 'versione'],
    'public.valore INSERT': [
      'ambito_id',
      'campagna_id',
      'compilazione_id',
      'nota',
      'provenienza',
      'ripresa_voce',
      'ripreso_da',
      'stato',
      'testo',
      'valore',
      'voce',
    ],
    'public.valore UPDATE': ['nota', 'provenienza', 'ripresa_voce', 'ripreso_da', 'stato', 'testo', 'valore'],
    'public.domanda INSERT': ['ambito_id', 'compilazione_id', 'id', 'voce'],
    'public.domanda UPDATE': ['stato', 'versione'],
    'public.obbligo INSERT': ['al', 'ambito_id', 'dal', 'id', 'rilevazione'],
    'public.obbligo UPDATE': ['al', 'versione'],
    'public.messaggio INSERT': ['ambito_id', 'domanda_id', 'testo'],
    'public.legame_famiglie INSERT': ['ambito_a', 'ambito_b', 'dal', 'famiglia_a', 'famiglia_b'],
    'public.legame_famiglie UPDATE': ['al'],
    'public.legame_lettura INSERT': ['generazione', 'letta_il'],
    'public.legame_lettura UPDATE': ['generazione', 'letta_il'],
    ...COLONNE_AFFIDO,
    'public.incontro_osservatorio INSERT': ['id', 'previsto_il'],
    'public.incontro_osservatorio UPDATE': ['tenuto_il', 'versione'],
    'public.membro_osservatorio INSERT': ['dal', 'ente', 'fonte', 'id'],
    'public.membro_osservatorio UPDATE': ['al', 'versione'],
    'public.edizione_osservatorio INSERT': ['id', 'incontro_id'],
    'public.motivo_edizione INSERT': ['ambito', 'anno', 'edizione_id', 'testo'],
    'public.lettura_edizione INSERT': ['edizione_id', 'id', 'tema', 'testo'],
    'public.quesito_osservatorio INSERT': ['ambito', 'anno', 'edizione_id', 'id', 'indicatore', 'testo'],
    'public.quesito_osservatorio UPDATE': ['risposta', 'versione'],
  },
  'terzo-settore': {
    'public.contributo_poverta INSERT': ['anno', 'comune_istat', 'mese'],
    'public.contributo_poverta UPDATE': ['versione'],
    'public.contributo_bisogno INSERT': ['bisogno', 'contributo_id', 'incontrate', 'nuove'],
    'public.contributo_bisogno UPDATE': ['incontrate', 'nuove'],
  },
};

/** What row-level security takes away beyond the ambito, by table and command; what each lets through is tested where it lives. */
const RESTRIZIONI: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  ambito: {
    chiave_dati: ['chi_segue_casi *', 'distrutta_per_sempre w'],
    equipe: ['chi_segue_casi *'],
    equipe_operatore: ['chi_segue_casi *'],
    caso: ['chi_lo_scrive w', 'chi_lo_segue r', 'del_mio_servizio a', 'nel_nucleo_che_seguo a'],
    nucleo: ['chi_segue_casi a', 'dei_casi_che_vedo r'],
    provvedimento: ['dei_casi_che_seguo a', 'dei_casi_che_vedo r', 'revocato_per_sempre w'],
    intervento: ['concluso_per_sempre w', 'dei_casi_che_seguo a', 'dei_casi_che_vedo r'],
    passaggio_servizio: ['chi_lo_segue_lo_passa a', 'dei_casi_che_vedo_e_miei r'],
    assegnazione: ['chi_lo_segue_assegna a', 'del_mio_servizio *', 'finita_per_sempre w'],
    persona: ['dei_casi_che_scrivo w', 'dei_casi_che_seguo a', 'dei_casi_che_vedo r'],
    caso_persona: ['dei_casi_che_seguo a', 'dei_casi_che_vedo r'],
    emergenza: ['chi_la_apre_o_rivede r', 'chi_segue_casi a', 'un_altro_la_rivede w'],
    recapito_servizio: ['dell_ufficio *'],
    occupazione_unita: ['dell_ufficio *'],
    importazione_casi: ['del_mio_servizio *'],
    recapito_persona: ['dei_casi_che_seguo a', 'di_chi_vedo r', 'tolto_per_sempre w'],
    collegamento: ['dei_casi_che_vedo r', 'le_cambia_il_lavoro w', 'le_scrive_il_lavoro a', 'le_toglie_il_lavoro d'],
    collegamento_lettura: [
      'chi_segue_o_collega r',
      'le_cambia_il_lavoro w',
      'le_scrive_il_lavoro a',
      'le_toglie_il_lavoro d',
    ],
    seguito_altrove: ['dei_casi_che_vedo r', 'le_cambia_il_lavoro w', 'le_scrive_il_lavoro a', 'le_toglie_il_lavoro d'],
  },
  ats: RESTRIZIONI_AFFIDO,
};

/** Functions that run as their owner, and so past the wall: each is read by somebody before it is added here. */
const COME_PROPRIETARIO: Readonly<Record<string, string>> = {
  'pubblicazione.cambia_marca': 'the trigger that changes the mark, which nobody else may write',
  'registro.concatena': 'the trigger of the log, which nobody else may number and chain',
  'trama.contesto': 'opens the caller, with a key that nobody else may read',
};
const COME_PROPRIETARIO_PROPRIE: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  ambito: {
    'trama.invio_si_chiude': 'a receiver that refuses may not write keys, and the envelope closes with the step',
    'trama.invio_senza_chi': 'the key of an envelope goes with that of somebody in it, whoever destroys it',
    'trama.codici_importati': 'a case that a colleague imported is hidden, and would be imported again',
    'trama.del_caso_importato':
      'where a row comes from, by key; through the caller’s eyes each row gathered all cases that they follow',
    'trama.collegabili':
      'whom the linkage service should know, for the job that follows no case; nobody else is answered',
    'trama.passa_al_servizio':
      'whoever passes a case on may not see it afterwards, and PostgreSQL refuses such an update',
    'trama.uso_cartella': 'counts of the caller’s own ambito for its planning office, which may see no case',
    'trama.conteggi_tutela': 'numbers of the own ambito for its planning office, which follows no case',
    'trama.prima_assegnazione': 'whoever opens a case follows it, and nobody may assign what they do not follow',
  },
  ats: {
    'trama.arrivate':
      'which answers arrived is known to everybody who works with collections, and nothing else of them',
    'trama.impronta_pubblicata': 'the hash of cells that are public; called by the trigger that fixes an edition',
    'trama.nomina_edizione':
      'picks the published edition and counts its code, so that the application can name no other',
    'trama.firma_lettura': 'counts the revisions of a reading, all of which are public',
    'trama.famiglie_su_piu_ambiti': 'how many families, of rows that nobody may read',
    'trama.scrivi_modifica': 'the history of a value, which nobody else may write',
    'trama.scrivi_modifica_obbligo': 'the history of an obligation, which nobody else may write',
    'trama.scrivi_passaggio': 'the history of an answer, which nobody else may write',
    ...COME_PROPRIETARIO_AFFIDO,
  },
};

/** Rows that the application may delete, each with what forbids it to everybody but one job. */
const CANCELLABILI: Readonly<Record<string, string>> = {
  'public.collegamento': 'le_toglie_il_lavoro',
  'public.seguito_altrove': 'le_toglie_il_lavoro',
};

/** Who may do what on tables, besides their owner. */
const CONCESSIONI: Readonly<Record<string, RegExp>> = {
  trama_app: /^SELECT$/,
  trama_stat: /^SELECT$/,
};

/** `tgtype` of a trigger after each statement, whether it inserts (4), deletes (8), updates (16) or truncates (32). */
const STATEMENT_AFTER_ALL = 4 + 8 + 16 + 32;

describe.each(SUBGRAPHS.map(({ name }) => name))('the catalogue of %s', (name) => {
  let clone: ClonedDatabase;
  beforeAll(async () => void (clone = await cloneDatabase(name)));
  afterAll(() => clone.drop());

  const catalogue = <Row extends object>(statement: string, values: unknown[] = []) =>
    execute<Row>(clone.ownerUrl, statement, values);
  /** Rows without an ambito belong to none: their own policies say who reads them. */
  const HAS_AMBITO = (table: string) =>
    `EXISTS (SELECT FROM pg_attribute WHERE attrelid = ${table}.oid AND attname = 'ambito_id')`;
  const OURS = `n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast')`;

  test('has no table that is neither behind the wall nor listed as public with a reason', async () => {
    const tables = await catalogue<{ tabella: string; muro: boolean }>(
      `SELECT n.nspname || '.' || c.relname AS tabella, c.relrowsecurity AND c.relforcerowsecurity AS muro
       FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE ${OURS} AND c.relkind IN ('r', 'p')`,
    );
    expect(tables.filter(({ tabella, muro }) => !muro && !(tabella in PUBBLICHE))).toEqual([]);
    expect(tables.filter(({ tabella, muro }) => muro && tabella in PUBBLICHE)).toEqual([]);
  });

  test('walls every table by ambito for the application, and by nothing wider', async () => {
    const open = await catalogue(
      `SELECT c.relname AS tabella FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
       WHERE ${OURS} AND c.relrowsecurity AND n.nspname || '.' || c.relname <> ALL ($1) AND (
         SELECT count(*) FROM pg_policy p WHERE p.polrelid = c.oid AND p.polpermissive AND p.polroles <> ARRAY[c.relowner]
       ) <> (
         SELECT count(*) FROM pg_policy p WHERE p.polrelid = c.oid AND p.polpermissive AND p.polcmd = '*'
           AND p.polroles = ARRAY['trama_app'::regrole::oid]
           AND pg_get_expr(p.polqual, p.polrelid) = '(ambito_id = ( SELECT trama.ambito() AS ambito))')`,
      [Object.keys(MURI_PROPRI)],
    );
    expect(open).toEqual([]);
  });

  test.each(Object.entries(MURI_PROPRI))('walls %s by exactly its own policies', async (tabella, { politiche }) => {
    if (!(await catalogue<{ c: string | null }>('SELECT to_regclass($1) AS c', [tabella]))[0]?.c) {
      return; // of another subgraph
    }
    const found = await catalogue<{ nome: string; espressione: string }>(
      `SELECT p.polname || ' ' || p.polcmd::text AS nome,
              coalesce(pg_get_expr(p.polqual, p.polrelid), pg_get_expr(p.polwithcheck, p.polrelid)) AS espressione
       FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid
       WHERE c.oid = $1::regclass AND p.polroles <> ARRAY[c.relowner]`,
      [tabella],
    );
    const sue = name === 'ats' && tabella === 'public.chiave_dati' ? CHIAVI_DEI_SERVIZI : politiche;
    expect(Object.fromEntries(found.map(({ nome, espressione }) => [nome, espressione]))).toEqual(sue);
  });

  test('has no view, materialized view or foreign table, which would see past the wall', async () => {
    expect(
      await catalogue(
        `SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE ${OURS} AND c.relkind IN ('v', 'm', 'f')`,
      ),
    ).toEqual([]);
  });

  test('pins the search path of its own functions, and lets only the application call them', async () => {
    const loose = await catalogue(
      `SELECT p.proname FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
       WHERE n.nspname IN ('trama', 'pubblicazione', 'registro')
         AND (NOT coalesce(p.proconfig::text LIKE '%search_path=pg_catalog, pg_temp%', false)
              OR EXISTS (SELECT FROM aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a WHERE a.grantee = 0))`,
    );
    expect(loose).toEqual([]);
  });

  test('has no function that runs as its owner but those listed with a reason', async () => {
    const definers = await catalogue<{ funzione: string }>(
      `SELECT n.nspname || '.' || p.proname AS funzione FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
       WHERE ${OURS} AND p.prosecdef ORDER BY 1`,
    );
    const listed = { ...COME_PROPRIETARIO, ...COME_PROPRIETARIO_PROPRIE[name] };
    expect(definers.map(({ funzione }) => funzione)).toEqual(Object.keys(listed).sort());
  });

  test('takes away what it is listed to take away, and no restriction has gone', async () => {
    const policies = await catalogue<{ tabella: string; politiche: string[] }>(
      `SELECT c.relname AS tabella, array_agg(p.polname || ' ' || p.polcmd::text ORDER BY p.polname) AS politiche
       FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid
       WHERE NOT p.polpermissive AND p.polroles = ARRAY['trama_app'::regrole::oid] GROUP BY 1`,
    );
    const found = Object.fromEntries(policies.map(({ tabella, politiche }) => [tabella, politiche]));
    expect(found).toEqual(RESTRIZIONI[name] ?? {});
  });

  test('has no restriction that is for somebody else than the application, which would not meet it', async () => {
    expect(
      await catalogue(
        `SELECT polname FROM pg_policy WHERE NOT polpermissive AND polroles <> ARRAY['trama_app'::regrole::oid]`,
      ),
    ).toEqual([]);
  });

  test('grants tables to the two logins of the application for reading, and nothing to everybody', async () => {
    const grants = await catalogue<{ tabella: string; a: string; cosa: string }>(
      `SELECT n.nspname || '.' || c.relname AS tabella, coalesce(r.rolname, 'PUBLIC') AS a, x.privilege_type AS cosa
       FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
       CROSS JOIN LATERAL aclexplode(c.relacl) x LEFT JOIN pg_roles r ON r.oid = x.grantee
       WHERE ${OURS} AND c.relkind IN ('r', 'p', 'S') AND x.grantee <> c.relowner`,
    );
    const cancella = ({ tabella, a, cosa }: (typeof grants)[number]) =>
      a === 'trama_app' && cosa === 'DELETE' && tabella in CANCELLABILI;
    expect(grants.filter((grant) => !cancella(grant) && !CONCESSIONI[grant.a]?.test(grant.cosa))).toEqual([]);
    const pubblica = (tabella: string) =>
      tabella.startsWith('pubblicazione.') || REGISTRI_PUBBLICI[name]!.includes(tabella);
    expect(grants.filter(({ tabella, a }) => a === 'trama_stat' && !pubblica(tabella))).toEqual([]);
    expect(grants.filter(({ tabella, a }) => a !== 'trama_stat' && tabella.startsWith('pubblicazione.'))).toEqual([]);
  });

  test('changes the mark with every table that the login for published figures reads, and with every kind of writing', async () => {
    const letta = `has_any_column_privilege('trama_stat', c.oid, 'SELECT')`;
    const lette = await catalogue<{ tabella: string; marca: boolean; muro: boolean; scritta: boolean }>(
      `SELECT n.nspname || '.' || c.relname AS tabella, c.relrowsecurity AS muro,
              has_any_column_privilege('trama_app', c.oid, 'INSERT, UPDATE')
                OR has_table_privilege('trama_app', c.oid, 'DELETE, TRUNCATE') AS scritta,
              EXISTS (SELECT FROM pg_trigger t WHERE t.tgrelid = c.oid AND t.tgenabled IN ('O', 'A') AND t.tgqual IS NULL
                AND t.tgattr = '' AND t.tgtype = ${STATEMENT_AFTER_ALL}
                AND t.tgfoid = 'pubblicazione.cambia_marca'::regproc) AS marca
       FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
       WHERE ${OURS} AND c.relkind IN ('r', 'p') AND ${letta} AND c.oid <> 'pubblicazione.marca'::regclass ORDER BY 1`,
    );
    expect(lette.filter(({ marca, muro, scritta }) => !marca || muro || scritta)).toEqual([]);
    const registri = lette.map(({ tabella }) => tabella).filter((tabella) => !tabella.startsWith('pubblicazione.'));
    expect(registri).toEqual(REGISTRI_PUBBLICI[name]);
    expect(registri.filter((tabella) => !(tabella in PUBBLICHE))).toEqual([]);
  });

  test('has no function that the login for published figures may call and that reads more than it may', async () => {
    const functions = await catalogue(
      `SELECT n.nspname || '.' || p.proname AS funzione FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
       WHERE ${OURS} AND has_function_privilege('trama_stat', p.oid, 'EXECUTE')
         AND (p.prosecdef OR n.nspname <> 'public' AND p.proname <> ALL ('{appartenenze,confini,raggiungimento}'))`,
    );
    expect(functions).toEqual([]);
  });

  test('lets the application write only the columns that are listed, table by table', async () => {
    const columns = await catalogue<{ dove: string; colonne: string[] }>(
      `SELECT n.nspname || '.' || c.relname || ' ' || x.privilege_type AS dove,
              array_agg(a.attname::text ORDER BY a.attname::text) AS colonne
       FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
       CROSS JOIN LATERAL aclexplode(a.attacl) x
       WHERE ${OURS} AND x.grantee <> c.relowner GROUP BY 1`,
    );
    expect(Object.fromEntries(columns.map(({ dove, colonne }) => [dove, colonne]))).toEqual({
      ...COLONNE_SCRIVIBILI,
      ...COLONNE_PROPRIE[name],
    });
  });

  test('has keys that cannot tell one ambito what another holds: every unique of a walled table begins with the ambito', async () => {
    const probes = await catalogue(
      `SELECT c.relname AS tabella, i.indexrelid::regclass::text AS indice FROM pg_index i
       JOIN pg_class c ON c.oid = i.indrelid JOIN pg_namespace n ON n.oid = c.relnamespace
       WHERE ${OURS} AND c.relrowsecurity AND i.indisunique AND ${HAS_AMBITO('c')}
         AND (SELECT attname FROM pg_attribute WHERE attrelid = c.oid AND attnum = i.indkey[0]) <> 'ambito_id'`,
    );
    expect(probes).toEqual([]);
  });

  test('has references between walled tables that stay in one ambito: they begin with it on both sides', async () => {
    const crossing = await catalogue(
      `SELECT f.conrelid::regclass::text AS tabella, f.conname FROM pg_constraint f
       JOIN pg_class c ON c.oid = f.conrelid JOIN pg_namespace n ON n.oid = c.relnamespace
       JOIN pg_class r ON r.oid = f.confrelid
       WHERE ${OURS} AND f.contype = 'f' AND c.relrowsecurity AND r.relrowsecurity AND ${HAS_AMBITO('r')} AND NOT (
         (SELECT attname FROM pg_attribute WHERE attrelid = f.conrelid AND attnum = f.conkey[1]) = 'ambito_id'
         AND (SELECT attname FROM pg_attribute WHERE attrelid = f.confrelid AND attnum = f.confkey[1]) = 'ambito_id')`,
    );
    expect(crossing).toEqual([]);
  });

  test('lets nobody but its owner create anything', async () => {
    const creators = await catalogue(
      `SELECT n.nspname, r.rolname FROM pg_namespace n CROSS JOIN pg_roles r
       WHERE ${OURS} AND NOT r.rolsuper AND r.oid <> n.nspowner AND r.rolname !~ '^pg_' AND r.rolname !~ '_owner$'
         AND has_schema_privilege(r.oid, n.oid, 'CREATE')`,
    );
    expect(creators).toEqual([]);
  });
});
