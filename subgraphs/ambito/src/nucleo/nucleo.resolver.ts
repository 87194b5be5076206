import { SubgraphContext } from '@trama/subgraph/context';
import { Richiede } from '@trama/subgraph/richiede';
import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { Caso } from '../cartella/caso.entity.js';
import { scopoDi } from '../cartella/caso.service.js';
import { Comune } from '../territorio/comune.entity.js';
import { comuneByCodice } from '../territorio/territorio.loader.js';
import { altriCasiByCaso, nucleoByCaso } from './nucleo.loader.js';
import { Nucleo } from './nucleo.type.js';

@Resolver(() => Caso)
export class CasoNucleoResolver {
  @Richiede('caso:leggi')
  @FieldResolver(() => Nucleo, {
    nullable: true,
    description: 'The household that it is about; null when nobody said. Each one read is in the access log.',
  })
  nucleo(@Root() caso: Caso, @Ctx() ctx: SubgraphContext): Promise<Nucleo | null> {
    return ctx.loadInspected(nucleoByCaso, scopoDi(ctx.identity), caso.id);
  }
}

@Resolver(() => Nucleo)
export class NucleoResolver {
  @FieldResolver(() => Comune, { nullable: true, description: 'Where it lives.' })
  comune(@Root() { comuneIstat }: Nucleo, @Ctx() ctx: SubgraphContext): Promise<Comune | null> {
    return ctx.load(comuneByCodice, comuneIstat);
  }

  @Richiede('caso:leggi')
  @FieldResolver(() => [Caso], {
    nullable: true,
    description: 'Its other cases, among those that the caller follows. Each one read is in the access log.',
  })
  altriCasi(@Root() { casoId }: Nucleo, @Ctx() ctx: SubgraphContext): Promise<Caso[]> {
    return ctx.loadInspected(altriCasiByCaso, scopoDi(ctx.identity), casoId);
  }
}
