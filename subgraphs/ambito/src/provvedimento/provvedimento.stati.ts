import { registerEnumType } from 'type-graphql';

export enum Autorita {
  TRIBUNALE_MINORENNI = 'TRIBUNALE_MINORENNI',
  TRIBUNALE_ORDINARIO = 'TRIBUNALE_ORDINARIO',
  PROCURA_MINORENNI = 'PROCURA_MINORENNI',
}

registerEnumType(Autorita, {
  name: 'Autorita',
  description: 'Who ordered a judicial measure.',
  valuesConfig: {
    TRIBUNALE_MINORENNI: { description: 'The court for minors.' },
    TRIBUNALE_ORDINARIO: { description: 'The ordinary court, as in a separation.' },
    PROCURA_MINORENNI: { description: 'The public prosecutor at the court for minors.' },
  },
});

export enum TipoProvvedimento {
  AFFIDAMENTO_AL_SERVIZIO = 'AFFIDAMENTO_AL_SERVIZIO',
  INCARICO_VALUTAZIONE = 'INCARICO_VALUTAZIONE',
  LIMITAZIONE_INCONTRI = 'LIMITAZIONE_INCONTRI',
  MESSA_IN_PROTEZIONE = 'MESSA_IN_PROTEZIONE',
  PENALE = 'PENALE',
  ALTRO = 'ALTRO',
}

registerEnumType(TipoProvvedimento, {
  name: 'TipoProvvedimento',
  description: 'What a judicial measure orders.',
  valuesConfig: {
    AFFIDAMENTO_AL_SERVIZIO: { description: 'The minor is entrusted to the service.' },
    INCARICO_VALUTAZIONE: { description: 'The service is to assess the family and report.' },
    LIMITAZIONE_INCONTRI: { description: 'Visits are limited or watched.' },
    MESSA_IN_PROTEZIONE: {
      description: 'The minor is brought to a safe place (art. 403 of the Civil Code and after).',
    },
    PENALE: { description: 'Criminal proceedings against the minor.' },
    ALTRO: { description: 'Something else.' },
  },
});
