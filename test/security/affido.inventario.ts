/** What the catalogue must find of the bank of foster families, with the reason for each wall that is not an ambito's. */
export const MURI_AFFIDO: Readonly<Record<string, { perche: string; politiche: Record<string, string> }>> = {
  'public.abbinamento': {
    perche: 'the two services that it is between, and the table; one job ends those of closed requests',
    politiche: {
      'dei_due_servizi_si_cambia w':
        '(((richiesta_ambito = ( SELECT trama.ambito() AS ambito)) AND ( SELECT trama.e_servizio_affidi() AS e_servizio_affidi)) OR (servizio_codice = ( SELECT trama.servizio_affidi_mio() AS servizio_affidi_mio)))',
      'dei_due_servizi_si_legge r':
        '(((richiesta_ambito = ( SELECT trama.ambito() AS ambito)) AND ( SELECT trama.e_servizio_affidi() AS e_servizio_affidi)) OR (servizio_codice = ( SELECT trama.servizio_affidi_mio() AS servizio_affidi_mio)))',
      'di_chi_cerca_si_propone a':
        "((richiesta_ambito = ( SELECT trama.ambito() AS ambito)) AND ( SELECT trama.e_servizio_affidi() AS e_servizio_affidi) AND (stato = 'PROPOSTO'::text))",
      'il_lavoro *': "(( SELECT trama.ruolo() AS ruolo) = 'LAVORO'::text)",
      'il_tavolo *': '( SELECT trama.e_tavolo_affido() AS e_tavolo_affido)',
      'si_propone_da_capo a':
        "((stato = 'PROPOSTO'::text) AND (accordo_famiglia_il IS NULL) AND (accordo_minore_il IS NULL))",
    },
  },
  'public.contatto_affido': {
    perche:
      'citizens who asked a service to be called back, for that service alone; the platform writes them down, blind',
    politiche: {
      'del_mio_servizio_si_legge r':
        '(servizio_numero = ( SELECT trama.servizio_affidi_numero() AS servizio_affidi_numero))',
      'del_mio_servizio_si_segue w':
        '(servizio_numero = ( SELECT trama.servizio_affidi_numero() AS servizio_affidi_numero))',
      'il_lavoro_riceve a': "((( SELECT trama.ruolo() AS ruolo) = 'LAVORO'::text) AND (stato = 'RICEVUTO'::text))",
    },
  },
  'public.famiglia_affidataria': {
    perche:
      'a service keeps its own; the table sees codes; who looks for a family sees those that are available, or proposed to it',
    politiche: {
      'del_mio_servizio *': '(servizio_codice = ( SELECT trama.servizio_affidi_mio() AS servizio_affidi_mio))',
      'il_tavolo_legge r': '( SELECT trama.e_tavolo_affido() AS e_tavolo_affido)',
      'le_abbinate r': '(id IN ( SELECT trama.famiglie_abbinate_mie() AS famiglie_abbinate_mie))',
      'le_candidate r': "((stato = 'DISPONIBILE'::text) AND ( SELECT trama.e_servizio_affidi() AS e_servizio_affidi))",
      'si_comincia_da_qui a': "(stato = ANY (ARRAY['IN_VALUTAZIONE'::text, 'DISPONIBILE'::text]))",
    },
  },
  'public.famiglia_identita': {
    perche: 'who a family is, for the service that registered it alone',
    politiche: {
      'del_mio_servizio *': '(servizio_numero = ( SELECT trama.servizio_affidi_numero() AS servizio_affidi_numero))',
    },
  },
  'public.legami_per_crescere': {
    perche: 'counts of what an ambito does, of nobody: the table of fostering reads those of all',
    politiche: {
      'del_mio_ambito_si_legge r':
        "((ambito_id = ( SELECT trama.ambito() AS ambito)) AND (( SELECT trama.ruolo() AS ruolo) = ANY (ARRAY['SERVIZIO_AFFIDI'::text, 'SERVIZIO_TUTELA'::text, 'UFFICIO_DI_PIANO'::text])))",
      'del_mio_servizio *':
        '((ambito_id = ( SELECT trama.ambito() AS ambito)) AND ( SELECT trama.e_servizio_affidi() AS e_servizio_affidi))',
      'il_tavolo_legge r': '( SELECT trama.e_tavolo_affido() AS e_tavolo_affido)',
    },
  },
  'public.passo_abbinamento': {
    perche: 'read with what it is a step of; written by a trigger',
    politiche: {
      'con_il_suo_abbinamento r': '(abbinamento_id IN ( SELECT a.id\n   FROM abbinamento a))',
    },
  },
  'public.scheda_lettura': {
    perche: 'up to where that job read',
    politiche: {
      'il_lavoro *': "(( SELECT trama.ruolo() AS ruolo) = 'LAVORO'::text)",
    },
  },
  'public.scheda_richiesta': {
    perche: 'sheets without identity: of the own ambito, of who has the family, of the table; one job writes them',
    politiche: {
      'del_mio_ambito r':
        '((ambito = ( SELECT trama.ambito() AS ambito)) AND ( SELECT trama.e_servizio_affidi() AS e_servizio_affidi))',
      'di_chi_ha_la_famiglia r': '(codice IN ( SELECT trama.richieste_abbinate_mie() AS richieste_abbinate_mie))',
      'il_lavoro *': "(( SELECT trama.ruolo() AS ruolo) = 'LAVORO'::text)",
      'il_tavolo_legge r': '( SELECT trama.e_tavolo_affido() AS e_tavolo_affido)',
    },
  },
  'public.servizio_affidi': {
    perche: 'which fostering services there are is known to everybody; the table lets bodies in',
    politiche: {
      'il_mio_si_presenta w': '(codice = ( SELECT trama.servizio_affidi_mio() AS servizio_affidi_mio))',
      'il_tavolo_ammette a': '(( SELECT trama.e_tavolo_affido() AS e_tavolo_affido) AND (ente IS NOT NULL))',
      'tutti_leggono r': 'true',
    },
  },
  'public.verifica_affido': {
    perche: 'with the fostering that it is of',
    politiche: {
      'con_il_suo_abbinamento *': '(abbinamento_id IN ( SELECT a.id\n   FROM abbinamento a))',
    },
  },
};

/** The keys of families: of their service, where in the subgraph of the ambiti they are of the ambito. */
export const CHIAVI_DEI_SERVIZI: Readonly<Record<string, string>> = {
  'del_mio_servizio *': '(ambito_id = ( SELECT trama.servizio_affidi_numero() AS servizio_affidi_numero))',
  'distrutta_per_sempre w': '(distrutta_il IS NULL)',
  'il_lavoro_fa_la_chiave a':
    "((( SELECT trama.ruolo() AS ruolo) = 'LAVORO'::text) AND (persona_id ~~ 'contatto:%'::text))",
  'il_lavoro_usa_la_chiave r':
    "((( SELECT trama.ruolo() AS ruolo) = 'LAVORO'::text) AND (persona_id ~~ 'contatto:%'::text))",
};

/** Columns that the application may write. */
export const COLONNE_AFFIDO: Readonly<Record<string, readonly string[]>> = {
  'public.abbinamento INSERT': [
    'centesimi',
    'codice',
    'famiglia_id',
    'id',
    'minori',
    'motivazione',
    'pesi_versione',
    'posizione',
    'richiesta_ambito',
    'richiesta_codice',
    'servizio_codice',
    'tipo',
  ],
  'public.abbinamento UPDATE': [
    'accordo_famiglia_da',
    'accordo_famiglia_il',
    'accordo_minore_da',
    'accordo_minore_il',
    'accordo_motivo',
    'deciso_il',
    'durata_mesi',
    'esito',
    'fine',
    'inizio',
    'motivo',
    'proroga_mesi',
    'provvedimento',
    'stato',
    'versione',
  ],
  'public.chiave_dati INSERT': ['ambito_id', 'chiave_avvolta', 'distrutta_il', 'id', 'kek', 'persona_id', 'versione'],
  'public.chiave_dati UPDATE': ['chiave_avvolta', 'distrutta_il', 'kek'],
  'public.contatto_affido INSERT': ['comune_istat', 'id', 'messaggio', 'nome', 'recapito', 'servizio_numero'],
  'public.contatto_affido UPDATE': [
    'chiuso_il',
    'esito',
    'messaggio',
    'nome',
    'preso_il',
    'recapito',
    'stato',
    'versione',
  ],
  'public.famiglia_affidataria INSERT': [
    'affidi_precedenti',
    'ambito_casa',
    'bisogni_speciali',
    'codice',
    'componenti',
    'comune_istat',
    'culture',
    'disponibile_al',
    'disponibile_dal',
    'distanza_max_km',
    'eta_max',
    'eta_min',
    'figli',
    'fratelli',
    'id',
    'lingue',
    'posti',
    'servizio_codice',
    'stato',
    'tipi',
  ],
  'public.famiglia_affidataria UPDATE': [
    'affidi_precedenti',
    'ambito_casa',
    'bisogni_speciali',
    'componenti',
    'comune_istat',
    'culture',
    'disponibile_al',
    'disponibile_dal',
    'distanza_max_km',
    'eta_max',
    'eta_min',
    'figli',
    'fratelli',
    'lingue',
    'motivo_stato',
    'posti',
    'riconfermata_il',
    'stato',
    'tipi',
    'versione',
  ],
  'public.famiglia_identita INSERT': ['famiglia_id', 'nomi', 'recapiti', 'servizio_numero'],
  'public.famiglia_identita UPDATE': ['nomi', 'recapiti', 'versione'],
  'public.scheda_lettura INSERT': ['fino_al', 'letta_il'],
  'public.scheda_lettura UPDATE': ['fino_al', 'letta_il'],
  'public.scheda_richiesta INSERT': [
    'aggiornata_il',
    'ambito',
    'autorita',
    'bisogni_speciali',
    'codice',
    'comune_istat',
    'culture',
    'decreto_data',
    'durata_mesi',
    'eta',
    'eta_fratelli',
    'fratelli',
    'id',
    'lingue',
    'macrocategoria',
    'natura',
    'origine',
    'parenti',
    'proroga_mesi',
    'registrata_il',
    'scuola_istat',
    'stato',
    'tipo',
    'versione',
    'vicinanza',
  ],
  'public.scheda_richiesta UPDATE': [
    'aggiornata_il',
    'autorita',
    'bisogni_speciali',
    'comune_istat',
    'culture',
    'decreto_data',
    'durata_mesi',
    'eta',
    'eta_fratelli',
    'fratelli',
    'lingue',
    'macrocategoria',
    'natura',
    'parenti',
    'proroga_mesi',
    'registrata_il',
    'scuola_istat',
    'stato',
    'tipo',
    'versione',
    'vicinanza',
  ],
  'public.servizio_affidi INSERT': ['codice', 'denominazione', 'ente'],
  'public.servizio_affidi UPDATE': ['email', 'telefono', 'versione'],
  'public.verifica_affido INSERT': ['abbinamento_id', 'fatta_il'],
};

const CONTEGGI_LEGAMI = [
  'antenne',
  'associazioni_contattate',
  'famiglie_contattate',
  'gruppi_sostegno',
  'incontri_antenne',
  'incontri_formativi',
  'incontri_informativi',
  'incontri_servizi',
  'minori_candidati',
  'partecipanti_formativi',
  'partecipanti_gruppi',
  'partecipanti_informativi',
  'progetti_attivati',
];

/** The same, where each ambito has its own. */
export const COLONNE_LEGAMI: Readonly<Record<string, readonly string[]>> = {
  'public.legami_per_crescere INSERT': ['anno', ...CONTEGGI_LEGAMI],
  'public.legami_per_crescere UPDATE': [...CONTEGGI_LEGAMI, 'versione'],
};

/** What is taken away beyond the walls. */
export const RESTRIZIONI_AFFIDO: Readonly<Record<string, readonly string[]>> = {
  abbinamento: ['si_propone_da_capo a'],
  chiave_dati: ['distrutta_per_sempre w'],
  famiglia_affidataria: ['si_comincia_da_qui a'],
};

/** Functions that run as their owner, each with its reason. */
export const COME_PROPRIETARIO_AFFIDO: Readonly<Record<string, string>> = {
  'trama.contatto_misura': 'how often a service was asked in a day, for who may read none of it',
  'trama.conteggi_affido': 'numbers of the own ambito for its planning office, which reads no family and no request',
  'trama.abbinamento_regge':
    'places are counted with the rows locked, those of other services too: only whether they are enough is told',
  'trama.abbinamento_annotato':
    'the history of a placement, which nobody else may write, and the state of a family that another service keeps',
  'trama.abbinamento_chiude_gli_altri':
    'proposals to families of other services end the day the minor is with one, whoever says that day',
  'trama.abbinamento_e_scelto': 'that a family is chosen already, which who proposes another may not see',
  'trama.abbinamento_eredita':
    'since when a minor is with a family and what a judge granted, which the service of the next family may not see',
  'trama.famiglia_regge':
    'places that are promised to requests of other ambiti, which the service of the family may not see all',
  'trama.posti_presi': 'how many places of a family are taken, for who may see the family and not who has them',
  'trama.famiglie_abbinate_mie':
    'the families proposed to the caller’s ambito: each table’s policy would ask the other’s',
  'trama.richieste_abbinate_mie': 'the requests that the caller’s families are proposed for: as above',
  'trama.schede_lette_il': 'when the sheets were last read, of a row that nobody may read',
};
