/**
 * Public registers that the login for published figures reads beside them, by subgraph: nobody but their owner writes them,
 * and whoever does changes the mark.
 */
export const REGISTRI_PUBBLICI: Readonly<Record<string, readonly string[]>> = {
  ambito: [
    'public.ambito',
    'public.appartenenza_precedente',
    'public.collegamento_esito',
    'public.comune',
    'public.esito_obiettivo',
    'public.fatto',
    'public.incongruenza',
    'public.indicatore',
    'public.misurazione',
    'public.obiettivo',
    'public.piano_di_zona',
    'public.popolazione_ambito',
    'public.popolazione_comune',
    'public.riepilogo_piano',
    'public.riepilogo_popolazione',
    'public.servizio',
    'public.unita_offerta',
  ],
  ats: ['public.ambito', 'public.ats', 'public.contributore_esterno', 'public.distretto', 'public.scambio_territorio'],
  asst: ['public.ambito', 'public.asst', 'public.servizio_territoriale'],
  'terzo-settore': ['public.ambito', 'public.ente', 'public.ente_ambito'],
};
