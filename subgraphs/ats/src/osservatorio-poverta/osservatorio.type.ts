import { Richiede } from '@trama/subgraph/richiede';
import { Directive, Field, ObjectType } from 'type-graphql';

/** There is one, and other subgraphs point to it by this. */
export const CODICE_OSSERVATORIO = 'OSSERVATORIO-POVERTA';

@Richiede('statistica:leggi')
@Directive('@key(fields: "codice")')
@ObjectType({
  description:
    'The provincial observatory on poverty: what the twelve ambiti collect each year, and what the bodies of the Terzo Settore see.',
})
export class OsservatorioPoverta {
  @Field(() => String, { description: 'Its code, always the same.' })
  readonly codice = CODICE_OSSERVATORIO;
}
