import { Conteggio } from '@trama/schema/conteggio';
import { Fonte } from '@trama/schema/fonte';
import { Origine } from '@trama/schema/origine';
import { Richiede } from '@trama/subgraph/richiede';
import { Field, Float, Int, ObjectType } from 'type-graphql';

@Richiede('cartella:conta')
@ObjectType({ description: 'How the case register was used in a year, as counts under disclosure control.' })
export class ConteggiUso {
  @Field(() => Conteggio, { description: 'Cases opened in the year.' })
  aperti!: Conteggio;

  @Field(() => Conteggio, { description: 'Cases changed in the year after they were opened, be it to close them.' })
  aggiornati!: Conteggio;

  @Field(() => Conteggio, { description: 'Cases closed in the year.' })
  chiusi!: Conteggio;

  @Field(() => Conteggio, { description: 'Cases open on 31 December; in the running year, those open today.' })
  inCarico!: Conteggio;

  @Field(() => Conteggio, {
    description:
      'Operators who in the year could see at least one case that was open, by themselves or with their team.',
  })
  operatori!: Conteggio;
}

@Richiede('cartella:conta')
@ObjectType({ description: 'The use of the case register for the households of one comune.' })
export class UsoComune {
  comuneIstat!: string;

  @Field(() => ConteggiUso, { description: 'The counts.' })
  conteggi!: ConteggiUso;
}

@Richiede('cartella:conta')
@ObjectType({
  description:
    'A figure that the plan of the ambito printed of its record system, exactly as printed: of the whole system, not of Trama.',
})
export class CartelleDelPiano {
  @Field({ description: 'What the figure says.' })
  etichetta!: string;

  @Field(() => Float, { description: 'The figure.' })
  valore!: number;

  @Field(() => String, { nullable: true, description: 'Time it speaks of, in the words of the source.' })
  periodo!: string | null;

  @Field(() => Fonte, { description: 'The objective of the plan that it stands in.' })
  fonte!: Fonte;

  @Field(() => Origine, { description: 'Where the record comes from.' })
  origine!: Origine;
}

@Richiede('cartella:conta')
@ObjectType({ description: 'The use of the case register of one ambito in a year.' })
export class UsoCartella {
  @Field(() => Int, { description: 'Year.' })
  anno!: number;

  @Field(() => ConteggiUso, {
    description: 'Over the whole ambito. Rounded like its parts: an exact total would give a suppressed part back.',
  })
  totale!: ConteggiUso;

  @Field(() => [UsoComune], { description: 'Each comune of the ambito, by name, also where no case is.' })
  comuni!: UsoComune[];

  @Field(() => ConteggiUso, { description: 'Cases whose household nobody said, and so of no comune.' })
  senzaComune!: ConteggiUso;

  @Field(() => [CartelleDelPiano], {
    description: 'What the plan printed of how many records there are, beside which the counts of here are read.',
  })
  secondoIlPiano!: CartelleDelPiano[];
}
