import { GraphQLDateTimeISO } from '@trama/schema/scalars';
import { Richiede } from '@trama/subgraph/richiede';
import { Field, ObjectType } from 'type-graphql';
import { ServizioCaso } from '../cartella/caso.stati.js';
import { CampoInvio, Destinazione } from './invio.basi.js';

@Richiede('invio:leggi')
@ObjectType({ description: 'On what law something about a family may go to another body.' })
export class BaseGiuridicaInvio {
  @Field({ description: 'Code.' })
  codice!: string;

  @Field({ description: 'When it holds, in Italian.' })
  testo!: string;

  @Field({ description: 'The law.' })
  articolo!: string;

  @Field(() => [CampoInvio], { description: 'What it allows to send.' })
  campi!: CampoInvio[];

  @Field(() => [Destinazione], { description: 'To which kinds of bodies.' })
  verso!: Destinazione[];
}

@Richiede('invio:leggi')
@ObjectType({ description: 'The body that something is for: one of ambito, asst and ente.' })
export class DestinatarioInvio {
  versoAmbito!: number | null;

  @Field(() => ServizioCaso, { nullable: true, description: 'The service of the ambito.' })
  servizio!: ServizioCaso | null;

  @Field(() => String, { nullable: true, description: 'Code of the hospital trust.' })
  asst!: string | null;

  @Field(() => String, { nullable: true, description: 'Code of the body of the Terzo Settore.' })
  ente!: string | null;
}

@Richiede('invio:leggi')
@ObjectType({ description: 'What of a case the health side reads now.' })
export class CondivisioneSanitaria {
  @Field({ description: 'Code of the hospital trust that reads it.' })
  asst!: string;

  @Field(() => [CampoInvio], { description: 'What it reads.' })
  campi!: CampoInvio[];

  @Field({ description: 'The law on which it was sent.' })
  base!: string;

  @Field(() => GraphQLDateTimeISO, { description: 'Since when.' })
  dal!: Date;

  @Field({ description: 'Code of what was sent: withdrawing it ends this.' })
  invio!: string;
}
