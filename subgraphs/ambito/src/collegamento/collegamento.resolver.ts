import { SubgraphContext } from '@trama/subgraph/context';
import { Richiede } from '@trama/subgraph/richiede';
import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { Caso } from '../cartella/caso.entity.js';
import { scopoDi } from '../cartella/caso.service.js';
import { Ambito } from '../territorio/ambito.entity.js';
import { seguitoAltroveByCaso } from './collegamento.loader.js';
import { SeguitoAltrove, ServizioAltrove } from './collegamento.type.js';

@Resolver(() => Caso)
export class CasoCollegamentoResolver {
  @Richiede('caso:leggi')
  @FieldResolver(() => SeguitoAltrove, {
    nullable: true,
    description:
      'Whether services of other ambiti follow the same family, and which to call; null once the case is closed. Each one read is in the access log.',
  })
  seguitoAltrove(@Root() caso: Caso, @Ctx() ctx: SubgraphContext): Promise<SeguitoAltrove | null> {
    return ctx.loadInspected(seguitoAltroveByCaso, scopoDi(ctx.identity), caso.id);
  }
}

@Resolver(() => ServizioAltrove)
export class ServizioAltroveResolver {
  @FieldResolver(() => Ambito, { nullable: true, description: 'The ambito that it is of.' })
  ambito(@Root() { altroAmbito: numero }: ServizioAltrove): Ambito {
    return Object.assign(new Ambito(), { numero });
  }
}
