import { registerEnumType } from 'type-graphql';

export enum TipoIntervento {
  EDUCATIVA_DOMICILIARE = 'EDUCATIVA_DOMICILIARE',
  SPAZIO_NEUTRO = 'SPAZIO_NEUTRO',
  AFFIDO = 'AFFIDO',
  COMUNITA = 'COMUNITA',
}

registerEnumType(TipoIntervento, {
  name: 'TipoIntervento',
  description: 'What is done for a case.',
  valuesConfig: {
    EDUCATIVA_DOMICILIARE: { description: 'An educator works with the family at home.' },
    SPAZIO_NEUTRO: { description: 'Minor and parent meet in a safe place, with an educator.' },
    AFFIDO: { description: 'The minor is with a foster family.' },
    COMUNITA: { description: 'The minor lives in a residential community.' },
  },
});
