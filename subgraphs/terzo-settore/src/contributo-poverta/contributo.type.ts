import { Conteggio } from '@trama/schema/conteggio';
import { Origine } from '@trama/schema/origine';
import { Richiede } from '@trama/subgraph/richiede';
import { Directive, Field, Int, ObjectType } from 'type-graphql';
import { BisognoPoverta } from './contributo.entity.js';

export const OSSERVATORIO = 'OSSERVATORIO-POVERTA';

@Richiede('statistica:leggi')
@Directive('@key(fields: "codice")')
@ObjectType({
  description:
    'The provincial observatory on poverty: what the twelve ambiti collect each year, and what the bodies of the Terzo Settore see.',
})
export class OsservatorioPoverta {
  @Field({ description: 'Its code, always the same.' })
  codice!: string;
}

@Richiede('poverta:contribuisci')
@ObjectType({ description: 'What the caller’s own body counted in a year for one need, exactly.' })
export class PersoneContate {
  @Field(() => BisognoPoverta, { description: 'The need.' })
  bisogno!: BisognoPoverta;

  @Field(() => Int, { description: 'Different people: those that the body met for it for the first time in the year.' })
  persone!: number;

  @Field(() => Int, {
    description: 'People met, once in each month and comune in which they came: never fewer than persone.',
  })
  presenze!: number;
}

@Richiede('poverta:contribuisci')
@ObjectType({
  description:
    'What the caller’s own body counted in a year and comune for one need, exactly, on the borders asked for.',
})
export class PersoneContateNelComune extends PersoneContate {
  @Field(() => Int, { description: 'Year.' })
  anno!: number;

  comuneIstat!: string;
}

@ObjectType({ description: 'People that one body met in a year for one need.' })
export class PersonePerBisogno {
  @Field(() => BisognoPoverta, { description: 'The need.' })
  bisogno!: BisognoPoverta;

  @Field(() => Conteggio, {
    description:
      'Different people that the body met for it in the year. Not to be added over needs, of which one person may have several, nor over bodies, to several of which one person may turn.',
  })
  persone!: Conteggio;

  @Field(() => Origine, { description: 'Where the figure comes from.' })
  origine!: Origine;
}

@Richiede('statistica:leggi')
@ObjectType({ description: 'What a body of the Terzo Settore counted in a year, as published.' })
export class ContributoTerzoSettore {
  @Field(() => Int, { description: 'Year.' })
  anno!: number;

  enteCodice!: string;

  @Field(() => [PersonePerBisogno], { description: 'People by need: the needs that the body recorded, by name.' })
  perBisogno!: PersonePerBisogno[];
}
