import { contributiPubblicati } from '@trama/publication/celle.loader';
import { Copertura } from '@trama/schema/copertura';
import { SubgraphContext } from '@trama/subgraph/context';
import { Richiede } from '@trama/subgraph/richiede';
import { Arg, Ctx, FieldResolver, Int, Query, Resolver } from 'type-graphql';
import { listAmbiti } from '../territorio/territorio.loader.js';
import { INDICATORI } from './indicatore/indicatori.js';
import { POVERTA } from './osservatorio.cubo.js';
import { coperturaPoverta, nonDovutiDi } from './osservatorio.service.js';
import { OsservatorioPoverta } from './osservatorio.type.js';

const CODICI = INDICATORI.map(({ codice }) => codice);

@Resolver(() => OsservatorioPoverta)
export class OsservatorioResolver {
  @Richiede('statistica:leggi')
  @Query(() => OsservatorioPoverta, { nullable: true, description: 'The provincial observatory on poverty.' })
  osservatorioPoverta(): OsservatorioPoverta {
    return new OsservatorioPoverta();
  }

  @Richiede('statistica:leggi')
  @FieldResolver(() => Copertura, {
    nullable: true,
    description:
      'Which ambiti gave figures on poverty for a year, and which are missing. Who owes none is not expected.',
  })
  async copertura(
    @Arg('anno', () => Int, { description: 'Year.' }) anno: number,
    @Ctx() ctx: SubgraphContext,
  ): Promise<Copertura> {
    const [ambiti, contributi, nonDovuti] = await Promise.all([
      ctx.published.once(listAmbiti),
      ctx.published.read((tx) => contributiPubblicati(tx, POVERTA, anno, CODICI)),
      ctx.published.read((tx) => nonDovutiDi(tx, anno)),
    ]);
    return coperturaPoverta(ambiti, contributi, nonDovuti);
  }
}
