import { Richiede } from '@trama/subgraph/richiede';
import { Field, ObjectType } from 'type-graphql';
import { Correlazione, SerieOmogenea, Tendenza } from './analisi.type.js';
import { AnnoIndicatore, CalcoloIndicatore, NotaQualitaDati, TemaPoverta } from './indicatore.type.js';

@Richiede('statistica:leggi')
@ObjectType({ description: 'An indicator of the observatory over years and ambiti, with what people must know of it.' })
export class IndicatorePoverta {
  @Field({ description: 'Code, which always means the same.' })
  codice!: string;

  @Field({ description: 'What it is called.' })
  etichetta!: string;

  @Field({ description: 'What it counts.' })
  unita!: string;

  @Field(() => TemaPoverta, { description: 'What it speaks of.' })
  tema!: TemaPoverta;

  @Field({ description: 'What it is, in plain words.' })
  descrizione!: string;

  @Field(() => CalcoloIndicatore, { description: 'How it is computed.' })
  calcolo!: CalcoloIndicatore;

  @Field({ description: 'What it does not say.' })
  nonDice!: string;

  @Field(() => [NotaQualitaDati], { description: 'What to know of the quality of its data.' })
  qualita!: NotaQualitaDati[];

  @Field(() => [AnnoIndicatore], { description: 'Every year that was asked for, in order: whoever gave a figure.' })
  serie!: AnnoIndicatore[];

  @Field(() => SerieOmogenea, { description: 'Raw and homogeneous series side by side, with who joined and who left.' })
  omogenea!: SerieOmogenea;

  @Field(() => Tendenza, {
    nullable: true,
    description: 'Where the homogeneous series goes; null with fewer than three years, or where an end cannot be told.',
  })
  tendenza!: Tendenza | null;

  @Field(() => [Correlazione], {
    description:
      'With housing, work and health, which the document ties to poverty. None with fewer than eight ambiti, or of the own theme.',
  })
  correlazioni!: Correlazione[];
}
