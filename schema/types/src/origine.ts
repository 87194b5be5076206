import { registerEnumType } from 'type-graphql';

/** Where a record comes from. Kept on every row, so that an answer can never pass a made-up figure for a real one. */
export enum Origine {
  PIANO_DI_ZONA = 'PIANO_DI_ZONA',
  RILEVATO = 'RILEVATO',
  IMPORTATO = 'IMPORTATO',
  DIMOSTRATIVO = 'DIMOSTRATIVO',
}

registerEnumType(Origine, {
  name: 'Origine',
  description: 'Where a record comes from.',
  valuesConfig: {
    PIANO_DI_ZONA: { description: 'Published by the Piano di Zona: given exactly as published, with its fonte.' },
    RILEVATO: { description: 'Contributed through a data collection of the platform.' },
    IMPORTATO: { description: 'Brought in from another information system.' },
    DIMOSTRATIVO: { description: 'Generated to try the platform: it describes nobody and nothing real.' },
  },
});
