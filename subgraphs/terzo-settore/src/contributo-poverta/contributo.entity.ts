import { connectionOf } from '@trama/schema/page';
import { Origine } from '@trama/schema/origine';
import { Richiede } from '@trama/subgraph/richiede';
import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Closed, so that years and bodies can be compared: a new one is a new code, and none changes its meaning. */
export enum BisognoPoverta {
  REDDITO = 'REDDITO',
  BENI_PRIMA_NECESSITA = 'BENI_PRIMA_NECESSITA',
  CASA = 'CASA',
  LAVORO = 'LAVORO',
  DEBITI = 'DEBITI',
  SALUTE = 'SALUTE',
  FAMIGLIA = 'FAMIGLIA',
  ISTRUZIONE = 'ISTRUZIONE',
  MIGRAZIONE = 'MIGRAZIONE',
  DIPENDENZE = 'DIPENDENZE',
  SOLITUDINE = 'SOLITUDINE',
  ALTRO = 'ALTRO',
}

registerEnumType(BisognoPoverta, {
  name: 'BisognoPoverta',
  description: 'What people turn to a listening centre or a distribution of goods for. One person may have several.',
  valuesConfig: {
    REDDITO: { description: 'Too little income, or none.' },
    BENI_PRIMA_NECESSITA: { description: 'Food, clothes and other goods that one cannot do without.' },
    CASA: { description: 'Housing: none, unfit, or about to be lost.' },
    LAVORO: { description: 'No work, or work that does not suffice.' },
    DEBITI: { description: 'Debts and overdue bills.' },
    SALUTE: { description: 'Health and disability.' },
    FAMIGLIA: { description: 'Troubles in the family, care of children or of old people.' },
    ISTRUZIONE: { description: 'School, language, digital skills.' },
    MIGRAZIONE: { description: 'Papers and rights of foreign people.' },
    DIPENDENZE: { description: 'Addictions, gambling among them.' },
    SOLITUDINE: { description: 'Loneliness.' },
    ALTRO: { description: 'Anything else.' },
  },
});

@ObjectType({ description: 'People that a body met for one need in one month and comune, exactly.' })
@Entity({ name: 'contributo_bisogno' })
export class ContributoBisogno {
  @PrimaryColumn({ name: 'ente_codice', type: 'text' })
  enteCodice!: string;

  @PrimaryColumn({ name: 'contributo_id', type: 'uuid' })
  contributoId!: string;

  @Field(() => BisognoPoverta, { description: 'The need.' })
  @PrimaryColumn({ type: 'text' })
  bisogno!: BisognoPoverta;

  @Field(() => Int, {
    description: 'Different people met for it in the month. Over months this adds up to meetings, not to people.',
  })
  @Column({ type: 'integer' })
  incontrate!: number;

  @Field(() => Int, {
    description:
      'How many of them the body met for it for the first time in the year, wherever: over months and comuni these add up to different people.',
  })
  @Column({ type: 'integer' })
  nuove!: number;
}

@Richiede('poverta:contribuisci')
@ObjectType({
  description: 'What a body counted in one month and comune, by need. Only its own operators see it.',
})
@Entity({ name: 'contributo_poverta' })
export class ContributoPoverta {
  @PrimaryColumn({ name: 'ente_codice', type: 'text' })
  enteCodice!: string;

  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Field(() => Int, { description: 'Year.' })
  @Column({ type: 'smallint' })
  anno!: number;

  @Field(() => Int, { description: 'Month, 1 to 12.' })
  @Column({ type: 'smallint' })
  mese!: number;

  @Column({ name: 'comune_istat', type: 'text' })
  comuneIstat!: string;

  @Field(() => Origine, { description: 'Where the record comes from.' })
  @Column({ type: 'text' })
  origine!: Origine;

  @Field(() => Int, { description: 'Send it back with an update; it changes at every write.' })
  @Column({ type: 'integer' })
  versione!: number;
}

export const ContributoPovertaConnection = connectionOf(ContributoPoverta);
